"""What records say of a toll's own sentence, and of those whom it may be one of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.models import Casualty, Incident, Span
from dateline.survey import Lexicon, Toll
from dateline.survey.toll_figures import ordinal
from dateline.survey.triggers import ARMED
from dateline.survey.word_lists import read_lexicon


def is_counted(toll: Toll, incidents: Sequence[Incident]) -> bool:
    """Whether someone who is named may be among those whom a record beside it counts.

    A number is told before those whom it counts are named. Of two people in one sentence, each
    counted as one, neither is the other.
    """
    return any(
        _is_like(casualty, toll) and may_count(casualty, toll) and not _is_kin_of(toll, casualty)
        for incident in beside(toll, incidents)
        for casualty in incident.casualties
    )


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


def on_other_sides(casualty: Casualty, toll: Toll, lexicon: Lexicon) -> bool:
    """Whether those counted are of another side than these: "seven assailants", "a soldier"."""
    theirs, ours = (lexicon.actor_kind(t) for t in (casualty.count.mention.text, toll.count.text))
    return None not in (theirs, ours) and theirs is not ours and bool({theirs, ours} & ARMED)


def beside(toll: Toll, incidents: Sequence[Incident]) -> Iterator[Incident]:
    """The records that rest on the sentence of a toll."""
    return (i for i in incidents if any(toll.sentence.overlaps(span) for span in i.evidence))


def is_headline(sentence: Span) -> bool:
    """Whether a sentence ends without a mark, as headlines do."""
    return sentence.text.rstrip("\"”’'»)")[-1:] not in ".!?…:;"
