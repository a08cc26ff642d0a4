"""The noun phrase that a number counts: people, another thing, a measure, or none at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.expressions.lexicon import (
    MEASURES,
    NOT_PLURAL,
    PARTICIPLES,
    PLURAL_MODIFIERS,
    STOPS,
    words,
)
from dateline.expressions.numbers import GAP
from dateline.expressions.people import is_attributive, is_plural, is_singular

_TOKEN = re.compile(
    rf"{GAP}[“\"‘']?((?:[A-Za-z]\.){{2,}}|\d+-[a-z]+(?:-[a-z]+)*|[^\W\d_]\w*(?:['’-]\w+)*)"
)
_OF = re.compile(
    rf"{GAP}of\b(?:{GAP}(?P<determiner>the|his|her|their|its|our|my|your|those|these|an?)\b)?"
)
_OF_THEM = re.compile(rf"{GAP}of{GAP}(?:them|whom|those|these)\b", re.IGNORECASE)
STRONG = r"[-‐‑](?:member|person|people|man|woman|strong)\b"
"""What makes people of a number before another noun: "a 12-member team", "30-strong"."""

_STRONG = re.compile(STRONG, re.IGNORECASE)
_KIN = words("men women children boys girls babies infants elderly")
_AND_KIN = re.compile(
    rf"(?:,{GAP}(?:{'|'.join(_KIN)}))?,?{GAP}and{GAP}(?:the{GAP})?(?:{'|'.join(_KIN)})\b"
)


# "San Carlos", "Los Santos": a name of two words, also where all is in lower case.
_NAME_BEGINS = words("el la las los new puerto saint san santa santo")
# "9,000 carabineros members": after a plural, these are the noun.
_MEMBERS = words("members officers personnel troops")

_Kind = Literal["people", "thing", "bare", "measure"]


class Noun(NamedTuple):
    """What follows a number: where it ends, and what it is."""

    end: int
    kind: _Kind


def noun_after(text: str, match: re.Match[str], *, one: bool) -> Noun:
    """The noun phrase that the number counts, through "of the" where that follows."""
    if strong := _STRONG.match(text, match.end()):
        return Noun(strong.end(), "people")
    if _OF_THEM.match(text, match.end()):
        return Noun(match.end(), "bare")
    if not (of := _OF.match(text, match.end())):
        return scan_noun(text, match.end(), one=one and not match["few"])
    noun = scan_noun(text, of.end(), one=False)
    if noun.kind == "bare" and not match["few"]:
        return Noun(match.end(), "bare")
    return noun if noun.kind == "people" else Noun(match.end(), "thing")


def scan_noun(text: str, position: int, *, one: bool, joined: bool = False) -> Noun:
    """Read modifiers up to the noun; the kind is "bare" where no noun comes.

    Args:
        text: The text.
        position: Where the number ends.
        one: Whether a singular is wanted.
        joined: Whether an "and" between modifiers was passed already.
    """
    start, end, head, before = position, -1, "", ""
    for _ in range(7):
        if not (token := _TOKEN.match(text, position)):
            break
        word = token[1]
        lower = word.lower()
        if lower in MEASURES and not (head or _are_old(text, token, lower)):
            return Noun(position, "measure")
        if lower == "and" and before and not head and not joined:
            # "200 uniformed and plainclothes officers"
            noun = scan_noun(text, token.end(), one=one, joined=True)
            return noun if noun.kind == "people" else Noun(start, "thing")
        if _stops(text, token, lower, one=one):
            break
        if _is_person(word, one=one):
            end, head = token.end(), word
        elif head and not is_attributive(head) and not _goes_on(text, token, head, one=one):
            break
        elif _is_thing(text, token, head, before, one=one):
            return Noun(token.end(), "thing")
        position, before = token.end(), lower
    if head:
        return Noun(_with_kin(text, end, head), "people")
    # "Five more were wounded": one word, and no noun.
    return Noun(start, "bare" if position == start or before == "more" else "thing")


def _stops(text: str, token: re.Match[str], lower: str, *, one: bool) -> bool:
    """Whether the noun phrase is over before this word."""
    following = _TOKEN.match(text, token.end())
    if lower.endswith("ly") and following and following[1].lower() in PARTICIPLES:
        # "the 12 initially killed", but "12 seriously wounded soldiers"
        return _stops(text, following, following[1].lower(), one=one)
    if lower not in STOPS:
        return False
    person = bool(following and _is_person(following[1], one=one))
    return not (person and (lower in PARTICIPLES or token[1] == "IS"))


def _are_old(text: str, token: re.Match[str], lower: str) -> bool:
    """Whether it says what people are like, and no age: "two old men"."""
    following = _TOKEN.match(text, token.end()) if lower == "old" else None
    return following is not None and is_plural(following[1])


def _goes_on(text: str, token: re.Match[str], head: str, *, one: bool) -> bool:
    """Whether a people's name stands before the noun: "an Israeli border guard"."""
    following = _TOKEN.match(text, token.end())
    return (
        head[0].isupper()
        and token[1].islower()
        and following is not None
        and following[1].islower()
        and following[1] not in STOPS
        and _is_person(following[1], one=one)
    )


def _is_person(word: str, *, one: bool) -> bool:
    if not one:
        return is_plural(word)
    return is_singular(word) or word == "civilian" or _is_agent(word)


_AGENT = re.compile(r"[a-z-]{2,}(?:[a-z]er|[tsr]or|ist|eer|woman|[a-z]{2}man|ess|ian)$")
_NO_AGENT = words(
    "under over after other another further number chapter order letter member center water matter"
    " ether whether either neither former latter winter summer river tower power offer paper corner"
    " never ever however rather together moreover forever proper inner outer upper lower later"
    " earlier larger greater higher longer stronger smaller better older younger former business"
    " fitness illness witness process success access address press stress progress congress mess"
    " wilderness weakness happiness darkness fortress mattress mistress loss glass"
    " list assist exist twist fist mist persist resist consist human german roman woman"
)


@lru_cache(maxsize=8192)
def _is_agent(word: str) -> bool:
    """Whether a word that no list holds is formed as those for people are: "a bookbinder"."""
    lower = word.lower()
    if lower.endswith("ally") and lower != "ally":
        return False  # "a locally made gun"
    # "A housemaid", "a schoolmaster": the last part is one that the list holds.
    if any(is_singular(lower[at:]) for at in range(3, len(lower) - 3)):
        return True
    if lower in _NO_AGENT or lower.endswith("ness") or not _AGENT.match(lower):
        return False
    return is_plural(lower[:-3] + "men" if lower.endswith("man") else lower + "s")


def _is_thing(text: str, token: re.Match[str], head: str, before: str, *, one: bool) -> bool:
    """Whether a noun that names no people ends the noun phrase."""
    word, lower = token[1], token[1].lower()
    if head and one and not lower.endswith(("ed", "ing")):
        return not _goes_on(text, token, head, one=one)
    if one or not lower.endswith("s") or lower.endswith(NOT_PLURAL) or "-" in lower:
        return False
    if not word[0].islower() or lower in PLURAL_MODIFIERS or before in _NAME_BEGINS:
        return False
    following = _TOKEN.match(text, token.end())
    return not (following and following[1].lower() in _MEMBERS)


def _with_kin(text: str, end: int, head: str) -> int:
    """The end of "women and children", which one number counts."""
    if head.lower() in _KIN and (match := _AND_KIN.match(text, end)):
        return match.end()
    return end
