"""The parts of a sentence that any reading of it rests on: words, tolls, claims, places, times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.models import Span
from dateline.models.once import once
from dateline.survey.claims import NO_CLAIMS, Claims, find_claims
from dateline.survey.frames import Frames
from dateline.survey.layout import SurveyedParagraph
from dateline.survey.lexicon import Lexicon, lowered
from dateline.survey.parsed.tolls.combine import combined_tolls
from dateline.survey.parsed.tolls.deeds import BENT
from dateline.survey.places import find_places
from dateline.survey.tolls import Toll, find_tolls
from dateline.survey.triggers import TriggerWord, find_triggers
from dateline.syntax import Tree


@dataclass(frozen=True, eq=False)
class Looked:
    """The parts of one sentence; each is looked for when it is first asked for.

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

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern for small letters is found in it."""
        return pattern.search(lowered(self.text), self.span.start, self.span.end) is not None
