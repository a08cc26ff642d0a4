"""Statements against gold ones: content, kind, speaker, cue and act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.evaluation.assignment import pair
from dateline.evaluation.documents import CodedStatement, GoldDocument
from dateline.evaluation.tallies import Scores, Tally, mean
from dateline.evaluation.words import Spans, Words, contained, jaccard
from dateline.expressions.lexicon import words as words_of
from dateline.models import Statement
from dateline.models.vocabulary import StatementKind

KINDS: tuple[StatementKind, ...] = ("direct", "mixed", "indirect")
OVERLAP = 0.5
"""The least Jaccard overlap, in words by their places, of contents that count as the same."""
_SAME_KIND = 0.25  # of two predictions that fit one gold statement, the one of its kind is meant
_RELATIVES = words_of("who which that whom")
_PRONOUNS = words_of("he she they it we i you who him her them his their its")


@dataclass(frozen=True, slots=True)
class StatementPairs:
    """Gold and predicted statements, and which of them are the same, by their positions."""

    gold: tuple[CodedStatement, ...]
    predicted: tuple[CodedStatement, ...]
    pairs: tuple[tuple[int, int], ...]


def score_statements(
    document: GoldDocument, predicted: Sequence[Statement | CodedStatement]
) -> Scores:
    """The tallies of `predicted` against the statements of a gold document.

    Where a text has several annotations, the mean of the scores against each of them.

    Args:
        document: The gold, with one annotation or several.
        predicted: The statements that were read in it.
    """
    return mean(
        [_score(document.words, matched) for matched in match_statements(document, predicted)]
    )


def match_statements(
    document: GoldDocument, predicted: Sequence[Statement | CodedStatement]
) -> tuple[StatementPairs, ...]:
    """Which predicted statements are which gold ones, for each annotation of the document.

    Each goes with one at most, so that the overlaps sum up to the most.

    Args:
        document: The gold, with one annotation or several.
        predicted: The statements that were read in it.
    """
    coded = tuple(CodedStatement.of(p) if isinstance(p, Statement) else p for p in predicted)
    return tuple(
        StatementPairs(gold, coded, _pairs(document.words, gold, coded))
        for gold in document.statements or ()
    )


def _pairs(
    words: Words, gold: Sequence[CodedStatement], predicted: Sequence[CodedStatement]
) -> tuple[tuple[int, int], ...]:
    left = [(words.within(g.content), g.kind) for g in gold]
    right = [(words.within(p.content), p.kind) for p in predicted]

    def fit(g: tuple[frozenset[int], str], p: tuple[frozenset[int], str]) -> float:
        overlap = jaccard(g[0], p[0])
        return overlap + _SAME_KIND * (g[1] == p[1]) if overlap >= OVERLAP else 0.0

    return tuple(pair(left, right, fit))


def _score(words: Words, matched: StatementPairs) -> Scores:
    gold, predicted = matched.gold, matched.predicted
    both = [(gold[g], predicted[p]) for g, p in matched.pairs]
    exact = sum(words.within(g.content) == words.within(p.content) for g, p in both)
    scores = {
        "statement": Tally(len(both), len(predicted), len(gold)),
        "statement.exact": Tally(exact, len(predicted), len(gold)),
    }
    for kind in KINDS:
        scores[f"statement.{kind}"] = Tally(
            sum(g.kind == p.kind == kind for g, p in both),
            sum(p.kind == kind for p in predicted),
            sum(g.kind == kind for g in gold),
        )
        # The content alone: whether its kind is right is told apart, by `statement.kind`. What is
        # found of the gold and what is right of the predicted differ then; their mean gives the F1.
        found = sum(g.kind == kind for g, _ in both) + sum(p.kind == kind for _, p in both)
        scores[f"statement.content.{kind}"] = Tally(
            found / 2,
            sum(p.kind == kind for p in predicted),
            sum(g.kind == kind for g in gold),
        )
    named = [(g, p) for g, p in both if g.speaker]
    cued = [(g, p) for g, p in both if g.cue]
    acts = [(g, p) for g, p in both if g.act is not None]
    scores["statement.kind"] = Tally.share(sum(g.kind == p.kind for g, p in both), len(both))
    scores["statement.speaker"] = Tally.share(
        sum(same_speaker(words, g, p) for g, p in named), len(named)
    )
    scores["statement.cue"] = Tally.share(
        sum(bool(words.within(g.cue) & words.within(p.cue)) for g, p in cued), len(cued)
    )
    if acts:
        scores["statement.act"] = Tally.share(sum(g.act == p.act for g, p in acts), len(acts))
    return scores


def same_speaker(words: Words, gold: CodedStatement, predicted: CodedStatement) -> bool:
    """Whether both name the same speaker.

    By place: at least half of the predicted words for the speaker are gold words for it. Or by
    name: all of the predicted words, which are no pronoun, are among those of the gold speaker,
    wherever either of them stands. Where the gold speaker is a relative pronoun alone, whoever
    stands right before it is meant: "the miners, who say".
    """
    truth = words.within((*gold.speaker, *gold.resolved))
    ours = words.within(predicted.speaker)
    if contained(ours, truth) >= OVERLAP:
        return True
    if len(truth) == 1 and ours:
        (at,) = truth
        if words.word(at) in _RELATIVES and max(ours) == at - 1:
            return True
    return any(
        _same_name(words, named, whole)
        for named in (predicted.speaker, predicted.resolved)
        for whole in (gold.speaker, gold.resolved)
    )


def _same_name(words: Words, named: Spans, whole: Spans) -> bool:
    name = words.folded(named)
    return bool(name) and not name <= _PRONOUNS and name <= words.folded(whole)
