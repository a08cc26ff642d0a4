"""What reviewers decided about the records of a run. It is only ever added to, and by no run."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from dateline.batch.store.transactions import transaction
from dateline.models import Article

Verdict = Literal["accepted", "corrected", "rejected", "added", "withdrawn"]
"""`added` is a record that no coder found; `withdrawn` leaves it undecided again."""

_LAST = "SELECT max(id) FROM review_decisions WHERE subject = ? AND reviewer = ?"


class Outdated(Exception):
    """Something was decided since the reviewer saw it; nothing was written."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        id: Its number: a later one has a greater one.
        reviewer: Who decided.
        at: When, in seconds since 1970.
        verdict: What.
        shown: The record as it was shown, as JSON; None for one that was added.
        stands: The record as the reviewer left it, as JSON; None where there is to be none.
    """

    id: int
    reviewer: str
    at: float
    verdict: Verdict
    shown: str | None
    stands: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What was decided about.

    Attributes:
        id: Its number.
        type: The record's type: "incident", or the name of a type of the user's own.
        key: What it said when it was first decided about, as a digest.
        decisions: In the order in which they were made.
    """

    id: int
    type: str
    key: str
    decisions: tuple[Decision, ...]

    def last_of(self, reviewer: str) -> Decision | None:
        """The decision of a reviewer that stands last, also one that was withdrawn."""
        return next((d for d in reversed(self.decisions) if d.reviewer == reviewer), None)

    def standing_of(self, reviewer: str) -> Decision | None:
        """The decision of a reviewer that holds."""
        last = self.last_of(reviewer)
        return None if last is None or last.verdict == "withdrawn" else last


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One article as it was reviewed, and all that was decided in it.

    Attributes:
        article_id: The article's id in the run.
        digest: Of its text.
        content: The article.
        subjects: What was decided about, in the order in which it was met.
        finished: Who has been through it, and when.
    """

    article_id: str
    digest: str
    content: Article
    subjects: tuple[Subject, ...] = ()
    finished: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class New:
    """A decision that is to be kept.

    Attributes:
        article_id: The article's id in the run.
        article: The article.
        type: The record's type.
        key: What the record says, as a digest: where no `subject` is named, that of the subject.
        subject: The number of what was decided about before.
        reviewer: Who decides.
        seen: The number of this reviewer's last decision as it was seen; 0 for none.
        verdict: What is decided.
        shown: The record as it was shown, as JSON.
        stands: The record as it is left, as JSON.
    """

    article_id: str
    article: Article
    type: str
    key: str
    subject: int | None
    reviewer: str
    seen: int
    verdict: Verdict
    shown: str | None
    stands: str | None


def digest_of(article: Article) -> str:
    """A digest of the article's text, which offsets belong to."""
    return sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def decide(connection: sqlite3.Connection, new: New) -> tuple[int, int]:
    """Keep a decision; the numbers of its subject and of itself.

    Raises:
        Outdated: The reviewer has decided about it since, in another window.
    """
    with transaction(connection):
        subject = new.subject or _subject(connection, new)
        (last,) = connection.execute(_LAST, (subject, new.reviewer)).fetchone()
        if (last or 0) != new.seen:
            raise Outdated
        made = connection.execute(
            "INSERT INTO review_decisions (subject, reviewer, at, verdict, shown, stands) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (subject, new.reviewer, time.time(), new.verdict, new.shown, new.stands),
        ).lastrowid
    assert made is not None  # noqa: S101  # a row was inserted
    return subject, made


def finish(
    connection: sqlite3.Connection,
    article_id: str,
    article: Article,
    reviewer: str,
    *,
    finished: bool,
) -> None:
    """Note that a reviewer has been through an article, or takes that back."""
    with transaction(connection):
        row = _article(connection, article_id, article)
        connection.execute(
            "INSERT INTO review_finished (article, reviewer, at, finished) VALUES (?, ?, ?, ?)",
            (row, reviewer, time.time(), finished),
        )


def reviewed(connection: sqlite3.Connection, article_id: str | None = None) -> Iterator[Reviewed]:
    """What was reviewed, article by article, or of one article: one for each text that it had."""
    where, given = ("", ()) if article_id is None else ("WHERE article = ?", (article_id,))
    query = f"SELECT id, article, digest, content FROM review_articles {where} ORDER BY id"  # noqa: S608  # our own words
    for number, name, digest, content in connection.execute(query, given).fetchall():
        yield Reviewed(
            name,
            digest,
            Article.model_validate_json(zlib.decompress(content)),
            tuple(_subjects(connection, number)),
            _finished(connection, number),
        )


def reviewers(connection: sqlite3.Connection) -> list[str]:
    """Who decided anything, by name."""
    query = "SELECT reviewer FROM review_decisions UNION SELECT reviewer FROM review_finished"
    return sorted(name for (name,) in connection.execute(query))


def _subject(connection: sqlite3.Connection, new: New) -> int:
    article = _article(connection, new.article_id, new.article)
    connection.execute(
        "INSERT OR IGNORE INTO review_subjects (article, type, key) VALUES (?, ?, ?)",
        (article, new.type, new.key),
    )
    (number,) = connection.execute(
        "SELECT id FROM review_subjects WHERE article = ? AND key = ?", (article, new.key)
    ).fetchone()
    return int(number)


def _article(connection: sqlite3.Connection, article_id: str, article: Article) -> int:
    digest = digest_of(article)
    query = "SELECT id FROM review_articles WHERE article = ? AND digest = ?"
    found = connection.execute(query, (article_id, digest)).fetchone()
    if found is not None:
        return int(found[0])
    content = zlib.compress(article.model_dump_json().encode("utf-8", "surrogatepass"))
    made = connection.execute(
        "INSERT INTO review_articles (article, digest, content) VALUES (?, ?, ?)",
        (article_id, digest, content),
    ).lastrowid
    assert made is not None  # noqa: S101  # a row was inserted
    return made


def _subjects(connection: sqlite3.Connection, article: int) -> Iterator[Subject]:
    decisions: dict[int, list[Decision]] = {}
    query = """
        SELECT subject, d.id, reviewer, at, verdict, shown, stands FROM review_decisions d
        JOIN review_subjects s ON s.id = subject WHERE s.article = ? ORDER BY d.id
    """
    for subject, *values in connection.execute(query, (article,)):
        decisions.setdefault(subject, []).append(Decision(*values))
    of_article = "SELECT id, type, key FROM review_subjects WHERE article = ? ORDER BY id"
    for number, kind, key in connection.execute(of_article, (article,)):
        yield Subject(number, kind, key, tuple(decisions.get(number, ())))


def _finished(connection: sqlite3.Connection, article: int) -> dict[str, float]:
    query = "SELECT reviewer, at, finished FROM review_finished WHERE article = ? ORDER BY id"
    last = {name: (at, done) for name, at, done in connection.execute(query, (article,))}
    return {name: at for name, (at, done) in last.items() if done}
