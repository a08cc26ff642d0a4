"""A provider that can be asked, from what was resolved."""

from __future__ import annotations

from typing import assert_never

from dateline.errors import ConfigError
from dateline.providers.base import Provider
from dateline.providers.chat import ChatProvider
from dateline.providers.embedded import EmbeddedProvider
from dateline.providers.resolve import Resolved, check
from dateline.providers.sdk_logs import keep_out_of_logs
from dateline.settings import Settings


def build(resolved: Resolved, settings: Settings) -> Provider:
    """The provider, checked; nothing is started or sent yet.

    Raises:
        ConfigError: It cannot run here; see `check`.
    """
    check(resolved, settings)
    keep_out_of_logs(resolved.api_key)
    match resolved.spec.protocol:
        case "embedded":
            return EmbeddedProvider(resolved)
        case "chat":
            if resolved.base_url is None:
                raise ConfigError(f"{resolved.name!r} has no address.")
            return ChatProvider(resolved, base_url=resolved.base_url, api_key=resolved.api_key)
        case _:
            assert_never(resolved.spec.protocol)
