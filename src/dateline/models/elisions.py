"""What an elision may leave out between two parts of a quotation.

No negation, and nothing beyond the quotation that holds both parts or, outside one, their sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dateline.models.found import Found, apart
from dateline.models.once import once
from dateline.models.passages import Passages
from dateline.models.polarity import is_negation, negates_by_script, script_negations
from dateline.models.text import Span
from dateline.models.tokens import Tokens

_MANY = 200  # words


class Elisions:
    """The elisions of one text.

    Args:
        text: The text.
        tokens: Its words.
        passages: What belongs together in it.
    """

    def __init__(self, text: str, tokens: Tokens, passages: Passages) -> None:
        self._text = text
        self._starts, self._words, self._gaps = tokens.starts, tokens.words, tokens.gaps
        self._passages = passages

    def join(
        self, places: Sequence[list[Found]], near: int | Span | None = None
    ) -> tuple[Found, ...]:
        """Places of all parts, in order, with nothing between them that may not be left out.

        Args:
            places: Where each part stands, in the text's order.
            near: Begin at the place nearest to this offset or span; at the first otherwise.
        """
        if not places:
            return ()
        firsts: Iterable[Found] = places[0]
        if near is not None:
            firsts = sorted(firsts, key=lambda found: apart(found, near))
        chains = (self._chain(first, places[1:]) for first in firsts)
        return next((chain for chain in chains if chain), ())

    def _chain(self, first: Found, rest: Sequence[list[Found]]) -> tuple[Found, ...]:
        """From `first` on, each part at its next place, which leaves out the least."""
        chain = [first]
        for places in rest:
            end, floor = chain[-1].end, chain[-1].behind
            at = bisect_left(places, floor, key=lambda found: found.first)
            while at < len(places) and places[at].start < end:
                at += 1
            if at == len(places) or not self._may_leave_out(chain[-1], places[at]):
                return ()
            chain.append(places[at])
        return tuple(chain)

    def _may_leave_out(self, left: Found, right: Found) -> bool:
        """Whether what stands between two parts may be left out."""
        return self._passages.joined(left.end, right.start) and not self._negates(left, right)

    def _negates(self, left: Found, right: Found) -> bool:
        """Whether a negation stands between two places."""
        words, gaps = self._words, self._gaps
        if right.first - left.behind > _MANY:
            # Parts that occur often, far from the next: read the text once, not once for each.
            return bisect_left(self._negations, left.end) < bisect_left(
                self._negations, right.start
            )
        return negates_by_script(self._text[left.end : right.start]) or any(
            is_negation(words, gaps, at) for at in range(left.behind, right.first)
        )

    @once
    def _negations(self) -> list[int]:
        """Where the text negates, in offsets."""
        words, gaps = self._words, self._gaps
        found = {self._starts[i] for i in range(len(words)) if is_negation(words, gaps, i)}
        return sorted(found.union(script_negations(self._text)))
