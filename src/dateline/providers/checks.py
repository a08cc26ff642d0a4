"""Whether a provider can be asked from here, and what to do where it cannot."""

from __future__ import annotations

import json
import re

from dateline.errors import ConfigError, MissingExtra, MissingKey, RemoteForbidden
from dateline.providers.extras import has_extra, how_to_install
from dateline.providers.resolve import Resolved
from dateline.providers.weights import check_model
from dateline.settings import Settings


def check(resolved: Resolved, settings: Settings, *, replaying: bool = False) -> None:
    """Whether the provider can be asked from here, before anything is spent.

    Args:
        resolved: The provider.
        settings: What the user says of all of them.
        replaying: Whether its answers come from a recording: no key is needed then, and no model.

    Raises:
        MissingExtra: A package is not installed; says how to install it.
        MissingKey: No key is set; says which variable to set.
        ConfigError: It has no address, its model file is not there or cannot be asked, or what is
            set as its key can be none.
        RemoteForbidden: `allow_remote` is false, and it is not on this machine.
    """
    spec = resolved.spec
    embedded = spec.protocol == "embedded"
    if replaying and embedded:
        return
    if spec.extra and not has_extra(spec.extra):
        raise MissingExtra(
            f"{resolved.name!r} needs packages that are not installed.",
            hint=how_to_install(spec.extra),
        )
    if embedded:
        check_model(resolved.model)
    if spec.protocol not in ("embedded", "none") and not resolved.base_url:
        raise ConfigError(
            f"{resolved.name!r} has no address.",
            hint=_where_to_set(resolved, settings),
        )
    if replaying:
        return
    if not settings.allow_remote and not resolved.local:
        raise RemoteForbidden(
            f"{resolved.name!r} is not on this machine, and allow_remote is false.",
            hint="Choose a local provider, or set allow_remote = true.",
        )
    if resolved.api_key is None and spec.key_required:
        raise MissingKey(f"{resolved.name!r} needs a key.", hint=f"Set {resolved.key_env}.")


def _where_to_set(resolved: Resolved, settings: Settings) -> str:
    """How to give the address, as TOML that can be copied."""
    azure = resolved.spec.name == "azure"
    url = '"https://NAME.openai.azure.com"' if azure else '"http://127.0.0.1:11434/v1"'
    if resolved.name in settings.providers:
        return f"Set base_url in [providers.{_toml_key(resolved.name)}], such as {url}."
    name = resolved.spec.name
    return (
        f"Configure it under a name of its own, such as [providers.mine] with "
        f"model = {json.dumps(f'{name}:{resolved.model}')} and base_url = {url}, and ask for mine."
    )


def _toml_key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
