"""Policy items against gold ones."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluation.assignment import pair
from dateline.evaluation.documents import GoldDocument, places
from dateline.evaluation.tallies import Scores, Tally
from dateline.evaluation.words import Words, jaccard
from dateline.models import PolicyContext

OVERLAP = 0.5
"""The least Jaccard overlap, in words by their places, of clauses that count as the same."""
_SAME_KIND = 0.25


def match_policy(
    words: Words, gold: Sequence[PolicyContext], predicted: Sequence[PolicyContext]
) -> list[tuple[int, int]]:
    """Which predicted items are which gold ones, by their positions."""

    def fit(ours: PolicyContext, theirs: PolicyContext) -> float:
        overlap = jaccard(words.within(places(ours.what)), words.within(places(theirs.what)))
        return overlap + _SAME_KIND * (ours.kind == theirs.kind) if overlap >= OVERLAP else 0.0

    return pair(gold, predicted, fit)


def score_policy(document: GoldDocument, predicted: Sequence[PolicyContext]) -> Scores:
    """The tallies of `predicted` against the policy items of a gold document.

    Args:
        document: The gold.
        predicted: The policy items that were read in it.
    """
    if document.gold is None:
        return {}
    gold = document.gold.records.policy
    both = [(gold[g], predicted[p]) for g, p in match_policy(document.words, gold, predicted)]
    return {
        "policy": Tally(len(both), len(predicted), len(gold)),
        "policy.kind": Tally.share(sum(g.kind == p.kind for g, p in both), len(both)),
        "policy.status": Tally.share(sum(g.status == p.status for g, p in both), len(both)),
    }
