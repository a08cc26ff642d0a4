"""Tokens and money: what a call costs, and what may still be spent."""

from dateline.usage.prices import cost_of, known_price, worst_cost
from dateline.usage.spend import Reservation, Spend

__all__ = ["Reservation", "Spend", "cost_of", "known_price", "worst_cost"]
