"""What stands in a store, read without a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.batch.outcome import Outcome, outcome_of
from dateline.batch.store import reading
from dateline.batch.store.outcomes import finished, load
from dateline.pipeline.types import RecordType

_PAGE = 64  # numbers of articles that are looked up together


def read_outcomes(
    store: str | Path, *, record_types: Sequence[RecordType] = ()
) -> Iterator[Outcome]:
    """The outcomes in a store, one after the other, in the order in which articles were met.

    Args:
        store: The store, also of a run that goes on.
        record_types: Record types of your own; without them their records are `OtherRecord`s.

    Raises:
        InputError: There is no such file.
        StoreError: It is no store, or cannot be read.
    """
    own = {t.name: t.model for t in record_types}
    after = 0
    with reading(Path(store)) as connection:
        while numbers := finished(connection, after, _PAGE):
            for number in numbers:
                kept = load(connection, number, own)
                if kept is not None:
                    yield outcome_of(kept, resumed=True)
            after = numbers[-1]
