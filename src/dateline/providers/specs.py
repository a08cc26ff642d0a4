"""The one table of what each provider is. What differs between providers is a row here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from dateline.providers.own_file import CHOICES_ANSWER_TOKENS, CHOICES_CONTEXT_TOKENS
from dateline.settings import Asking, OutputMode

SamplingValue = float | int | str | bool
Protocol = Literal["chat", "responses", "anthropic", "google", "embedded", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchApi:
    """What a provider takes in batches: answered within a day, at a lower price.

    Attributes:
        vendor: Whose protocol it is.
        requests: The most requests of one batch.
        megabytes: The largest batch, in millions of bytes.
        price: What a token costs there, as a part of its usual price, whatever its kind.
    """

    vendor: Literal["openai", "anthropic"]
    requests: int
    megabytes: int
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One provider.

    Attributes:
        name: The part of `provider:model` before the colon.
        protocol: Who speaks to it: OpenAI's Chat Completions or Responses, Anthropic's Messages,
            Google's GenerateContent, or the server that runs inside this process (which then
            speaks the first of these). "none" is asked nothing: the parser reads by itself.
        key_env: The variable that usually holds its key, or None.
        key_required: Whether it answers without a key.
        base_url: Its address; None where the user has to give one, or where it has none.
        api_version: Which version of its API is asked, where that is not part of the address.
        default_model: The model asked where none is named.
        extra: The extra of dateline that it needs, or None.
        local: Whether the article stays on this machine, whatever the configuration. For a
            provider with a `base_url` the address decides.
        asking: The whole article, or passages with choices: see `dateline.settings.Asking`.
        output_mode: How an answer is held to its schema: see `dateline.settings.OutputMode`.
        strict_schema: Whether it takes `strict` structured outputs.
        token_limit_parameter: What Chat Completions calls the bound on an answer's length there.
        max_tokens: That bound, where the user sets none.
        context_tokens: What its models read and write at most, where all of them do.
        sampling: Further parameters that every request carries.
        prompt_cache: Whether it has to be told what to keep of a prompt. Others keep it unasked.
        concurrency: Requests under way at once, where it takes fewer than others.
        free: Whether an answer costs nothing.
        batch: What it takes in batches; None where it takes none, or none that is known here.
    """

    name: str
    protocol: Protocol = "chat"
    key_env: str | None = None
    key_required: bool = False
    base_url: str | None = None
    api_version: str | None = None
    default_model: str | None = None
    extra: str | None = None
    local: bool = False
    asking: Asking = "article"
    output_mode: OutputMode = "json_schema"
    strict_schema: bool = False
    token_limit_parameter: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    max_tokens: int = 4096
    context_tokens: int | None = None
    sampling: Mapping[str, SamplingValue] = field(default_factory=lambda: MappingProxyType({}))
    prompt_cache: bool = False
    concurrency: int | None = None
    free: bool = False
    batch: BatchApi | None = None


_GREEDY = MappingProxyType({"temperature": 0.0})

# Models that think: their thoughts count towards the bound, hence the room; and they refuse any
# `temperature` but their own.
_ROOM_TO_THINK = 16384

_HALF = Decimal("0.5")

_ROWS = (
    Spec(
        name="openai",
        key_env="OPENAI_API_KEY",
        key_required=True,
        base_url="https://api.openai.com/v1",
        default_model="gpt-5-mini",
        strict_schema=True,
        token_limit_parameter="max_completion_tokens",
        max_tokens=_ROOM_TO_THINK,
        context_tokens=128_000,  # of the smallest that takes a schema; the GPT-5 family has more
        # Limits: https://developers.openai.com/api/reference/resources/batches
        # Price: https://developers.openai.com/api/docs/guides/batch
        batch=BatchApi(vendor="openai", requests=50_000, megabytes=200, price=_HALF),
    ),
    Spec(
        name="openai-responses",
        protocol="responses",
        key_env="OPENAI_API_KEY",
        key_required=True,
        base_url="https://api.openai.com/v1",
        default_model="gpt-5-mini",
        strict_schema=True,
        max_tokens=_ROOM_TO_THINK,
        context_tokens=128_000,
    ),
    Spec(
        name="azure",  # the model is the deployment's name
        key_env="AZURE_OPENAI_API_KEY",
        key_required=True,
        api_version="2024-10-21",  # the first stable one with structured outputs
        strict_schema=True,
        token_limit_parameter="max_completion_tokens",
        max_tokens=_ROOM_TO_THINK,
        context_tokens=128_000,
    ),
    Spec(
        name="anthropic",
        protocol="anthropic",
        key_env="ANTHROPIC_API_KEY",
        key_required=True,
        base_url="https://api.anthropic.com",
        default_model="claude-sonnet-5-5",
        extra="anthropic",
        # Its structured outputs bound how many fields may be null; tools do not.
        output_mode="tools",
        max_tokens=8192,
        context_tokens=200_000,
        prompt_cache=True,
        # Limits and price: https://platform.claude.com/docs/en/build-with-claude/batch-processing
        batch=BatchApi(vendor="anthropic", requests=100_000, megabytes=256, price=_HALF),
    ),
    Spec(
        name="google",
        protocol="google",
        key_env="GEMINI_API_KEY",
        key_required=True,
        base_url="https://generativelanguage.googleapis.com",
        api_version="v1beta",
        default_model="gemini-3.8-flash",
        extra="google",
        max_tokens=_ROOM_TO_THINK,
        context_tokens=1_048_576,
    ),
    Spec(
        name="mistral",
        key_env="MISTRAL_API_KEY",
        key_required=True,
        base_url="https://api.mistral.ai/v1",
        default_model="mistral-large-latest",
        strict_schema=True,
        sampling=_GREEDY,
        max_tokens=8192,
    ),
    Spec(
        name="groq",
        key_env="GROQ_API_KEY",
        key_required=True,
        base_url="https://api.groq.com/openai/v1",
        default_model="openai/gpt-oss-120b",
        token_limit_parameter="max_completion_tokens",
        sampling=_GREEDY,
        max_tokens=_ROOM_TO_THINK,
        context_tokens=131_072,
    ),
    Spec(
        name="together",
        key_env="TOGETHER_API_KEY",
        key_required=True,
        base_url="https://api.together.xyz/v1",
        sampling=_GREEDY,
        max_tokens=8192,
    ),
    Spec(
        name="deepseek",
        key_env="DEEPSEEK_API_KEY",
        key_required=True,
        base_url="https://api.deepseek.com",
        default_model="deepseek-chat",
        output_mode="json",  # it knows no schemas
        sampling=_GREEDY,
        max_tokens=8192,
    ),
    Spec(
        name="openrouter",
        key_env="OPENROUTER_API_KEY",
        key_required=True,
        base_url="https://openrouter.ai/api/v1",
        strict_schema=True,
        max_tokens=_ROOM_TO_THINK,
    ),
    Spec(
        name="ollama",
        key_env="OLLAMA_API_KEY",
        base_url="http://127.0.0.1:11434/v1",
        sampling=_GREEDY,
        concurrency=1,  # as it comes, it answers one after the other
        free=True,
    ),
    Spec(
        name="lmstudio",
        key_env="LMSTUDIO_API_KEY",
        base_url="http://127.0.0.1:1234/v1",
        sampling=_GREEDY,
        concurrency=1,
        free=True,
    ),
    Spec(
        name="vllm",
        key_env="VLLM_API_KEY",
        base_url="http://127.0.0.1:8000/v1",
        sampling=_GREEDY,
        free=True,
    ),
    Spec(
        name="openai-compatible",
        key_env="OPENAI_COMPATIBLE_API_KEY",
        sampling=_GREEDY,
    ),
    Spec(
        name="llama.cpp",
        protocol="embedded",
        default_model="gemma-3-270m",
        extra="local",
        local=True,
        asking="choices",  # of the packaged model; a file of the user's: `own_file.decide`
        max_tokens=CHOICES_ANSWER_TOKENS,
        context_tokens=CHOICES_CONTEXT_TOKENS,
        sampling=_GREEDY,
        concurrency=1,  # one slot keeps answers deterministic
        free=True,
    ),
    Spec(
        name="parser",
        protocol="none",
        default_model="en_core_web_sm",
        extra="parser",
        local=True,
        free=True,
    ),
)

SPECS: Mapping[str, Spec] = MappingProxyType({spec.name: spec for spec in _ROWS})
