"""What a user says of one provider."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from dateline.settings.keys import clean_key

Asking = Literal["article", "choices"]
"""How a model is asked: the whole article at once, or passage by passage with every answer
chosen from the passage's own words."""

Grounding = Literal["strict", "flag", "raise"]
"""What is done with values that are not proved: dropped, kept without a span, or an error."""


class Profile(BaseModel):
    """One `[providers.NAME]` table.

    Attributes:
        model: `provider:model`, such as "openai:gpt-5-mini"; the model may be left out
            where the provider has a default.
        base_url: Where the server is, if not at the provider's usual address.
        api_key: The key itself. A variable (`api_key_env`) keeps it out of the file.
        api_key_env: The variable that holds the key, if not the provider's usual one.
        asking: "article" or "choices", if not the provider's usual way.
        timeout: Seconds to wait for one answer.
        max_tokens: The longest answer, in tokens, if not the provider's usual one.
    """

    # The key would stand in the traceback of a validation error.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    api_key_env: str | None = None
    asking: Asking | None = None
    timeout: float = Field(default=120.0, gt=0)
    max_tokens: int | None = Field(default=None, gt=0)

    @field_validator("base_url")
    @classmethod
    def _is_a_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            msg = f"{value!r} is no URL; it starts with http:// or https://"
            raise ValueError(msg)
        return value

    @field_validator("api_key")
    @classmethod
    def _can_be_sent(cls, value: SecretStr | None) -> SecretStr | None:
        key = clean_key(value.get_secret_value()) if value is not None else None
        return SecretStr(key) if key is not None else None

    @property
    def provider(self) -> str:
        """The part of `model` before the colon."""
        return self.model.partition(":")[0]

    @property
    def model_name(self) -> str | None:
        """The part of `model` after the first colon, or None."""
        return self.model.partition(":")[2] or None


class Retries(BaseModel):
    """How faults of transport are tried again.

    Attributes:
        attempts: Requests for one question, the first included.
        wait: Seconds before the second try; doubled for each further one, with jitter.
        max_wait: The longest wait that is chosen here; a server's `Retry-After` may ask for more.
        deadline: Seconds for one question, all tries and waits together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempts: int = Field(default=5, ge=1)
    wait: float = Field(default=0.5, ge=0)
    max_wait: float = Field(default=30.0, ge=0)
    deadline: float = Field(default=300.0, gt=0)
