"""One look at each sentence: its tolls, whether it tells of an incident, what it says of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.expressions.counts import read_count
from dateline.models import Span
from dateline.models.once import once
from dateline.models.vocabulary import IncidentKind, Realis
from dateline.survey.actors import agent_of, patient_of
from dateline.survey.claims import NO_CLAIMS, Claims, find_claims
from dateline.survey.frames import Frames
from dateline.survey.layout import SurveyedParagraph
from dateline.survey.lexicon import Lexicon, lowered
from dateline.survey.parsed.events.background import told_beside
from dateline.survey.parsed.events.pictures import shows_picture
from dateline.survey.parsed.events.reader import Reading, read
from dateline.survey.parsed.events.sighting import Scene, reports_violence, sight, sight_beside
from dateline.survey.parsed.tolls.combine import combined_tolls
from dateline.survey.parsed.tolls.deeds import BENT, Deed, find_deeds, more_deeds
from dateline.survey.parsed.tolls.realis import disowns, menaces
from dateline.survey.places import find_places
from dateline.survey.quotations import Quotation
from dateline.survey.tellings import Frame, Sighting, Telling
from dateline.survey.tolls import Toll, find_tolls
from dateline.survey.triggers import (
    ARMED,
    EXPLOSIVE,
    PROTEST,
    K,
    TriggerWord,
    find_triggers,
    is_violent,
    kinds_of,
)
from dateline.syntax import Tree

# "Thousands were killed", "two million displaced": sums over many events, unless a day is named.
_TOTAL = 1000
# So many in a month are not those of one event.
_TOTAL_OF_PERIOD = 50
_HEAD = 3  # paragraphs: headline, standfirst, lead
_SINCE = re.compile(
    r"\b(?:have|has|had)\s[^.;]*\bsince\s(?:early\s|late\s|mid-?|last\s|the\s)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|year|month|spring|summer|autumn|winter|start|beginning|coup|\d{4}\b"
    r"|[^.;,]{0,50}\b(?:began|started|broke\sout|took\spower|resumed|returned|erupted))",
    re.IGNORECASE,
)
_NEAR = 40  # characters: "have so far been killed"
_PLAIN = re.compile(r"attack|assault|kill", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class SurveyedSentence:
    """One sentence of the reporting; what it tells is looked for when it is first asked for.

    Attributes:
        span: Where it stands.
        paragraph: The paragraph of the sentence.
        tree: Its dependency tree, where a parser made one.
    """

    span: Span
    paragraph: SurveyedParagraph = field(repr=False)
    tree: Tree | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.paragraph.article.text

    @property
    def lexicon(self) -> Lexicon:
        """What it is surveyed with."""
        return self.paragraph.lexicon

    @once
    def actors(self) -> tuple[Span, ...]:
        """The words for people and groups in it."""
        return tuple(a for a in self.paragraph.actors if a in self.span)

    @once
    def triggers(self) -> tuple[TriggerWord, ...]:
        """The words in it that tell of an incident."""
        return find_triggers(self.text, self.span, self.lexicon)

    @once
    def strong(self) -> bool:
        """Whether one of the surest words for an incident stands in it."""
        return self.holds(self.lexicon.strong_words)

    @once
    def tolls(self) -> tuple[Toll, ...]:
        """Its numbers of people with what became of them."""
        return tuple(t for t in self._every_toll if not t.named)

    @once
    def singles(self) -> tuple[Toll, ...]:
        """Those of whom it tells by name, or as "the driver", with what became of each."""
        return tuple(t for t in self._every_toll if t.named)

    @once
    def _every_toll(self) -> tuple[Toll, ...]:
        light = find_tolls(self.text, self.span, self.lexicon)
        return light if self.tree is None else combined_tolls(light, self.tree, self.lexicon)

    @once
    def deeds(self) -> tuple[Deed, ...]:
        """What it tells of with the realis of each, by its tree; nothing without one."""
        if self.tree is None:
            return ()
        found = find_deeds(self.tree, self.triggers, self.tolls, self.lexicon)
        events = self.reading.events if self.reading is not None else ()
        others = [
            (e.word, e.frame.kind)
            for e in events
            # "Foiled an attack": what came of it is told of the attack.
            if e.frame.name not in ("die", "wound", "kill")
            and e.frame.kind is not IncidentKind.DISRUPTED_WEAPONS_USE
        ]
        told = [*found, *more_deeds(self.tree, others, self.triggers)]
        return tuple(self._framed(deed) for deed in told)

    @once
    def menaces(self) -> bool:
        """Whether it tells of a threat or a plan, by its tree, in whatever words."""
        return self.tree is not None and menaces(self.tree)

    @once
    def disowns(self) -> bool:
        """Whether it takes back what another sentence tells; not asked without a tree."""
        return self.tree is not None and disowns(self.span.text)

    def _framed(self, deed: Deed) -> Deed:
        """The deed, as what the words around all of its clause make of it."""
        frames = self.frames
        if frames.is_played(deed.span) or frames.is_story(deed.span):
            return replace(deed, realis="hypothetical")
        if deed.realis == "actual" and frames.is_past(deed.span):
            return replace(deed, realis="historical")
        return deed

    @once
    def frames(self) -> Frames:
        """Its clauses and times. What is dated well before publication is background."""
        return Frames(self.text, self.span, self.lexicon, self.paragraph.article.published)

    @once
    def claims(self) -> Claims:
        """Who claims a deed in it, and who is blamed."""
        if not self.holds(self.lexicon.claim_words):
            return NO_CLAIMS
        return find_claims(self.text, self.span, self.actors, self.frames, self.lexicon)

    @once
    def places(self) -> tuple[Span, ...]:
        """The places named in it."""
        return find_places(self.text, self.span, self.lexicon)

    @once
    def happened(self) -> tuple[Toll, ...]:
        """The tolls that are told as ones that happened."""
        return tuple(t for t in self.tolls if not self.is_bent(t))

    @once
    def not_actual(self) -> tuple[Toll, ...]:
        """The tolls that are threatened, planned, feared or denied."""
        return tuple(t for t in self.tolls if t not in self.happened)

    def is_bent(self, toll: Toll) -> bool:
        """Whether it did not happen: by the tree, where there is one."""
        if toll.realis is not None:
            # Of an attack that was foiled nobody died.
            bent = toll.realis in BENT or toll.realis == "attempted"
            return bent or self.frames.is_played(toll.count)
        return not self.frames.happened(toll.count, toll.cue)

    @once
    def telling(self) -> Telling:
        """Whether it tells of an incident."""
        return _telling(self)

    @once
    def reading(self) -> Reading | None:
        """The events that its tree tells of; None without a parser."""
        return read(self.tree) if self.tree is not None else None

    @once
    def reports_violence(self) -> bool:
        """Whether it reports an attack, a death or an injury, be it news or background."""
        if self.reading is None:
            return self.sighting is not None
        return reports_violence(
            self.reading,
            lambda word: self.frames.is_spoken_of(word) or self.frames.is_judged(word),
            chance=self.holds(self.lexicon.accidents),
        )

    @once
    def pictured(self) -> bool:
        """Whether it says what a picture shows: alone in its paragraph, and by its tree."""
        paragraph = self.paragraph
        if self.tree is None or self.span.text.strip() != paragraph.span.text.strip():
            return False
        headline = self.span in paragraph.article.body[0]
        return not headline and shows_picture(self.tree)

    @once
    def sighting(self) -> Sighting | None:
        """What it says of an incident, if of one."""
        found = self._sighting if not self.pictured else None
        if found is None or found.frame != "deed" or self.tree is None:
            return found
        quotations = self.paragraph.quotations
        singles = tuple(
            t
            for t in self.singles
            if not self.is_bent(t)
            and not _quoted(t.count, quotations)
            and self.frames.is_news(t.count)
            and not self.frames.is_judged(t.count)
        )
        return replace(found, singles=singles) if singles else found

    @property
    def _sighting(self) -> Sighting | None:
        if self.reading is None or self.span.text.rstrip().endswith("?"):
            return self._patterned
        return sight(self.reading, _scene(self), self._patterned)

    @once
    def beside(self) -> tuple[tuple[Realis, Sighting], ...]:
        """What it tells beside the news, by its tree: the past, a threat, a plan, a denial."""
        if self.reading is None or self.pictured or self.span.text.rstrip().endswith("?"):
            return ()
        return tuple(_beside(self, self.reading))

    @once
    def _patterned(self) -> Sighting | None:
        """The sighting by patterns alone."""
        chance = self.holds(self.lexicon.accidents)
        if not (self.triggers or self.tolls or self.claims.word or self.claims.spoken_of or chance):
            return None
        if self.span.text.rstrip().endswith("?"):
            return None
        return _sight(self, chance=chance)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern for small letters is found in it."""
        return pattern.search(lowered(self.text), self.span.start, self.span.end) is not None


def _scene(seen: SurveyedSentence) -> Scene:
    def is_news(word: Span) -> bool:
        news = seen.frames.is_news(word) and not seen.frames.is_over(word)
        return news and not _quoted(word, seen.paragraph.quotations)

    return Scene(
        sentence=seen.span,
        paragraph=seen.paragraph.span,
        lexicon=seen.lexicon,
        claims=seen.claims,
        is_news=is_news,
        is_over=seen.frames.is_over,
        chance=seen.holds(seen.lexicon.accidents),
        sport=seen.holds(seen.lexicon.games),
        opens=lambda: any(seen.span in p for p in seen.paragraph.article.body[:_HEAD]),
        counted=bool(seen.tolls),
        places=lambda: seen.places,
        dates=seen.frames.dates,
        triggers=tuple(t.span for t in seen.triggers),
    )


def _beside(seen: SurveyedSentence, reading: Reading) -> Iterator[tuple[Realis, Sighting]]:
    frames, quotations = seen.frames, seen.paragraph.quotations
    all_told = told_beside(
        reading,
        lambda word: (frames.is_past(word) and not frames.is_judged(word)) or frames.is_over(word),
        lambda word: (
            not (_quoted(word, quotations) or frames.is_story(word) or frames.is_played(word))
        ),
    )
    if not all_told or seen.holds(seen.lexicon.games) or seen.holds(seen.lexicon.accidents):
        return
    for told in all_told:
        past = told.realis == "historical"
        tolls = [
            t
            for t in seen.tolls
            if (
                t in seen.happened and not _is_total(t, frames)
                if past
                else t in seen.not_actual and t.outcome != "captured"
            )
        ]
        words = [reading.span(e.word) for e in told.events]
        triggers = [t for t in seen.triggers if any(t.span.overlaps(w) for w in words)]
        kinds = kinds_of(triggers, (), (), (), seen.span.text, seen.lexicon) if triggers else ()
        found = sight_beside(told, reading, _scene(seen), kinds, tolls)
        # A past that nobody dates may be today's.
        if found is not None and (not past or (found.dates and (found.tolls or not seen.tolls))):
            yield told.realis, found


def _telling(seen: SurveyedSentence) -> Telling:
    if not (seen.tolls or seen.triggers or seen.claims.word):
        return "nothing"
    told = False
    for word in _actual_words(seen):
        if seen.frames.is_news(word):
            return "actual"
        told = True
    return "background" if told else "not_actual"


def _actual_words(seen: SurveyedSentence) -> Iterator[Span]:
    """The words for what happened; those that cost most to find come last."""
    yield from (t.count for t in seen.happened)
    yield from (t.span for t in seen.triggers if seen.frames.is_actual(t.span, verb=True))
    word = seen.claims.word
    if word is not None and seen.frames.is_actual(word):
        yield word


def _sight(seen: SurveyedSentence, *, chance: bool) -> Sighting | None:
    frames, lexicon = seen.frames, seen.lexicon
    # What is quoted is somebody's words, no report.
    quotations = seen.paragraph.quotations
    tolls = tuple(
        t
        for t in seen.happened
        if not _quoted(t.count, quotations) and frames.is_news(t.count) and not _is_total(t, frames)
    )
    # Where people were hurt something happened, whatever it was to stop or prevent.
    triggers = [
        t
        for t in seen.triggers
        if not _quoted(t.span, quotations)
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


def _is_total(toll: Toll, frames: Frames) -> bool:
    """Whether a toll is a sum over many events: "has uprooted more than two million"."""
    reading = read_count(toll.count.text)
    low = (reading.low or reading.best or 0) if reading else 0
    if low >= _TOTAL_OF_PERIOD and frames.is_of_period(toll.count):
        return True
    if toll.realis is not None and is_sum_since(toll):
        return True
    return low >= _TOTAL and (toll.outcome == "displaced" or not frames.is_recent(toll.count))


def is_sum_since(toll: Toll) -> bool:
    """Whether it is a sum over all that happened since then: "41 people since January"."""
    reading = read_count(toll.count.text)
    if toll.cue is None or (reading is not None and reading.best == 1):
        return False
    text, at = toll.sentence.text, toll.cue.start - toll.sentence.start
    return any(
        match.start() < at and match.start() >= at - _NEAR for match in _SINCE.finditer(text)
    )


def _is_deed(seen: SurveyedSentence, triggers: Sequence[TriggerWord]) -> bool:
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
    seen: SurveyedSentence, tolls: tuple[Toll, ...], places: tuple[Span, ...], frame: Frame
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
    seen: SurveyedSentence, triggers: Sequence[TriggerWord], tolls: tuple[Toll, ...]
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
    seen: SurveyedSentence,
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
    seen: SurveyedSentence,
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


def _weapon(seen: SurveyedSentence) -> Span | None:
    low, sentence = lowered(seen.text), seen.span
    found = seen.lexicon.weapons.search(low, sentence.start, sentence.end)
    if found is None:
        return None
    start, end = found.span()
    return Span.cut(seen.text, start, end)


def _quoted(span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody's whole utterance holds the span; a fragment is the reporter's report."""
    return any(span in q.outer and q.inner.text.rstrip()[-1] in ",.!?…" for q in quotations)


def _distinct(spans: Iterator[Span | None]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for span in spans if span is not None))
