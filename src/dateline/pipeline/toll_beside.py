"""What records say of a toll's own sentence, and of those whom it may be one of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Incident, Span
from dateline.pipeline.toll_parts import has_own_clause
from dateline.survey import Lexicon, Toll
from dateline.survey.toll_figures import ordinal
from dateline.survey.triggers import ARMED
from dateline.survey.word_lists import read_lexicon

_SMALL = re.compile(r"(?:^|\s)(?!(?:al|el|bin|ben|ibn|de|da|dos|la|van|von|der)\b)[a-z]")
_LARGE = re.compile(r"\b[A-Z][\w’'-]{2,}")
_NAMED = 2  # as many may be told of by their names alone


def is_counted(toll: Toll, incidents: Sequence[Incident], lexicon: Lexicon) -> bool:
    """Whether someone who is named may be among those whom a record beside it counts.

    A number is told before those whom it counts are named. Of two people in one sentence, each
    counted as one, neither is the other.
    """
    return any(
        _is_like(casualty, toll)
        and may_count(casualty, toll)
        and (not is_other(casualty, toll, lexicon) or _takes_in(incident, toll))
        for incident in beside(toll, incidents)
        for casualty in incident.casualties
    )


def _takes_in(incident: Incident, toll: Toll) -> bool:
    """Whether a number is told to count an attacker too: "five dead, including the gunman"."""
    if again_words("assailant").search(toll.count.text) is None:
        return False
    return any(again_words("takes_in").search(evidence.text) for evidence in incident.evidence)


def is_other(casualty: Casualty, toll: Toll, lexicon: Lexicon) -> bool:
    """Whether somebody is none of those counted: by side or name, as kin, or by another title.

    "Killing four people before a deputy shot the gunman", "killed two weavers and their cook".
    """
    held, told = casualty.count.mention.text, toll.count.text
    if are_of_two_sides(held, told, lexicon) or _is_kin_of(toll, casualty):
        return True
    few = (casualty.count.best or casualty.count.low or 1) <= _NAMED
    if few and _is_named(held) and _is_named(told) and not share_name(held, told):
        return True
    spans = casualty.count.mention.spans
    own = again_words("own").match(told) is not None and has_own_clause(toll)
    if own and any(s in toll.sentence and s.start < toll.count.start for s in spans):
        return True
    return few and _are_two(held, told, lexicon)


def _is_named(words: str) -> bool:
    """Whether it is a name and no more: "Private Lev Orlov", not "two Red Crescent medics"."""
    large = [w for w in _LARGE.findall(words) if not again_words("titles").fullmatch(w)]
    reading = read_count(words)
    one = reading is None or reading.best == 1
    return bool(large) and one and _SMALL.search(words) is None


def share_name(left: str, right: str) -> bool:
    """Whether two names have a word that is no title."""
    return not set(_LARGE.findall(left)).isdisjoint(
        w for w in _LARGE.findall(right) if not again_words("titles").fullmatch(w)
    )


def _are_two(held: str, told: str, lexicon: Lexicon) -> bool:
    """Whether both are told of as known, by nouns that nobody bears together: "the cook"."""
    if not (again_words("known").match(held) and again_words("known").match(told)):
        return False
    return not may_be_one(noun_of(held), noun_of(told), lexicon)


def may_be_one(held: str, told: str, lexicon: Lexicon) -> bool:
    """Whether two nouns may be for one person: the same, of one trade, or of anybody."""
    if held == told or any(is_of_anybody(noun) for noun in (held, told)):
        return True
    kinds = lexicon.actor_kind(held), lexicon.actor_kind(told)
    return None not in kinds and kinds[0] is kinds[1] and kinds[0] in ARMED


def is_of_anybody(noun: str) -> bool:
    """Whether a noun may be for anybody, whatever he does: "a man", "a father of three"."""
    found = again_words("anyone").fullmatch(noun) or again_words("whoever").fullmatch(noun)
    return found is not None


def noun_of(words: str) -> str:
    """The noun of words for somebody, in small letters: "A soldier of 9 Rashtriya Rifles"."""
    return re.split(r" (?:of|at|in|on|from|who) |,", words.lower())[0].split()[-1]


def _is_like(casualty: Casualty, toll: Toll) -> bool:
    """Whether the same may have become of them. Who died is none of those who were led away."""
    dead = toll.outcome == "killed"
    return casualty.outcome == toll.outcome or (not dead and casualty.outcome in toll.others)


def _is_kin_of(toll: Toll, casualty: Casualty) -> bool:
    """Whether somebody is told of as another's who is held, of whom something else became.

    "A teenager was shot dead. His cousin was hit in the thigh."
    """
    if casualty.outcome == toll.outcome:
        return False
    own = again_words("own").match(toll.count.text) is not None
    one = (casualty.count.best or casualty.count.low or 1) == 1
    return own and (one or again_words("lives").search(toll.sentence.text) is not None)


def may_count(casualty: Casualty, toll: Toll) -> bool:
    """Whether a casualty's count may hold those of a toll: it is told before them, or beside."""
    spans = casualty.count.mention.spans
    if any(span.overlaps(toll.count) for span in spans):
        return True
    number = casualty.count.best or casualty.count.low or 0
    if (nth := ordinal(toll.count.text)) is not None and number < nth:
        return False  # "a ninth" is none of eight
    if number == 1:
        return not any(span in toll.sentence for span in spans)
    return any(span.start < toll.count.start or _goes_on_to(toll, span) for span in spans)


def _goes_on_to(toll: Toll, number: Span) -> bool:
    """Whether a number behind somebody in his sentence may count him: no others, nor those apart.

    "Was arrested on Friday, along with a couple", "shot dead a private; five rebels fell".
    """
    if number not in toll.sentence:
        return False
    text, _, end = toll.placed
    between = text[end : number.end - toll.sentence.start]
    return ";" not in between and again_words("apart").search(between) is None


@cache
def again_words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of how people are told of a second time."""
    patterns = read_lexicon(f"{language}_tolls")["again"][name]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def are_of_two_sides(held: str, told: str, lexicon: Lexicon) -> bool:
    """Whether the words are for people of two sides: "four people", "the gunman"."""
    attacks = [again_words("assailant").search(words) is not None for words in (held, told)]
    if attacks[0] != attacks[1] and not _is_named(told) and not _is_of_them(held):
        return True
    theirs, ours = lexicon.actor_kind(held), lexicon.actor_kind(told)
    return None not in (theirs, ours) and theirs is not ours and bool({theirs, ours} & ARMED)


def _is_of_them(words: str) -> bool:
    """Whether nothing is told of whom it counts: "two of them", "nine"."""
    return re.search(r"\bof (?:them|whom)\b|^\S+$", words) is not None


def beside(toll: Toll, incidents: Sequence[Incident]) -> Iterator[Incident]:
    """The records that rest on the sentence of a toll."""
    return (i for i in incidents if any(toll.sentence.overlaps(span) for span in i.evidence))


def is_headline(sentence: Span) -> bool:
    """Whether a sentence ends without a mark, as headlines do."""
    return sentence.text.rstrip("\"”’'»)")[-1:] not in ".!?…:;"
