"""Statements of a sentence by its tree, beside what patterns find in it.

Where a pattern finds a statement it stands, since its bounds are the better ones for reports of
conflict (measured on the gold set); the tree adds what patterns leave, which is most of what
is planned, believed, wanted or said by a noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.speech.quoted import with_clause_behind, with_speaker, with_subject
from dateline.survey.parsed.speech.reported import find_reported_by_tree, wholly_quoted
from dateline.survey.parsed.speech.speech_lexicon import SpeechLexicon, load_speech_lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.reported import find_reported
from dateline.syntax import Tree


@dataclass(frozen=True, slots=True)
class TreeReader:
    """Reads sentences by patterns and by their trees.

    Attributes:
        text: The article.
        trees: The trees of its sentences by where they begin.
        lexicon: The words of its language.
        speech: The words that report.
    """

    text: str
    trees: Mapping[int, Tree]
    lexicon: Lexicon
    speech: SpeechLexicon

    @classmethod
    def of(cls, text: str, trees: Mapping[int, Tree], lexicon: Lexicon) -> TreeReader:
        """A reader of the sentences of `text` with these trees, by where they begin."""
        return cls(text, trees, lexicon, load_speech_lexicon(lexicon.language))

    def reported(
        self, sentence: Span, part: Span, quotations: Sequence[Quotation]
    ) -> list[Attribution]:
        """What is reported in a part of a sentence."""
        tree = self.trees[sentence.start]
        by_tree = find_reported_by_tree(tree, part, quotations, self.lexicon, self.speech)
        inside = [q for q in quotations if q.outer in part]
        found = find_reported(self.text, part, inside, self.lexicon)
        by_pattern = [
            wholly_quoted(with_subject(tree, replace(said, sentence=sentence)), inside)
            for said in found
        ]
        left = (a for a in by_tree if not any(_tell_the_same(a, b) for b in by_pattern))
        return sorted((*by_pattern, *left), key=lambda a: a.content[0].start)

    def completed(self, direct: Attribution) -> Attribution:
        """A direct quotation with the cue and the source that its tree shows."""
        tree = self.trees[direct.sentence.start]
        told = with_subject(tree, with_speaker(tree, direct))
        if told.source is None and told.cue is None:
            return with_clause_behind(self.text, self._behind(direct.sentence), told, self.speech)
        return told

    def _behind(self, sentence: Span) -> Tree | None:
        """The tree of the sentence right behind one, in the same line."""
        gap = self.text[sentence.end : sentence.end + 2]
        return self.trees.get(sentence.end + len(gap) - len(gap.lstrip(" ")))


def _tell_the_same(one: Attribution, other: Attribution) -> bool:
    """Whether two readings of a sentence share words: those of the report or its cue."""
    if any(a.overlaps(b) for a in one.content for b in other.content):
        return True
    return one.cue is not None and (
        (other.cue is not None and one.cue.overlaps(other.cue))
        or any(one.cue in part for part in other.content)
    )
