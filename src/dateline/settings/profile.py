"""What a user says of one provider."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator

from dateline.settings.keys import (
    check_headers,
    check_no_secret_in_body,
    check_no_secret_in_url,
    check_variable_name,
    clean_key,
)
from dateline.settings.part import Part
from dateline.settings.price import Price

Asking = Literal["article", "choices"]
"""How a model is asked: the whole article at once, or passage by passage with every answer
chosen from the passage's own words."""

Grounding = Literal["strict", "flag", "raise"]
"""What is done with values that are not proved: dropped, kept without a span, or an error."""

OutputMode = Literal["json_schema", "tools", "json"]
"""How an answer is held to its schema: by the server's own structured outputs, as the arguments
of a tool, or by asking for JSON."""


def usual_model(name: str) -> str:
    """The model of a profile that names none: the provider that is built in under its name."""
    return "llama.cpp" if name == "local" else name


class Timeouts(Part):
    """Seconds, for one request. A number is the `total`, and the `read`.

    Attributes:
        connect: For a connection.
        read: Between two pieces of an answer.
        total: For the whole request, however it trickles.
    """

    connect: float = Field(default=10.0, gt=0)
    read: float = Field(default=120.0, gt=0)
    total: float = Field(default=120.0, gt=0)

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """See `Part.in_full`."""
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return {"total": value, "read": value}
        return value


class Profile(Part):
    """One `[providers.NAME]` table. What is left out is as the provider's spec has it.

    Attributes:
        model: `provider:model`, such as "openai:gpt-5-mini"; the model may be left out
            where the provider has a default, and all of it where the table has a provider's name.
        base_url: Where the server is, if not at the provider's usual address.
        api_key: The key itself. A variable (`api_key_env`) keeps it out of the file.
        api_key_env: The variable that holds the key, if not the provider's usual one.
        api_version: The `api-version` of an Azure deployment.
        asking: "article" or "choices", if not the provider's usual way.
        output_mode: How an answer is held to its schema.
        timeout: Seconds for one request.
        max_tokens: The longest answer, in tokens.
        context_tokens: What the model reads and writes at most; longer articles are asked about in
            parts.
        sampling: Further parameters of a request, such as `temperature`.
        headers: Further headers, for gateways. They are kept as secret as the key.
        extra_body: Further fields of the request's body, for gateways. They are no secret.
        fallback: Who is asked in its place where it fails, in order, and then their own
            fallbacks; each once.
        concurrency: Requests under way at once, in this process.
        requests_per_minute: The most requests in a minute.
        tokens_per_minute: The most tokens in a minute, read and written.
        price: What a token costs, where that is not known or not so.
    """

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    api_key_env: str | None = None
    api_version: str | None = None
    asking: Asking | None = None
    output_mode: OutputMode | None = None
    timeout: Timeouts = Timeouts()
    max_tokens: int | None = Field(default=None, gt=0)
    context_tokens: int | None = Field(default=None, gt=0)
    sampling: dict[str, float | int | str | bool] | None = None
    headers: dict[str, SecretStr] = Field(default_factory=dict)
    extra_body: dict[str, Any] = Field(default_factory=dict)
    fallback: tuple[str, ...] = ()
    concurrency: int | None = Field(default=None, ge=1)
    requests_per_minute: int | None = Field(default=None, ge=1)
    tokens_per_minute: int | None = Field(default=None, ge=1)
    price: Price | None = None

    @classmethod
    def in_full(cls, value: Any) -> Any:
        """Headers by their names in small letters: case does not tell them apart."""
        headers = value.get("headers") if isinstance(value, dict) else None
        if not isinstance(headers, dict):
            return value
        return {**value, "headers": {str(name).lower(): v for name, v in headers.items()}}

    @field_validator("base_url")
    @classmethod
    def _is_a_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            # A key that was put there by mistake is not shown; it has no colon.
            like_one = not value or (":" in value and "@" not in value)
            msg = (
                f"{repr(value) if like_one else 'it'} is no URL; it starts with http:// or https://"
            )
            raise ValueError(msg)
        check_no_secret_in_url(value)
        return value

    @field_validator("api_key")
    @classmethod
    def _can_be_sent(cls, value: SecretStr | None) -> SecretStr | None:
        key = clean_key(value.get_secret_value()) if value is not None else None
        return SecretStr(key) if key is not None else None

    @field_validator("api_key_env")
    @classmethod
    def _is_a_variable(cls, value: str | None) -> str | None:
        check_variable_name(value)
        return value

    @field_validator("headers")
    @classmethod
    def _can_be_headers(cls, value: dict[str, SecretStr]) -> dict[str, SecretStr]:
        check_headers({name: secret.get_secret_value() for name, secret in value.items()})
        return value

    @field_validator("extra_body")
    @classmethod
    def _holds_no_secret(cls, value: dict[str, Any]) -> dict[str, Any]:
        check_no_secret_in_body(value)
        return value

    @field_validator("fallback", mode="before")
    @classmethod
    def _one_name_will_do(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("fallback")
    @classmethod
    def _are_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(name.strip() for name in value):
            msg = "one of the names is empty"
            raise ValueError(msg)
        return value

    @property
    def provider(self) -> str:
        """The part of `model` before the colon."""
        return self.model.partition(":")[0]

    @property
    def model_name(self) -> str | None:
        """The part of `model` after the first colon, or None."""
        return self.model.partition(":")[2] or None
