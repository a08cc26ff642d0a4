"""What is told to have happened in so many words, beside what its sentence threatens or plans."""

from __future__ import annotations

import re

from dateline.models import Span
from dateline.survey.lexicon import lowered
from dateline.survey.unreal import unreal_words

_FAR = 160  # characters: nothing is told of them further off
# What may stand between people and what became of them: a clause about them, and no other's.
_ASIDE = re.compile(
    r"(?:\s(?:in|at|on|of|from|near|outside|inside|by)(?:\s[\w’'-]+){1,4}?)?"
    r"(?:,?\s(?:who|whom|that|which)\s(?![^.;]*\b(?:said|claimed)\b)[^.;]{1,120}?,?|,[^;.]{1,120},"
    r"|\s(?:had|who had)\s[^.;,]{1,80}?\sand)?\s?"
)
# What leaves open whether they did.
_OPEN = re.compile(
    r"\b(?:will|would|may|might|could|should|if|unless|to|not|never|no|den(?:y|ies|ied)|false\w*|claims?"
    r"|rumou?rs?|accus\w+)\s(?:(?:(?!after|since|when|who|because)[^.;,]){0,40}\s)?\Z"
)


def has_befallen(text: str, sentence: Span, hit: Span) -> bool:
    """Whether it tells what became of them, beside what they were threatened with or had planned.

    "The two whom they had threatened to kill were found dead".
    """
    low, end = lowered(text), min(sentence.end, hit.end + _FAR)
    return any(
        _ASIDE.fullmatch(low, hit.end, match.start()) is not None
        for match in unreal_words("happened", "after").finditer(low, hit.end, end)
    )


def tells_outright(text: str, sentence: Span, name: str) -> bool:
    """Whether it tells of one of the things that a list names as having happened.

    How a crowd was met ("soldiers fired tear gas"), who is free again, or what was made good.
    """
    low, start = lowered(text), sentence.start
    found = unreal_words("happened", name).finditer(low, start, sentence.end)
    return any(name == "kept" or not _OPEN.search(low, start, m.start()) for m in found)


def without_asides(words: str) -> str:
    """What a sentence says but for what its people would not do: "the farmers who would not go"."""
    low, last, kept = words.lower(), 0, ""  # not the words themselves: "May" is no "may"
    for match in unreal_words("happened", "aside").finditer(low):
        kept, last = kept + words[last : match.start()], match.end()
    return kept + words[last:]


def is_their_aim(text: str, hit: Span) -> bool:
    """Whether what follows them is what they were after: "villagers who threatened to block it"."""
    return unreal_words("happened", "aim").match(lowered(text), hit.end + 1) is not None
