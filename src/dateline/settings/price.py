"""What a token costs, as a user or a price list says."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from dateline.settings.part import Part


class Rates(Part):
    """US dollars for a million tokens.

    Attributes:
        input: Read.
        output: Written, reasoning included.
        cached_input: Read from the provider's prompt cache; as `input` where it is left out.
        cache_write: Read and written into that cache; as `input` where it is left out.
    """

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached_input: Decimal | None = Field(default=None, ge=0)
    cache_write: Decimal | None = Field(default=None, ge=0)


class Tier(Rates):
    """What long prompts cost: all tokens of such a call, and not only those above the bound.

    Attributes:
        above: Tokens of the prompt from which on it holds, themselves not included.
    """

    above: int = Field(gt=0)


class Price(Rates):
    """US dollars for a million tokens, in place of what is known of the model.

    Attributes:
        tiers: What longer prompts cost, where that differs.
    """

    tiers: tuple[Tier, ...] = ()

    def at(self, prompt_tokens: int) -> Rates:
        """The rates of a call whose prompt is that long."""
        reached = [tier for tier in self.tiers if prompt_tokens > tier.above]
        return max(reached, key=lambda tier: tier.above, default=self)
