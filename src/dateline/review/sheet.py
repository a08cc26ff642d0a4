"""One article as a reviewer has it: its records with what was decided about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.batch.store.reviews import Decision, Reviewed, Subject, digest_of
from dateline.models import Extraction, Record
from dateline.review.doubts import Doubt, doubts_of
from dateline.review.essence import fields_that_differ, key_of, keys_of
from dateline.review.matching import match, read_record

Standing = Literal["read", "added", "lost"]
"""Read by the run, added by the reviewer, or decided about and no longer found by the run."""
_LISTS = (
    ("incident", "incidents"),
    ("statement", "statements"),
    ("policy-context", "policy_context"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One record that is to be decided about, or has been.

    Attributes:
        id: What it is called in requests: its key, or its subject's number after an "s".
        type: The record's type.
        record: The record as the reviewer left it, or else as it was read.
        standing: Where it comes from.
        doubts: Why it is to be looked at.
        subject: What was decided about, if anything was.
        decision: The reviewer's decision, if one holds.
        seen: The number of the reviewer's last decision, also of one that was withdrawn; or 0.
        differs: The fields in which the run now reads something else than was decided about.
        placed: Whether its offsets are those of the article's present text.
        read: The record as the run has it, where it has it.
    """

    id: str
    type: str
    record: Record
    standing: Standing
    doubts: tuple[Doubt, ...] = ()
    subject: Subject | None = None
    decision: Decision | None = None
    seen: int = 0
    differs: tuple[str, ...] = ()
    placed: bool = True
    read: Record | None = None

    @property
    def decided(self) -> bool:
        """Whether nothing is left to do: what was rejected and is read otherwise now is new."""
        if self.decision is None:
            return False
        return not (self.decision.verdict == "rejected" and self.differs)

    @property
    def doubt(self) -> int:
        """How doubtful it is."""
        return sum(doubt.weight for doubt in self.doubts) + 5 * bool(self.differs)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with its items, the most doubtful first.

    Attributes:
        number: The article's number in the store.
        article_id: Its id.
        result: What the run read.
        items: Its records.
        finished: When the reviewer said that nothing is missing, if so.
    """

    number: int
    article_id: str
    result: Extraction
    items: tuple[Item, ...]
    finished: float | None

    @property
    def undecided(self) -> tuple[Item, ...]:
        """Those that are left."""
        return tuple(item for item in self.items if not item.decided)

    def item(self, item_id: str) -> Item | None:
        """The item of that name."""
        return next((item for item in self.items if item.id == item_id), None)


def records_of(result: Extraction) -> list[tuple[str, Record]]:
    """Every record of an extraction with its type's name."""
    built_in = [(name, record) for name, part in _LISTS for record in getattr(result, part)]
    return [*built_in, *((name, r) for name, own in result.records.items() for r in own)]


def sheet_of(
    number: int,
    article_id: str,
    result: Extraction,
    reviewed: Sequence[Reviewed],
    reviewer: str,
) -> Sheet:
    """What a reviewer has of an article.

    Args:
        number: The article's number in the store.
        article_id: Its id.
        result: What the run read.
        reviewed: What was decided in it, for each text that it had.
        reviewer: Who looks at it. What others decided is not shown: they read on their own.
    """
    digest = digest_of(result.article)
    here = next((one for one in reviewed if one.digest == digest), None)
    subjects = here.subjects if here else ()
    told = records_of(result)
    keyed = [(name, key, rec) for (name, rec), key in zip(told, keys_of(told), strict=True)]
    matched = match(keyed, subjects)
    read = [
        _read(name, key, record, subject, result, reviewer)
        for (name, key, record), subject in zip(keyed, matched.of_record, strict=True)
    ]
    others = [s for one in reviewed if one is not here for s in one.subjects]
    lost = [
        *_left(matched.lost, reviewer, placed=True),
        *_left(others, reviewer, placed=False),
    ]
    return Sheet(
        number,
        article_id,
        result,
        (*sorted(read, key=lambda item: -item.doubt), *lost),
        here.finished.get(reviewer) if here else None,
    )


def _read(
    name: str,
    key: str,
    record: Record,
    subject: Subject | None,
    result: Extraction,
    reviewer: str,
) -> Item:
    doubts = doubts_of(record, result)
    last = subject.last_of(reviewer) if subject else None
    decision = subject.standing_of(reviewer) if subject else None
    seen = last.id if last else 0
    if decision is None:
        return Item(key, name, record, "read", doubts, subject, None, seen, read=record)
    ours = [read_record(name, w) for w in (decision.shown, decision.stands) if w is not None]
    same = any(key_of(name, record) == key_of(name, other) for other in ours)
    differs = () if same else tuple(fields_that_differ(ours[-1], record))
    stands = ours[-1] if decision.stands is not None else record
    kept = stands.model_copy(update={"id": record.id})
    return Item(key, name, kept, "read", doubts, subject, decision, seen, differs, read=record)


def _left(subjects: Sequence[Subject], reviewer: str, *, placed: bool) -> Iterator[Item]:
    """Items of what the run does not find: added by the reviewer, or found once."""
    for subject in subjects:
        decision = subject.standing_of(reviewer)
        if decision is None:
            continue
        written = decision.stands or decision.shown
        if written is None:
            continue
        added = subject.decisions[0].verdict == "added"
        yield Item(
            f"s{subject.id}",
            subject.type,
            read_record(subject.type, written),
            "added" if added and placed else "lost",
            subject=subject,
            decision=decision,
            seen=decision.id,
            placed=placed,
        )
