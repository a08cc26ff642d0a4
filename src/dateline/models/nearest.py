"""The stretch of a text whose words are most like given ones, for a question asked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest

# All that bounds the time, whatever the text: words of the quotation looked at, places of a word
# that vote, stretches that are aligned.
_MOST_WORDS = 80
_MOST_VOTES = 64
_MOST_STRETCHES = 4
_BUCKET = 8
_SAME, _OTHER, _GAP = 2, -1, -1
_LEAST_SHARE = 0.4
"""The share of the quotation's words that have to be there."""


def nearest(
    wanted: Sequence[str], words: Sequence[str], places: Mapping[str, Sequence[int]]
) -> tuple[int, int] | None:
    """The first word and the word behind the last of the nearest stretch, or None.

    Args:
        wanted: The words looked for.
        words: The words of the text.
        places: Where each word of the text stands, by its lower case.
    """
    query = [word.casefold() for word in wanted[:_MOST_WORDS]]
    best: tuple[int, int, int] | None = None
    for start in _stretches(query, places):
        low = max(0, start - len(query) // 2 - _BUCKET)
        high = min(len(words), start + len(query) * 2 + 2 * _BUCKET)
        found = _align(query, [word.casefold() for word in words[low:high]])
        if found and (best is None or found[0] > best[0]):
            best = (found[0], low + found[1], low + found[2])
    return best[1:] if best else None


def _stretches(query: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[int]:
    """Where the quotation would start, by the votes of its words' places; rare words count more."""
    votes: Counter[int] = Counter()
    rare = nsmallest(len(query), enumerate(query), key=lambda item: len(places.get(item[1], ())))
    for at, word in rare:
        standing = places.get(word, ())
        if len(standing) > _MOST_VOTES and votes:
            break
        for place in standing[:_MOST_VOTES]:
            bucket = (place - at) // _BUCKET
            weight = 1 + _MOST_VOTES // len(standing)
            votes[bucket] += weight
            votes[bucket + 1] += weight // 2
    return [bucket * _BUCKET for bucket, _ in votes.most_common(_MOST_STRETCHES)]


def _align(query: Sequence[str], words: Sequence[str]) -> tuple[int, int, int] | None:
    """The best local alignment: its score, its first word and the word behind its last."""
    # A row of (score, where it began, words that are the same) for each word of the text.
    row = [(0, j, 0) for j in range(len(words) + 1)]
    best = (0, 0, 0, 0)
    for word in query:
        fresh = [(0, 0, 0)]
        for j, other in enumerate(words, 1):
            score, began, same = row[j - 1]
            if word == other:
                cell = (score + _SAME, began if score else j - 1, same + 1 if score else 1)
            else:
                across, up, left = (score + _OTHER, began, same), row[j], fresh[j - 1]
                cell = max(across, (up[0] + _GAP, *up[1:]), (left[0] + _GAP, *left[1:]), (0, j, 0))
            fresh.append(cell)
            if cell[0] > best[0]:
                best = (cell[0], cell[1], j, cell[2])
        row = fresh
    score, began, behind, same = best
    if same < max(1, _LEAST_SHARE * len(query)):
        return None
    return score, began, behind
