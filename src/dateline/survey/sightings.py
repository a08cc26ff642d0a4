"""One look at each sentence: its tolls, whether it tells of an incident, what it says of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.models.once import once
from dateline.models.vocabulary import IncidentKind, Realis
from dateline.survey.looked import Looked
from dateline.survey.parsed.events.background import told_beside
from dateline.survey.parsed.events.pictures import shows_picture
from dateline.survey.parsed.events.reader import Reading, read
from dateline.survey.parsed.events.scene import Scene
from dateline.survey.parsed.events.sighting import reports_violence, sight, sight_beside
from dateline.survey.parsed.tolls.deeds import Deed, find_deeds, more_deeds
from dateline.survey.parsed.tolls.menaces import menaces
from dateline.survey.pattern_sighting import is_quoted, shows_incident, sight_by_patterns
from dateline.survey.tellings import Sighting, Telling
from dateline.survey.toll_sums import is_total
from dateline.survey.triggers import kinds_of
from dateline.survey.unreal import is_left_out, is_played, takes_back, threatens

_HEAD = 3  # paragraphs: headline, standfirst, lead


@dataclass(frozen=True, eq=False)
class SurveyedSentence(Looked):
    """One sentence of the reporting, with what it tells of incidents."""

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
        return tuple(self._framed(d) for d in told if not is_left_out(self.text, self.span, d.span))

    @once
    def told(self) -> tuple[Deed, ...]:
        """What it tells: by its tree, or else what words alone tell as having happened."""
        if self.tree is not None:
            return self.deeds
        counted = (Deed(t.count, "actual", outcome=t.outcome) for t in self.happened)
        done = (
            Deed(t.span, "actual", kind=t.kind)
            for t in self.triggers
            if self.frames.is_actual(t.span, verb=True)
        )
        return (*counted, *done)

    @once
    def menaces(self) -> bool:
        """Whether it tells of a threat or a plan, in whatever words."""
        return (self.tree is not None and menaces(self.tree)) or threatens(self.text, self.span)

    @once
    def disowns(self) -> bool:
        """Whether it takes back what another sentence tells."""
        return takes_back(self.text, self.span)

    @once
    def played(self) -> bool:
        """Whether it tells that it is of a play, an exercise, a film."""
        return is_played(self.text, self.span)

    def _framed(self, deed: Deed) -> Deed:
        """The deed, as what the words around all of its clause make of it."""
        frames = self.frames
        if frames.is_played(deed.span) or frames.is_story(deed.span):
            return replace(deed, realis="hypothetical")
        if deed.realis == "actual" and frames.is_past(deed.span):
            return replace(deed, realis="historical")
        return deed

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
            and not is_quoted(t.count, quotations)
            and self.frames.is_news(t.count)
            and not self.frames.is_judged(t.count)
        )
        return replace(found, singles=singles) if singles else found

    @property
    def _sighting(self) -> Sighting | None:
        if self.reading is None or self.asks:
            return self._patterned
        return sight(self.reading, _scene(self), self._patterned)

    @once
    def beside(self) -> tuple[tuple[Realis, Sighting], ...]:
        """What it tells beside the news, by its tree: the past, a threat, a plan, a denial."""
        if self.reading is None or self.pictured or self.asks:
            return ()
        return tuple(_beside(self, self.reading))

    @once
    def _patterned(self) -> Sighting | None:
        """The sighting by patterns alone."""
        return None if self.asks else sight_by_patterns(self)

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.span.text.rstrip().endswith("?")

    @property
    def shows_incident(self) -> bool:
        """Whether it shows an incident with a toll by itself: told sooner than all it says."""
        if self.tree is None:
            return not self.asks and shows_incident(self)
        seen = self.sighting
        return seen is not None and seen.firm and seen.frame == "deed" and bool(seen.tolls)


def _scene(seen: SurveyedSentence) -> Scene:
    def is_news(word: Span) -> bool:
        frames = seen.frames
        news = frames.is_news(word) and not (frames.is_over(word) or frames.is_played(word))
        return news and not is_quoted(word, seen.paragraph.quotations)

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
        lambda word: not (is_quoted(word, quotations) or frames.is_story(word)),
        frames.is_played,
    )
    if not all_told or seen.holds(seen.lexicon.games) or seen.holds(seen.lexicon.accidents):
        return
    for told in all_told:
        past = told.realis == "historical"
        tolls = [
            t
            for t in seen.tolls
            if (
                t in seen.happened and not is_total(t, frames)
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
    words = (*(t.count for t in seen.tolls), *(t.span for t in seen.triggers))
    known = any(not is_left_out(seen.text, seen.span, word) for word in words)
    if not (known or seen.claims.word):
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
