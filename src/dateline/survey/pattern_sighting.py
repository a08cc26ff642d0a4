"""What a sentence says of an incident, by its words and patterns and without its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.models import Span
from dateline.survey.actors import agent_of, patient_of
from dateline.survey.lexicon import lowered
from dateline.survey.looked import Looked
from dateline.survey.quotations import Quotation
from dateline.survey.tellings import Frame, Sighting
from dateline.survey.toll_sums import is_total
from dateline.survey.tolls import Toll
from dateline.survey.triggers import (
    ARMED,
    EXPLOSIVE,
    PROTEST,
    K,
    TriggerWord,
    is_violent,
    kinds_of,
)

_PLAIN = re.compile(r"attack|assault|kill", re.IGNORECASE)


def sight_by_patterns(seen: Looked, *, chance: bool) -> Sighting | None:
    """What a sentence says of an incident, if of one.

    Args:
        seen: The sentence.
        chance: Whether it has words for an accident.
    """
    frames, lexicon = seen.frames, seen.lexicon
    # What is quoted is somebody's words, no report.
    quotations = seen.paragraph.quotations
    tolls = tuple(
        t
        for t in seen.happened
        if not is_quoted(t.count, quotations)
        and frames.is_news(t.count)
        and not is_total(t, frames)
    )
    # Where people were hurt something happened, whatever it was to stop or prevent.
    triggers = [
        t
        for t in seen.triggers
        if not is_quoted(t.span, quotations)
        and (tolls or (frames.is_actual(t.span, verb=True) and not frames.is_spoken_of(t.span)))
        and frames.is_news(t.span)
    ]
    words = [*(t.count for t in seen.tolls), *(t.span for t in seen.triggers)]
    if words and not tolls and not triggers and frames.is_past(words[0]):
        # A claim in this sentence or the next is one of old deeds.
        return _dead(seen, seen.tolls, (), "past")
    if chance and not _is_deed(seen, triggers):
        return _dead(seen, tolls, seen.places, "accident")
    if not (triggers or tolls or seen.claims.spoken_of):
        return None
    armed = any(
        t.kind in EXPLOSIVE and not lexicon.chance.match(t.span.text.lower()) for t in triggers
    )
    killed = any(t.outcome == "killed" for t in tolls)
    if not killed and not armed and seen.holds(lexicon.games):
        return None
    if seen.tolls and not tolls and not any(t.strong for t in triggers):
        triggers = []  # what killed them is no news either
    return _sighting(seen, triggers, tolls)


def _is_deed(seen: Looked, triggers: Sequence[TriggerWord]) -> bool:
    """Whether somebody's act is told beside an accident's words."""
    lexicon = seen.lexicon
    if any(
        t.is_deed and not (t.strong and lexicon.chance.fullmatch(t.span.text.lower()))
        for t in triggers
    ):
        return True
    if any(t.kind in EXPLOSIVE for t in triggers) and any(
        lexicon.actor_kind(a.text) == "Rebel group" for a in seen.actors
    ):
        return True  # their own bomb, though it went off by accident
    return any(
        lexicon.actor_kind(a.text) in ARMED - {"State forces"}
        for t in triggers
        if (a := agent_of(seen.text, seen.span, t.span, seen.actors))
    )


def _dead(
    seen: Looked, tolls: tuple[Toll, ...], places: tuple[Span, ...], frame: Frame
) -> Sighting | None:
    """A sighting of what is no incident, so that what follows is not taken for another's."""
    if not (tolls or places or seen.frames.dates):
        return None
    return Sighting(
        sentence=seen.span,
        paragraph=seen.paragraph.span,
        kinds=(),
        firm=True,
        separate=False,
        tolls=tolls,
        places=places,
        dates=seen.frames.dates,
        frame=frame,
    )


def _sighting(
    seen: Looked, triggers: Sequence[TriggerWord], tolls: tuple[Toll, ...]
) -> Sighting | None:
    lexicon, actors, claims = seen.lexicon, seen.actors, seen.claims
    agents = _distinct(agent_of(seen.text, seen.span, t.span, actors) for t in triggers)
    patients = _distinct(patient_of(seen.text, t.span, actors) for t in triggers)
    firm = _is_firm(seen, triggers, tolls, agents, patients)
    if not firm and not tolls and not claims.spoken_of:
        return None
    return Sighting(
        sentence=seen.span,
        paragraph=seen.paragraph.span,
        kinds=kinds_of(triggers, patients, agents, tolls, seen.span.text, lexicon),
        firm=firm,
        generic=all(t.kind is K.ATTACK and not t.strong for t in triggers),
        separate=lexicon.separate.match(seen.span.text) is not None,
        tolls=tolls,
        places=seen.places,
        dates=seen.frames.dates,
        agents=agents,
        patients=patients,
        weapon=_weapon(seen),
        blamed=claims.blamed,
        claim=(claims.status, claims.by),
        about=claims.about,
    )


def _is_firm(
    seen: Looked,
    triggers: Sequence[TriggerWord],
    tolls: Sequence[Toll],
    agents: Sequence[Span],
    patients: Sequence[Span],
) -> bool:
    """Whether a sentence alone shows an incident."""
    if not triggers:
        return False
    lexicon, dates = seen.lexicon, seen.frames.dates
    armed = any(lexicon.actor_kind(a.text) in ARMED for a in seen.actors)
    # "A wall fell and killed a child", "a lion killed two": dying needs somebody who did it.
    only_died = all(t.kind is K.ATTACK and not t.is_deed for t in triggers)
    if only_died and not _is_done_by_armed(seen, triggers, tolls, agents):
        return False
    # Places cost most to find, and are asked for last.
    if any(t.strong for t in triggers) and bool(tolls or dates or armed or seen.places):
        return True
    if tolls and is_violent(triggers):
        return True
    if all(t.kind in PROTEST for t in triggers):
        return bool(dates) and bool(seen.places)
    if all(t.kind is K.ARRESTS for t in triggers) and tolls:
        return True
    acts = bool(agents or patients)
    plain = all(_PLAIN.match(t.span.text) for t in triggers)  # markets and senators attack too
    if bool(dates) and is_violent(triggers) and (acts or not plain) and bool(seen.places):
        return True
    return armed and acts and bool(dates or seen.places)


def _is_done_by_armed(
    seen: Looked,
    triggers: Sequence[TriggerWord],
    tolls: Sequence[Toll],
    agents: Sequence[Span],
) -> bool:
    """Whether somebody armed killed, or was killed."""
    kind = seen.lexicon.actor_kind
    if any(kind(a.text) for a in agents):
        return True
    if any(
        kind(a.text) in ARMED - {"State forces"} and a.end <= t.span.start
        for a in seen.actors
        for t in triggers
    ):
        return True
    # Herders are armed in one report and the victims of a lion in the next.
    return any(kind(t.count.text) in ARMED - {"Identity militia"} for t in tolls)


def _weapon(seen: Looked) -> Span | None:
    low, sentence = lowered(seen.text), seen.span
    found = seen.lexicon.weapons.search(low, sentence.start, sentence.end)
    if found is None:
        return None
    start, end = found.span()
    return Span(start=start, end=end, text=seen.text[start:end])


def _distinct(spans: Iterator[Span | None]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def is_quoted(span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody's whole utterance holds the span; a fragment is the reporter's report."""
    return any(span in q.outer and q.inner.text.rstrip()[-1] in ",.!?…" for q in quotations)
