"""A toll that no record holds, with what is told and recorded around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.expressions.counts import Reading, read_count
from dateline.models import Casualty, Incident
from dateline.pipeline.toll_beside import again_words, beside
from dateline.survey import Lexicon, Survey, SurveyedSentence, Toll


@dataclass(frozen=True, eq=False)
class Missed:
    """A toll that no record holds, with what is told and recorded around it.

    Attributes:
        toll: The toll.
        sentence: The sentence that tells it.
        incidents: All records of incidents.
        lexicon: What the article is surveyed with.
        before: The sentence before it.
    """

    toll: Toll
    sentence: SurveyedSentence | None
    incidents: Sequence[Incident]
    lexicon: Lexicon
    before: SurveyedSentence | None = None

    @classmethod
    def of(cls, toll: Toll, survey: Survey, incidents: Sequence[Incident]) -> Missed:
        """A toll of an article."""
        start = toll.sentence.start
        before = next(reversed(survey.before(start)), None)
        return cls(toll, survey.sentence_at(start), incidents, survey.lexicon, before)

    @cached_property
    def reading(self) -> Reading | None:
        """The bounds of its count."""
        return read_count(self.toll.count.text)

    @property
    def is_one(self) -> bool:
        """Whether it counts one person, be it by a noun that no list holds: "a publican"."""
        if self.reading is None:
            return again_words("one").match(self.toll.count.text) is not None
        return self.reading.best == 1

    @property
    def is_someone(self) -> bool:
        """Whether it counts one person who may be one of several: no figure, and no other one.

        "One fatality" is a figure, and "a third man" is nobody of whom was told before.
        """
        toll = self.toll
        figure = toll.cue is not None and toll.cue in toll.count
        return self.is_one and not figure and not self.is_another

    @cached_property
    def is_another(self) -> bool:
        """Whether its words set them apart from those told of before: "two more", "a third"."""
        return self.lexicon.more_people.search(self.toll.count.text) is not None

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """What may have become of them."""
        return frozenset({self.toll.outcome, *self.toll.others})

    @cached_property
    def same(self) -> tuple[Casualty, ...]:
        """The tolls of like outcome that records hold."""
        return tuple(c for c in self.held if c.outcome in self.outcomes)

    @cached_property
    def held(self) -> tuple[Casualty, ...]:
        """All tolls that records hold."""
        return tuple(c for i in self.incidents for c in i.casualties)

    @cached_property
    def beside(self) -> tuple[Incident, ...]:
        """The records that rest on its sentence."""
        return tuple(beside(self.toll, self.incidents))
