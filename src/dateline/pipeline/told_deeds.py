"""What a record says of an incident, and what its sentences tell that may be it: found once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.models import Incident, Span
from dateline.models.once import once
from dateline.models.vocabulary import IncidentKind, Outcome, Realis
from dateline.pipeline.incident_parts import parts
from dateline.survey import SurveyedSentence
from dateline.survey.befallen import has_befallen, is_their_aim, tells_outright
from dateline.survey.parsed.tolls.anchors import realis_over
from dateline.survey.parsed.tolls.deeds import BENT, Deed, deed_over
from dateline.survey.unreal import (
    contradicts,
    is_reported,
    is_told_before,
    reports,
)

Told = tuple[SurveyedSentence, Span]
"""Words of a sentence."""

K = IncidentKind
# What may be told of outright, and of which kinds.
_TOLD_OF = {
    "crowd": (
        K.PROTEST_WITH_INTERVENTION,
        K.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
        K.VIOLENT_DEMONSTRATION,
    ),
    "clash": (K.ARMED_CLASH,),
    "other": (K.OTHER,),
    "territory": (K.GOVERNMENT_REGAINS_TERRITORY, K.NON_STATE_ACTOR_OVERTAKES_TERRITORY),
    "taking": (K.ABDUCTION,),
}


@dataclass(frozen=True, eq=False)
class Case:
    """A record beside the sentences that it rests on.

    Attributes:
        incident: The record.
        sentences: The sentences.
    """

    incident: Incident
    sentences: Sequence[SurveyedSentence]

    @once
    def outcomes(self) -> frozenset[Outcome]:
        """What the record says that became of people."""
        return frozenset(c.outcome for c in self.incident.casualties)

    @once
    def hit(self) -> tuple[Told, ...]:
        """Those whom the record hits and counts, as the sentences name them."""
        targets, casualties = self.incident.targets, self.incident.casualties
        told = [*(t.mention for t in targets), *(c.count.mention for c in casualties)]
        spans = [span for mention in told for span in mention.spans]
        return tuple((s, span) for s in self.sentences for span in spans if span in s.span)

    @once
    def naming(self) -> tuple[SurveyedSentence, ...]:
        """The sentences that name them."""
        named = {s.span for s, _ in self.hit}
        return tuple(s for s in self.sentences if s.span in named)

    @once
    def named(self) -> tuple[Told, ...]:
        """The same, or else where it is."""
        place = self.incident.place.mention.spans if self.incident.place is not None else ()
        return self.hit or tuple(
            (s, span) for s in self.sentences for span in place if span in s.span
        )

    @once
    def befell(self) -> bool:
        """Whether it is told what became of those whom it hits, in so many words."""
        told = ("kept", *(n for n, kinds in _TOLD_OF.items() if self.incident.kind in kinds))
        return any(has_befallen(s.text, s.span, span) for s, span in self.hit) or any(
            tells_outright(s.text, s.span, name) for s in self.sentences for name in told
        )

    @once
    def is_of_aims(self) -> bool:
        """Whether those whom it hits are told by what they were after: no threat to themselves."""
        return bool(self.hit) and all(is_their_aim(s.text, span) for s, span in self.hit)

    def may_be(self, deed: Deed) -> bool:
        """Whether a deed may be what the record tells."""
        return deed.may_be(self.incident.kind, self.outcomes)

    @once
    def deeds(self) -> tuple[tuple[SurveyedSentence, Deed], ...]:
        """What the sentences tell that may be the record's deed, however they tell it."""
        found = [(s, d) for s in self.sentences for d in s.told if self.may_be(d)]
        return tuple((s, d) for s, d in found if not self._is_another(s, d))

    def _is_another(self, sentence: SurveyedSentence, deed: Deed) -> bool:
        """Whether it only dates a threat: "after the stabbing, a caller said he would"."""
        hit = [span for s, span in self.hit if s is sentence]
        return is_told_before(sentence.text, sentence.span, deed.span, hit) and (
            sentence.menaces or any(d.realis in BENT for d in sentence.deeds)
        )

    @once
    def told(self) -> tuple[Told, ...]:
        """The words that tell it as a fact."""
        return tuple(
            (s, d.span)
            for s, d in self.deeds
            if d.realis == "actual" and (s.tree is not None or s.telling == "actual")
        )

    def tells(self, sentence: SurveyedSentence) -> bool:
        """Whether a sentence tells a deed that may be the record's as one that happened."""
        return any(s is sentence for s, _ in self.told)

    @once
    def told_elsewhere(self) -> bool:
        """Whether a sentence that does not name those whom the record hits tells it as a fact.

        "The army denied shelling the hospital" beside "Shells killed nine": they were shelled.
        """
        naming = self.naming
        return any(
            d.sure and d.realis == "actual" and self.may_be(d)
            for s in self.sentences
            if s not in naming
            for d in s.deeds
        )

    def anchors(self) -> Iterator[Realis]:
        """How what governs those whom the record hits is told, where that shows it."""
        for sentence, span in self.hit:
            told = realis_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
            if told is not None:
                yield told

    def tied(self) -> Iterator[Deed]:
        """The deeds that the record's words hang on: whom and what it hits, where, with what."""
        values = [m for name, m in parts(self.incident) if not name.startswith("perpetrators")]
        for sentence in self.sentences:
            for span in (s for m in values for s in m.spans if s in sentence.span):
                deed = deed_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
                if deed is not None:
                    yield deed

    @once
    def disowned(self) -> bool:
        """Whether a sentence that does not tell of it takes it back."""
        if not any(s.disowns and not self.tells(s) for s in self.sentences):
            return False
        # "Claims that he had stolen a child", which were false: the mob did kill him.
        other = self.told and any(reports(s.text, s.span) for s in self.sentences)
        return not other or any(_is_passed_on(*t) for t in self.told)

    @once
    def explained_away(self) -> bool:
        """Whether all that tells of it is passed on, and another sentence says it was not so."""
        if len(self.sentences) == 1:
            return False
        passed_on = [t for t in self.told if _is_passed_on(*t)]
        # "A caller said that a mine had been laid": in words for no deed.
        wordless = () if self.told else (s for s in self.sentences if reports(s.text, s.span))
        reported = [*passed_on, *((s, None) for s in wordless)]
        hurt = bool(self.outcomes)
        beside = {s.span for s, _ in reported}
        against = [
            s
            for s in self.sentences
            if s.span not in beside
            and any(
                contradicts(s.text, s.span, told.span, word, hurt=hurt) for told, word in reported
            )
        ]
        rest = [t for t in self.told if t not in passed_on and t[0] not in against]
        return bool(against) and not rest


def _is_passed_on(sentence: SurveyedSentence, word: Span) -> bool:
    return is_reported(sentence.text, sentence.span, word)
