"""What the words of a count mean: the bounds that they name.

The bounds follow one table: "at least N" names the low bound, "up to N" the high one, "about N"
an approximate best one, and vague words ("dozens", "several") a low bound by convention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.expressions.numbers import SCALES, number_value, scale_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The bounds that the words of a count name. None is unknown, never zero."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    approximate: bool = False
    """"about", "some", "around", "nearly"."""
    vague: bool = False
    """A lower bound by convention: "dozens", "several", a bare plural."""
    rule: str = "N"
    """The rule that gave the bounds, such as "at least N"."""


# What a qualifier does to the number.
QUALIFIERS = {
    **dict.fromkeys(
        (
            "at least",
            "at the very least",
            "at a minimum",
            "no fewer than",
            "not fewer than",
            "no less than",
            "not less than",
            "as few as",
            "a minimum of",
        ),
        "at least N",
    ),
    **dict.fromkeys(
        (
            "more than",
            "greater than",
            "in excess of",
            "over",
            "just over",
            "well over",
            "upwards of",
            "upward of",
            "above",
            "just above",
        ),
        "more than N",
    ),
    **dict.fromkeys(
        (
            "up to",
            "as many as",
            "as much as",
            "no more than",
            "not more than",
            "at most",
            "a maximum of",
        ),
        "up to N",
    ),
    **dict.fromkeys(
        ("fewer than", "less than", "just under", "well under", "under", "below"), "fewer than N"
    ),
    **dict.fromkeys(
        (
            "about",
            "some",
            "around",
            "nearly",
            "almost",
            "approximately",
            "roughly",
            "perhaps",
            "an estimated",
            "estimated",
            "close to",
            "virtually",
            "circa",
        ),
        "about N",
    ),
    **dict.fromkeys(("exactly", "precisely", "a total of"), "N"),
    # Before a range: "anything from 13 to 16", "anywhere between 10 and 12".
    **dict.fromkeys(("anything from", "anywhere from", "anything", "anywhere"), "N"),
}
VAGUE_SCALES = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
}
FEW = {
    "a couple": "a couple",
    "several": "several",
    "a number": "several",
    "a small number": "several",
    "multiple": "several",
    "various": "several",
    "a few": "a few",
    "a handful": "a few",
    "many": "many",
    "numerous": "many",
    "a large number": "many",
    "large numbers": "many",
    "some": "some",
}
# Words for so many of a kind, and for a group of unknown size: only of people.
PAIRS = {"a pair": 2, "a trio": 3, "a quartet": 4, "both": 2}
GROUPS = frozenset(
    f"a {noun}" for noun in ("group", "team", "gang", "band", "squad", "crowd", "crew", "party")
)
# The least that a plural means; what "several", "a few" and "many" have in common with it.
PLURAL = 2


def read_phrase(match: re.Match[str]) -> Reading | None:
    """The bounds that a phrase names, None where its words make no number."""
    if match["article"]:
        return Reading(1, 1, 1, rule="singular")
    if match["few"]:
        words = " ".join(match["few"].split())
        if exact := PAIRS.get(words):
            return Reading(exact, exact, exact, rule=words)
        return Reading(low=PLURAL, vague=True, rule=FEW.get(words, "a group"))
    if match["scale"]:
        words = " ".join(match["scale"].split())
        return Reading(low=VAGUE_SCALES[words], vague=True, rule=words)
    if match["scaled"]:
        low = PLURAL * SCALES[match["unit"]]
        return Reading(low=low, vague=True, rule=" ".join(match["scaled"].split()))
    return _read_number(match)


def _read_number(match: re.Match[str]) -> Reading | None:
    number = number_value(match["first"])
    if number is None:
        return None
    qualifier = " ".join((match["qualifier"] or "").split())
    rule = QUALIFIERS.get(qualifier, "N")
    if match["least"]:
        rule = "at least N"
    elif match["so"]:
        rule = "about N"
    if match["second"]:
        return _read_range(match, number, rule)
    return _bounded(number, rule)


def _bounded(number: int, rule: str) -> Reading | None:
    match rule:
        case "at least N":
            return Reading(low=number, best=number, rule=rule)
        case "more than N":
            return Reading(low=number + 1, rule=rule)
        case "up to N":
            return Reading(high=number, rule=rule)
        case "fewer than N":
            return Reading(high=number - 1, rule=rule) if number else None
        case "about N":
            return Reading(best=number, approximate=True, rule=rule)
        case _:
            return Reading(number, number, number, rule=rule)


def _read_range(match: re.Match[str], low: int, rule: str) -> Reading | None:
    high = number_value(match["second"])
    scale = scale_of(match["second"])
    if high is None:
        return None
    # "two to three dozen" is 24 to 36.
    if scale and scale_of(match["first"]) is None and low * scale <= high:
        low *= scale
    if low >= high:
        return None
    if rule == "at least N":
        return Reading(low=low, rule=rule)
    if rule == "up to N":
        return Reading(high=high, rule=rule)
    return Reading(low=low, high=high, approximate=rule == "about N", rule="N to M")
