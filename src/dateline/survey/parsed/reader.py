"""Statements of a paragraph by the trees of its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.reported import find_reported_by_tree
from dateline.survey.parsed.speech_lexicon import SpeechLexicon, load_speech_lexicon
from dateline.survey.quotations import Quotation
from dateline.syntax import Tree


@dataclass(frozen=True, slots=True)
class TreeReader:
    """Reads sentences by their trees."""

    trees: Mapping[int, Tree]
    lexicon: Lexicon
    speech: SpeechLexicon

    @classmethod
    def of(cls, trees: Mapping[int, Tree], lexicon: Lexicon) -> TreeReader:
        """A reader of sentences with these trees, by where they begin."""
        return cls(trees, lexicon, load_speech_lexicon(lexicon.language))

    def reported(
        self, sentence: Span, part: Span, quotations: Sequence[Quotation]
    ) -> list[Attribution]:
        """What is reported in a part of a sentence."""
        tree = self.trees.get(sentence.start)
        if tree is None:
            return []
        return find_reported_by_tree(tree, part, quotations, self.lexicon, self.speech)

    def completed(self, direct: Attribution, quotations: Sequence[Quotation]) -> Attribution:
        """A direct quotation with the cue and the source that its tree shows."""
        return direct
