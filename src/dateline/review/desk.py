"""What a reviewer does, carried out in the store. Each is one connection's work, start to end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.batch.store.outcomes import load
from dateline.batch.store.reviews import (
    New,
    Reviewed,
    Verdict,
    decide,
    finish,
    reviewed,
)
from dateline.models import Record
from dateline.review.correct import corrected, unproved
from dateline.review.essence import key_of
from dateline.review.matching import TYPES
from dateline.review.problems import NotAccepted, Problem
from dateline.review.sheet import Item, Sheet, sheet_of
from dateline.review.told import BadForm


class NotThere(Exception):
    """The article or the record is not in the run, or no longer."""


class Unfinished(Exception):
    """Records of the article are undecided."""


def open_sheet(connection: sqlite3.Connection, number: int, reviewer: str) -> Sheet:
    """An article as a reviewer has it.

    Raises:
        NotThere: The run has read no such article.
    """
    kept = load(connection, number, {})
    if kept is None or kept.extraction is None:
        raise NotThere(f"There is no article {number} in this run.")
    earlier = list(reviewed(connection, kept.id))
    return sheet_of(number, kept.id, kept.extraction, earlier, reviewer)


def settle(
    connection: sqlite3.Connection,
    number: int,
    reviewer: str,
    item_id: str,
    seen: int,
    verdict: Verdict,
) -> Sheet:
    """Accept or reject a record, or withdraw what was decided about it; the article after that.

    Args:
        connection: The store.
        number: The article's number.
        reviewer: Who decides.
        item_id: The record.
        seen: The number of the reviewer's last decision about it, as it was seen.
        verdict: "accepted", "rejected" or "withdrawn".

    Raises:
        NotThere: There is no such record.
        NotAccepted: It is to be accepted, and something in it is not proved.
        Outdated: It was decided about since, in another window.
        BadForm: There is nothing to withdraw.
    """
    sheet = open_sheet(connection, number, reviewer)
    item = _item(sheet, item_id)
    if verdict == "withdrawn" and item.decision is None:
        raise BadForm("nothing was decided about it")
    if verdict == "accepted":
        _check_proved(item)
    stands = item.record if verdict == "accepted" else None
    if item.seen == seen and _holds_already(item, verdict):
        return sheet
    _keep(connection, sheet, item, reviewer, seen, verdict, stands)
    if verdict == "withdrawn" and sheet.finished:
        # An article in which something is undecided is no gold.
        finish(connection, sheet.article_id, sheet.result.article, reviewer, finished=False)
    return open_sheet(connection, number, reviewer)


def correct(
    connection: sqlite3.Connection,
    number: int,
    reviewer: str,
    item_id: str,
    seen: int,
    told: Mapping[str, Any],
) -> Sheet:
    """Keep a record as the reviewer would have it; the article after that.

    Raises:
        NotThere, Outdated: As for `settle`.
        NotAccepted: The article does not bear it out; says which fields and why.
        BadForm: It is not what a form sends, or the record is of a type of the user's own.
    """
    sheet = open_sheet(connection, number, reviewer)
    item = _item(sheet, item_id)
    model = TYPES.get(item.type)
    if model is None or not item.placed:
        raise BadForm("such a record can be accepted and rejected, not corrected")
    record = corrected(model, told, sheet.result.article, item.record)
    added = item.standing == "added"
    _keep(connection, sheet, item, reviewer, seen, "added" if added else "corrected", record)
    return open_sheet(connection, number, reviewer)


def add(
    connection: sqlite3.Connection,
    number: int,
    reviewer: str,
    type_name: str,
    told: Mapping[str, Any],
) -> tuple[Sheet, str]:
    """Keep a record that no coder found; the article after that, and the record's name there.

    Raises:
        NotThere: There is no such article.
        NotAccepted: The article does not bear it out, or there is such a record already.
        BadForm: It is not what a form sends.
    """
    sheet = open_sheet(connection, number, reviewer)
    model = TYPES.get(type_name)
    if model is None:
        raise BadForm("there is no such type of record")
    record = corrected(model, told, sheet.result.article)
    key = key_of(type_name, record)
    if any(key_of(i.type, i.record) == key and i.standing != "lost" for i in sheet.items):
        raise NotAccepted([Problem("", "This record is there already.")])
    last = _last_of_key(reviewed(connection, sheet.article_id), key, reviewer)
    new = New(
        article_id=sheet.article_id,
        article=sheet.result.article,
        type=type_name,
        key=key,
        subject=None,
        reviewer=reviewer,
        seen=last,
        verdict="added",
        shown=None,
        stands=record.model_dump_json(),
    )
    subject, _ = decide(connection, new)
    return open_sheet(connection, number, reviewer), f"s{subject}"


def go_through(
    connection: sqlite3.Connection, number: int, reviewer: str, *, finished: bool
) -> Sheet:
    """Note that nothing is missing in an article, or take that back; the article after that.

    Raises:
        NotThere: There is no such article.
        Unfinished: Records are undecided.
    """
    sheet = open_sheet(connection, number, reviewer)
    if finished and sheet.undecided:
        raise Unfinished(f"{len(sheet.undecided)} undecided")
    finish(connection, sheet.article_id, sheet.result.article, reviewer, finished=finished)
    return open_sheet(connection, number, reviewer)


def _item(sheet: Sheet, item_id: str) -> Item:
    item = sheet.item(item_id)
    if item is None:
        raise NotThere("The run has read this article anew: the record is not there any more.")
    return item


def _holds_already(item: Item, verdict: Verdict) -> bool:
    """Whether a decision changes nothing: said twice, or one that accepts what was corrected."""
    if item.decision is None or not item.decided:
        return False
    if verdict == "accepted":
        return item.decision.verdict != "rejected"
    return item.decision.verdict == verdict


def _check_proved(item: Item) -> None:
    words = unproved(item.record)
    if words:
        told = ", ".join(f"“{text}”" for text in words)
        message = f"{told} does not stand in the article: correct the record, or reject it."
        raise NotAccepted([Problem("", message)])


def _keep(
    connection: sqlite3.Connection,
    sheet: Sheet,
    item: Item,
    reviewer: str,
    seen: int,
    verdict: Verdict,
    stands: Record | None,
) -> None:
    shown = (item.read or item.record).model_dump_json()
    new = New(
        article_id=sheet.article_id,
        article=sheet.result.article,
        type=item.type,
        key=item.id,
        subject=item.subject.id if item.subject else None,
        reviewer=reviewer,
        seen=seen,
        verdict=verdict,
        shown=None if verdict == "added" else shown,
        stands=stands.model_dump_json() if stands is not None else None,
    )
    decide(connection, new)


def _last_of_key(earlier: Iterable[Reviewed], key: str, reviewer: str) -> int:
    for one in earlier:
        for subject in one.subjects:
            last = subject.last_of(reviewer) if subject.key == key else None
            if last is not None:
                return last.id
    return 0
