"""Numbers in digits and in words: how they are spelled, and what they are worth."""

from __future__ import annotations

import re

_UNITS = {
    word: worth
    for worth, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split(),  # noqa: SIM905
        start=1,
    )
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
NUMBER_WORDS = ("a", "an", "another", "half", *_UNITS, *_TENS)
"""The words that a number may open with, where it has no digits."""

# Beyond this no toll is meant, and an integer of many digits costs time to read.
_MAX_DIGITS = 12

GAP = r"(?:[^\S\r\n\v\f]{1,3}|[^\S\r\n\v\f]?\r?\n(?=[a-z\d]))"
"""White space within a phrase; a line end only where the next line goes on in lower case."""

JOIN = rf"(?:{GAP}|[-‐‑])"
"""What joins the words of a number: white space or a hyphen."""
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:{JOIN}(?:{'|'.join(list(_UNITS)[:9])}))?"
    rf"|{'|'.join(reversed(_UNITS))})"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+)"
_SCALE = rf"(?:{'|'.join(SCALES)})"
_TAIL = rf"(?:{GAP}(?:and{GAP})?(?:{_SMALL}{JOIN}{_SCALE}\b|{_SMALL}))"
NUMBER = (
    rf"(?:half{JOIN}an?{GAP}(?:dozen|million)|(?:an?{GAP})?half{JOIN}(?:dozen|million)"
    rf"|(?:(?:an?|another|{_SMALL}){JOIN}|{_DIGITS}(?:\.\d+)?{JOIN})"
    rf"{_SCALE}(?:{JOIN}{_SCALE})*\b{_TAIL}{{0,3}}"
    rf"|{_DIGITS}|{_SMALL})"
)
"""A number: "14", "14,000", "1.2 million", "twenty-five", "a dozen", "a hundred and five"."""

_WORD = re.compile(r"[\d.,\u00a0\u202f\u2009]*\d|[a-z]+")


def number_value(text: str) -> int | None:
    """What the words of a `NUMBER` are worth, None where they are none."""
    total = 0
    current: float | None = None
    for word in _WORD.findall(text.lower()):
        if word in SCALES:
            current = (1 if current is None else current) * SCALES[word]
            if SCALES[word] >= SCALES["thousand"]:
                total, current = total + round(current), None
        elif (worth := _worth(word)) is not None:
            current = worth if current is None or word == "half" else current + worth
        elif word not in {"a", "an", "and", "another"}:
            return None
    return total + round(current) if current is not None else (total or None)


def scale_of(text: str) -> int | None:
    """The scale word that a number ends in: 12 for "two dozen"."""
    return SCALES.get(text.lower().replace("-", " ").split()[-1]) if text.strip() else None


def _worth(word: str) -> float | None:
    if word == "half":
        return 0.5
    if not word[0].isdigit() and not word[-1].isdigit():
        return _UNITS.get(word, _TENS.get(word))
    digits = re.sub(r"[,\u00a0\u202f\u2009]", "", word)
    if len(digits) > _MAX_DIGITS or not digits.isascii() or not digits[0].isdigit():
        return None
    return float(digits) if digits.count(".") == 1 else int(digits) if digits.isdigit() else None
