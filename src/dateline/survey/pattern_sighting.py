"""What a sentence says of an incident, by its words and patterns and without its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.models import Span
from dateline.models.once import once
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


class _News(NamedTuple):
    """What a sentence tells as news: its words for incidents, and its tolls."""

    triggers: Sequence[TriggerWord]
    tolls: tuple[Toll, ...]


def sight_by_patterns(seen: Looked) -> Sighting | None:
    """What a sentence says of an incident, if of one."""
    told = _told(seen, _news_tolls(seen))
    return _sighting(seen, told) if isinstance(told, _News) else told


def shows_incident(seen: Looked) -> bool:
    """Whether a sentence shows by itself an incident with a toll: its sighting would be firm."""
    tolls = _news_tolls(seen)
    if not tolls:
        return False
    told = _told(seen, tolls)
    return isinstance(told, _News) and _is_firm(seen, told, _Doers(seen, told.triggers))


def _news_tolls(seen: Looked) -> tuple[Toll, ...]:
    # What is quoted is somebody's words, no report.
    frames, quotations = seen.frames, seen.paragraph.quotations
    return tuple(
        t
        for t in seen.happened
        if not is_quoted(t.count, quotations)
        and frames.is_news(t.count)
        and not is_total(t, frames)
    )


def _told(seen: Looked, tolls: tuple[Toll, ...]) -> _News | Sighting | None:
    """What it tells as news; or what it tells of that is no incident; or nothing."""
    frames, lexicon = seen.frames, seen.lexicon
    quotations = seen.paragraph.quotations
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
    if seen.holds(lexicon.accidents) and not _is_deed(seen, triggers):
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
    return _News(triggers, tolls)


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


class _Doers:
    """Who did what the triggers tell, and to whom; looked for when they are asked for."""

    def __init__(self, seen: Looked, triggers: Sequence[TriggerWord]) -> None:
        self._seen = seen
        self._triggers = triggers

    @once
    def agents(self) -> tuple[Span, ...]:
        seen = self._seen
        return _distinct(
            agent_of(seen.text, seen.span, t.span, seen.actors) for t in self._triggers
        )

    @once
    def patients(self) -> tuple[Span, ...]:
        seen = self._seen
        return _distinct(patient_of(seen.text, t.span, seen.actors) for t in self._triggers)


def _sighting(seen: Looked, news: _News) -> Sighting | None:
    lexicon, claims = seen.lexicon, seen.claims
    triggers, tolls = news
    doers = _Doers(seen, triggers)
    firm = _is_firm(seen, news, doers)
    if not firm and not tolls and not claims.spoken_of:
        return None
    agents, patients = doers.agents, doers.patients
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


def _is_firm(seen: Looked, news: _News, doers: _Doers) -> bool:
    """Whether a sentence alone shows an incident."""
    triggers, tolls = news
    if not triggers:
        return False
    # "A wall fell and killed a child", "a lion killed two": dying needs somebody who did it.
    only_died = all(t.kind is K.ATTACK and not t.is_deed for t in triggers)
    if only_died and not _is_done_by_armed(seen, triggers, tolls, doers.agents):
        return False
    violent = is_violent(triggers)
    if tolls and (violent or all(t.kind is K.ARRESTS for t in triggers)):
        return True
    dates = bool(seen.frames.dates)
    armed = any(seen.lexicon.actor_kind(a.text) in ARMED for a in seen.actors)
    # Places cost most to find, and are asked for last.
    if any(t.strong for t in triggers) and (dates or armed or bool(seen.places)):
        return True
    if all(t.kind in PROTEST for t in triggers):
        return dates and bool(seen.places)
    acts = bool(doers.agents or doers.patients)
    plain = all(_PLAIN.match(t.span.text) for t in triggers)  # markets and senators attack too
    if dates and violent and (acts or not plain) and bool(seen.places):
        return True
    return armed and acts and (dates or bool(seen.places))


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
