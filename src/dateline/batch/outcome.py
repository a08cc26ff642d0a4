"""What became of one article of many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from dateline.batch.inputs import where
from dateline.batch.store import Store
from dateline.batch.store.outcomes import Kept, load
from dateline.models import Extraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article of many.

    Attributes:
        id: The article's id, which is the same for the same words and day; empty for a row that
            no article could be read from.
        given_id: The `id` that stood beside it, where one did.
        source: Where it stands: a file, or "articles" for what was given from Python.
        place: Its line or row there, from 1; 0 for a file that is one article.
        extraction: What was read; None where that failed.
        error: The name of the error, where it failed.
        problem: Why it failed.
        resumed: Whether it was read by an earlier start of the run.
    """

    id: str
    given_id: str | None
    source: str
    place: int
    extraction: Extraction | None
    error: str | None = None
    problem: str | None = None
    resumed: bool = False

    @property
    def where(self) -> str:
        """Where it stands, for people."""
        return where(self.source, self.place)


async def stored_outcome(store: Store, number: int, *, resumed: bool = False) -> Outcome | None:
    """The outcome of an article that stands in a store, if there is one.

    Args:
        store: The store.
        number: The article's number there.
        resumed: Whether an earlier start read it.
    """
    kept = await store.do(partial(load, article=number, own=store.own))
    return outcome_of(kept, resumed=resumed) if kept is not None else None


def outcome_of(kept: Kept, *, resumed: bool) -> Outcome:
    """The outcome that stands in a store."""
    return Outcome(
        kept.id,
        kept.given_id,
        kept.source,
        kept.place,
        kept.extraction,
        kept.error,
        kept.problem,
        resumed=resumed,
    )
