"""Who takes a step of policy, by the names in the clause that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.models import Span
from dateline.models.vocabulary import PolicyKind
from dateline.survey.lexicon import Lexicon
from dateline.survey.speakers import source_before

_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|al-\w+)(?: (?:[A-Z][\w’'.-]*|of(?=\s[A-Z])|for(?=\s[A-Z])|al-\w+)){0,5}"
)
# A name behind one of these is where something happens, or what it is part of.
_OF_PLACE = re.compile(
    r"\b(?:in|at|near|to|from|of|around|across|into|over|outside|through|on|toward|towards)\s+"
    r"(?:the\s+|neighbou?ring\s+|nearby\s+)?(?:[A-Z][\w’'-]+\s+and\s+)?$"
)
_ADJECTIVE = re.compile(
    r"\s+(?:border|province|region|state|district|valley|city|town|village|airport|road|pass|talks"
    r"|accord|agreement|plan|law|bill|war|conflict)\b"
)
_NO_ACTORS = frozenset(
    ("The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "His", "Her")
)
_VERB = re.compile(
    r"\b(?:will|would|has|have|had|is|are|was|were|must|may|can|could|should|met|gave|held|put|set"
    r"|took|began|withdrew|sent|broke|drew|pulled|says?|[a-z]{2,}ed|[a-z]{3,}s(?=\s+(?:to|the|a|its)\b))"
    r"(?=\s)"
)
_THINGS: tuple[PolicyKind, ...] = (
    "deadline",
    "agreement",
    "sanction",
    "negotiation",
    "legislation",
)
_TWO_NAMES = re.compile(rf"((?:[Tt]he )?{_NAME.pattern}) and ((?:the )?{_NAME.pattern})")
_SUBJECT_FAR = 160  # characters


def actors_in(text: str, clause: Span, dates: Sequence[Span], lexicon: Lexicon) -> tuple[Span, ...]:
    """The parties: the subject, then the names that are no place, no date and no adjective."""
    actors: list[Span] = []
    subject = _subject(text, clause, lexicon)
    if subject is not None:
        actors += _each(subject)
    named: list[Span] = []
    for match in _NAME.finditer(text, clause.start, clause.end):
        span = Span.cut(match.string, *match.span())
        before = text[max(clause.start, span.start - 24) : span.start]
        if (
            any(d.overlaps(span) for d in dates)
            or (subject is not None and span.overlaps(subject))
            or _OF_PLACE.search(before)
            or _ADJECTIVE.match(text, span.end)
            or (span.start == clause.start and " " not in span.text)
            or span.text in _NO_ACTORS
        ):
            continue
        named.append(span)
    # Full names before single words: a single one is often part of a description.
    return (*actors, *sorted(named, key=lambda a: " " not in a.text))


def _each(subject: Span) -> list[Span]:
    """The two that "Kesh and Lenz" names, otherwise the subject alone."""
    both = _TWO_NAMES.fullmatch(subject.text)
    if both is None:
        return [subject]
    return [
        Span(start=subject.start + both.start(n), end=subject.start + both.end(n), text=both[n])
        for n in (1, 2)
    ]


def _subject(text: str, clause: Span, lexicon: Lexicon) -> Span | None:
    """Who acts in the clause: the words before its verb, where they speak of somebody."""
    verb = _VERB.search(text, clause.start, min(clause.end, clause.start + _SUBJECT_FAR))
    if verb is None:
        return None
    source = source_before(text, clause.start, verb.start(), lexicon)
    if source is None or lexicon.pronouns.fullmatch(source.speaker.text):
        return None
    words = source.speaker.text
    if any(lexicon.policy[kind].search(words) for kind in _THINGS):
        return None
    return source.speaker
