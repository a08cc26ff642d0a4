"""What is to be said of a provider, each with where it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from dateline.errors import ConfigError
from dateline.export.wording import plural
from dateline.providers import Resolved, check, described
from dateline.settings import Settings
from dateline.wiring.route import in_order, price_of

_LONG = 20  # characters; four of a shorter key would give away too much of it
_BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line.

    Attributes:
        label: What it is about.
        words: What there is to say.
        origin: Where that comes from, or an empty string.
    """

    label: str
    words: str
    origin: str = ""

    @property
    def line(self) -> str:
        """The words, and where they come from."""
        return f"{self.words}  ({self.origin})" if self.origin else self.words


def main_facts(resolved: Resolved, settings: Settings) -> Iterator[Fact]:
    """What tells providers apart; of the parser, which is asked nothing, only what it is."""
    profile, say = resolved.profile, _Origins(resolved.name, settings)
    yield say.of("model", f"{resolved.spec.name}:{resolved.model}", "model")
    if not resolved.is_asked:
        yield _price(resolved, say)
        return
    yield _decided(resolved, say, "asked by", resolved.asking, "asking")
    yield _key(resolved, say)
    if profile.fallback:
        yield say.of("fallback", _chain(resolved, settings), "fallback")
    yield from _limits(resolved, settings, say)
    yield _price(resolved, say)


def further_facts(resolved: Resolved, settings: Settings) -> Iterator[Fact]:
    """The rest of them."""
    profile, say = resolved.profile, _Origins(resolved.name, settings)
    where = "on this machine" if resolved.local else "elsewhere: articles leave this machine"
    if not resolved.is_asked:
        yield Fact("runs", where)
        return
    yield say.of("address", resolved.base_url or "none", "base_url")
    yield Fact("runs", where)
    if profile.api_version:
        yield say.of("api version", profile.api_version, "api_version")
    yield say.of("output mode", profile.output_mode or "as its kind has it", "output_mode")
    for key in ("connect", "read", "total"):
        seconds = f"{getattr(profile.timeout, key):g} s"
        yield say.of(f"{key} timeout", seconds, "timeout", key)
    yield _decided(resolved, say, "longest answer", f"{resolved.max_tokens} tokens", "max_tokens")
    yield from _context(resolved, say)
    sampling = dict(profile.sampling or resolved.spec.sampling)
    yield say.of("sampling", json.dumps(sampling) if sampling else "none", "sampling")
    for name, value in profile.headers.items():
        is_set = "set" if value.get_secret_value() else "empty"
        yield say.of(f"header {name}", is_set, "headers", name)
    if profile.extra_body:
        body = json.dumps(profile.extra_body, ensure_ascii=False, default=str)
        yield say.of("extra body", body, "extra_body")


def state(resolved: Resolved, settings: Settings) -> Fact:
    """Whether it can run here, and if not what is missing."""
    try:
        check(resolved, settings)
    except ConfigError as error:
        return Fact("can run here", f"no: {error}")
    return Fact("can run here", "yes")


def origin_of(settings: Settings, *place: str) -> str:
    """Where a value comes from: a variable, a file with the key in it, or nobody said it."""
    origins = settings.origins(*place)
    key = ".".join(place)
    said = (f"{Path(o.name).name}: {key}" if o.kind == "file" else o.name for o in origins)
    return ", ".join(said) or _BUILT_IN


def masked(key: SecretStr) -> str:
    """Enough of a long key to tell it from another."""
    secret = key.get_secret_value()
    if len(secret) < _LONG:
        return "set"
    kind = re.match(r"[A-Za-z]{2,4}[-_]", secret)  # the "sk-" of so many of them
    return f"{kind[0] if kind else ''}…{secret[-4:]}"


class _Origins:
    """Where the values of one provider come from."""

    def __init__(self, name: str, settings: Settings) -> None:
        self._name, self._settings = name, settings

    def of(self, label: str, words: str, *keys: str) -> Fact:
        """A fact with the origin of the key that decides it."""
        return Fact(label, words, origin_of(self._settings, "providers", self._name, *keys))


def _key(resolved: Resolved, say: _Origins) -> Fact:
    try:
        key = resolved.api_key
    except ConfigError as error:
        return Fact("key", f"none: {error}")
    if key is not None and resolved.profile.api_key is not None:
        return say.of("key", masked(key), "api_key")
    if key is not None:
        return Fact("key", masked(key), str(resolved.key_env))
    if resolved.key_env is None:
        return Fact("key", "none needed")
    needed = "not set" if resolved.spec.key_required else "not set, and none is required"
    return Fact("key", f"{resolved.key_env} {needed}")


def _decided(resolved: Resolved, say: _Origins, label: str, words: str, key: str) -> Fact:
    """What the profile decides, or else the file where the model is one of the user's."""
    if resolved.header is None or getattr(resolved.profile, key) is not None:
        return say.of(label, words, key)
    return Fact(label, words, f"the file: {described(resolved.header)}")


def _context(resolved: Resolved, say: _Origins) -> Iterator[Fact]:
    header, rule, profile = resolved.header, resolved.file_rule, resolved.profile
    if header is None or rule is None:
        known = resolved.context_tokens
        yield say.of("context", f"{known} tokens" if known else "not known", "context_tokens")
        return
    tokens = f"{rule.context_tokens} tokens"
    if profile.context_tokens:
        yield say.of("context", tokens, "context_tokens")
    else:
        yield Fact("context", tokens, f"the file: trained on {header.context_tokens}")
    own = "the file's own" if rule.template == "own" else "none: the messages one after the other"
    yield Fact("chat template", own)


def _chain(resolved: Resolved, settings: Settings) -> str:
    try:
        _, *others = in_order(settings, resolved.name)
    except ConfigError as error:
        return f"broken: {error}"
    return ", then ".join(other.name for other in others)


def _limits(resolved: Resolved, settings: Settings, say: _Origins) -> Iterator[Fact]:
    profile = resolved.profile
    usual = resolved.spec.concurrency
    if profile.concurrency is None and usual is not None:
        yield Fact("at once", plural(usual, "request"), _BUILT_IN)
    elif profile.concurrency is None:
        origin = origin_of(settings, "concurrency")
        yield Fact("at once", plural(settings.concurrency, "request"), origin)
    else:
        yield say.of("at once", plural(profile.concurrency, "request"), "concurrency")
    for unit in ("requests", "tokens"):
        most = getattr(profile, f"{unit}_per_minute")
        if most is not None:
            yield say.of("a minute", f"{most} {unit}", f"{unit}_per_minute")


def _price(resolved: Resolved, say: _Origins) -> Fact:
    price = price_of(resolved)
    if price is None:
        return Fact("price", "not known; with a budget, set price")
    if not price.input and not price.output:
        words = "free"
    else:
        words = f"${price.input:f} read, ${price.output:f} written, a million tokens"
    return say.of("price", words, "price")
