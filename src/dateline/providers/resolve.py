"""Which provider a name means, and how it would be asked."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import SecretStr

from dateline.errors import ConfigError, UnknownProvider
from dateline.providers.extras import has_extra, how_to_install
from dateline.providers.gguf_header import GgufHeader, read_header
from dateline.providers.own_file import FileRule, decide
from dateline.providers.specs import SPECS, SamplingValue, Spec
from dateline.providers.weights import own_file
from dateline.settings import Asking, OutputMode, Profile, Settings
from dateline.settings.keys import clean_key

_SECRET = 8  # characters; what is shorter is no secret, but a word


@dataclass(frozen=True, slots=True)
class Resolved:
    """A provider as it would be asked.

    Attributes:
        name: What the user calls it.
        spec: What is known of its kind.
        profile: What the user said of it.
        model: The model asked.
    """

    name: str
    spec: Spec
    profile: Profile
    model: str

    @property
    def header(self) -> GgufHeader | None:
        """What a model file of the user's says of itself; None of anything else, or a bad file."""
        path = own_file(self.model) if self.spec.protocol == "embedded" else None
        if path is None:
            return None
        try:
            return read_header(path)
        except ConfigError:
            return None  # `check` says why

    @property
    def file_rule(self) -> FileRule | None:
        """How a model file of the user's is asked; None of anything else, or a bad file."""
        return decide(self.header, self.profile) if self.header is not None else None

    @property
    def asking(self) -> Asking:
        """The whole article, or passages with choices: the user's word, or the usual way."""
        if self.file_rule is not None:
            return self.file_rule.asking
        return self.profile.asking or self.spec.asking

    @property
    def max_tokens(self) -> int:
        """The longest answer."""
        if self.file_rule is not None:
            return self.file_rule.max_tokens
        return self.profile.max_tokens or self.spec.max_tokens

    @property
    def base_url(self) -> str | None:
        """Where it is."""
        return self.profile.base_url or self.spec.base_url

    @property
    def api_version(self) -> str | None:
        """Which version of its API is asked, where that is not part of the address."""
        return self.profile.api_version or self.spec.api_version

    @property
    def output_mode(self) -> OutputMode:
        """How an answer is held to its schema."""
        return self.profile.output_mode or self.spec.output_mode

    @property
    def context_tokens(self) -> int | None:
        """What the model reads and writes at most, or None where that is not known."""
        if self.file_rule is not None:
            return self.file_rule.context_tokens
        return self.profile.context_tokens or self.spec.context_tokens

    @property
    def sampling(self) -> Mapping[str, SamplingValue]:
        """Further parameters of a request."""
        return self.spec.sampling if self.profile.sampling is None else self.profile.sampling

    @property
    def headers(self) -> dict[str, str]:
        """Further headers of a request; they may hold secrets."""
        return {name: value.get_secret_value() for name, value in self.profile.headers.items()}

    @property
    def secret_headers(self) -> tuple[SecretStr, ...]:
        """What those headers hold that may be shown as little as the key."""
        return tuple(filter(is_secret, self.profile.headers.values()))

    @property
    def key_env(self) -> str | None:
        """The variable that its key is read from."""
        return self.profile.api_key_env or self.spec.key_env

    @property
    def api_key(self) -> SecretStr | None:
        """The key, or None.

        Raises:
            ConfigError: The variable holds what can be no key; names the variable.
        """
        if self.profile.api_key is not None or self.key_env is None:
            return self.profile.api_key
        try:
            key = clean_key(os.environ.get(self.key_env, ""))
        except ValueError as error:
            raise ConfigError(
                f"The key in {self.key_env} cannot be used: {error}.", hint=f"Set {self.key_env}."
            ) from error
        return SecretStr(key) if key is not None else None

    @property
    def identity(self) -> str:
        """Everything but a question that affects an answer, as text. The key does not."""
        header = self.header
        # Another file of the same name is another model.
        file = {"file": header.digest} if header is not None else {}
        return json.dumps(
            {
                **file,
                "provider": self.spec.name,
                "protocol": self.spec.protocol,
                "base_url": self.base_url,
                "model": self.model,
                "max_tokens": self.max_tokens,
                "sampling": dict(self.sampling),
                "extra_body": self.profile.extra_body,
                "output_mode": self.output_mode,
                "api_version": self.api_version,
            },
            sort_keys=True,
            default=str,
        )

    @property
    def is_asked(self) -> bool:
        """Whether questions are put to it; the parser is asked none."""
        return self.spec.protocol != "none"

    @property
    def local(self) -> bool:
        """Whether the article stays on this machine."""
        return self.spec.local or _is_loopback(self.base_url)


def is_secret(value: SecretStr | None) -> bool:
    """Whether it is long enough for one: servers on this machine take any word for a key."""
    return value is not None and len(value.get_secret_value()) >= _SECRET


def resolve(settings: Settings, name: str | None = None) -> Resolved:
    """The provider that `name` means: a configured one, a built-in one, or `provider:model`.

    Raises:
        UnknownProvider: Neither is called so; names the nearest.
        ConfigError: No provider is named, and none can be had without being named.
    """
    chosen = name if name is not None else settings.default
    if chosen is None:
        chosen = _default(settings)
    if not chosen.strip():
        raise UnknownProvider(
            "The provider's name is empty.", hint=_suggestion("", _known_names(settings))
        )
    profile = settings.providers.get(chosen) or _unconfigured(chosen, settings)
    spec = SPECS.get(profile.provider)
    if spec is None:
        raise UnknownProvider(
            f"{chosen!r} is {profile.model!r}, and there is no provider {profile.provider!r}.",
            hint=_suggestion(profile.provider, list(SPECS)),
        )
    model = profile.model_name or spec.default_model
    if model is None:
        raise ConfigError(
            f"{chosen!r} names no model.",
            hint=f'Write model = "{spec.name}:MODEL", as its server calls it.',
        )
    return Resolved(chosen, spec, profile, model)


def _default(settings: Settings) -> str:
    """With nothing said: the only provider configured, the embedded model, or the parser alone."""
    if len(settings.providers) == 1:
        return next(iter(settings.providers))
    for name in ("local", "parser"):
        if has_extra(name):
            return name
    raise ConfigError(
        "No provider is configured.",
        hint=(
            f"{how_to_install('local')} That gives the embedded model and the parser, which need "
            "no key; or set DATELINE_DEFAULT=openai and OPENAI_API_KEY."
        ),
    )


def _unconfigured(name: str, settings: Settings) -> Profile:
    """A name that stands in no configuration: a spec's own, or `provider:model`."""
    if name == "local":
        return Profile(model="llama.cpp")
    if name.partition(":")[0] in SPECS:
        return Profile(model=name)
    raise UnknownProvider(
        f"There is no provider {name!r}.",
        hint=_suggestion(name, _known_names(settings)),
    )


def _known_names(settings: Settings) -> list[str]:
    return ["local", *settings.providers, *SPECS]


def _suggestion(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.partition(":")[0], known, n=1)
    return (
        f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(dict.fromkeys(known))}."
    )


def _is_loopback(url: str | None) -> bool:
    host = urlsplit(url).hostname if url else None
    if host is None:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
