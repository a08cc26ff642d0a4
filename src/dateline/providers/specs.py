"""The one table of what each provider is. What differs between providers is a row here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from dateline.settings import Asking

SamplingValue = float | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One provider.

    Attributes:
        name: The part of `provider:model` before the colon.
        protocol: Who speaks to it: a client of OpenAI's Chat Completions, or the server
            that runs inside this process (which then speaks the same protocol).
        key_env: The variable that usually holds its key, or None.
        key_required: Whether it answers without a key.
        base_url: Its address; None where the user has to give one, or where it has none.
        default_model: The model asked where none is named.
        extra: The extra of dateline that it needs, or None.
        local: Whether the article stays on this machine, whatever the configuration. For a
            provider with a `base_url` the address decides.
        asking: The whole article, or passages with choices: see `dateline.settings.Asking`.
        strict_schema: Whether it takes `strict` structured outputs.
        token_limit_parameter: What it calls the bound on an answer's length.
        max_tokens: That bound, where the user sets none.
        sampling: Further parameters that every request carries.
        free: Whether an answer costs nothing.
    """

    name: str
    protocol: Literal["chat", "embedded"]
    key_env: str | None = None
    key_required: bool = False
    base_url: str | None = None
    default_model: str | None = None
    extra: str | None = None
    local: bool = False
    asking: Asking = "article"
    strict_schema: bool = False
    token_limit_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    max_tokens: int = 4096
    sampling: Mapping[str, SamplingValue] = field(default_factory=lambda: MappingProxyType({}))
    free: bool = False


_GREEDY = MappingProxyType({"temperature": 0.0})

SPECS: Mapping[str, Spec] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            Spec(
                name="openai",
                protocol="chat",
                key_env="OPENAI_API_KEY",
                key_required=True,
                base_url="https://api.openai.com/v1",
                default_model="gpt-5-mini",
                strict_schema=True,
                # The GPT-5 family refuses `max_tokens`, and any `temperature` but its own.
                # Reasoning counts towards the bound, hence the room.
                token_limit_parameter="max_completion_tokens",
                max_tokens=16384,
            ),
            Spec(
                name="openai-compatible",
                protocol="chat",
                key_env="OPENAI_COMPATIBLE_API_KEY",
                sampling=_GREEDY,
            ),
            Spec(
                name="llama.cpp",
                protocol="embedded",
                default_model="gemma-3-270m",
                extra="local",
                local=True,
                asking="choices",
                max_tokens=512,
                sampling=_GREEDY,
                free=True,
            ),
        )
    }
)
