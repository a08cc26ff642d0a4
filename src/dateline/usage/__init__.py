"""Tokens and money: what a call costs, and what may still be spent."""

from dateline.usage.price_list import known_price
from dateline.usage.prices import cost_of, is_free, most_tokens, worst_cost
from dateline.usage.spend import Reservation, Spend

__all__ = [
    "Reservation",
    "Spend",
    "cost_of",
    "is_free",
    "known_price",
    "most_tokens",
    "worst_cost",
]
