"""Expressions of time from the corpora: dateline and dateparser alone against a reader's answers.

DATELINE_CORPORA=... python benchmarks/dates.py [--write docs/benchmarks.md]

dateline gets the article's text, where the expression stands and the day of publication, and no
hint of what the answer is. dateparser gets the words and that day.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import dateparser
from draw import documents
from judging import Answer, Row, answers, finish, page_argument

from dateline.expressions.dates import FoundDate, find_dates, resolve_in

READERS = ("dateline", "dateparser")
# Up to this length of a loose answer, anything inside it is right.
SHORT = timedelta(days=16)


def judge(answer: Answer, found: Sequence[FoundDate]) -> Row:
    document = documents(answer["corpus"])[answer["document"]]
    start, end = answer["start"], answer["end"]
    published = answer["published"] and date.fromisoformat(answer["published"])
    words = document.text[start:end]
    wanted = answer["answer"]

    overlaps = any(one.start < end and start < one.end for one in found)
    resolved = resolve_in(document.text, start, end, published)
    got = (resolved.start, resolved.end, resolved.precision) if resolved else None
    alone = dateparser_alone(words, published)
    if wanted == "not_a_date":
        # Not taken for a date, or for one whose days are not known.
        right = {"dateline": not overlaps or got is None, "dateparser": alone is None}
    elif wanted is None:
        right = {"dateline": got is None, "dateparser": alone is None}
    else:
        right = {"dateline": got is not None and fits(answer, *got)}
        first, last = (date.fromisoformat(wanted[key]) for key in ("start", "end"))
        right["dateparser"] = alone is not None and first <= alone <= last
    return Row(
        form=answer["form"],
        where=f"{answer['corpus']} {answer['document']} {start}-{end} ({published})",
        words=words,
        wanted=str(wanted),
        got={"dateline": " ".join(map(str, got or ["nothing"])), "dateparser": str(alone)},
        right=right,
    )


def fits(answer: Answer, start: date, end: date, precision: str) -> bool:
    """Whether days are those of the answer, or of what else is right."""
    for wanted in (answer["answer"], *answer.get("also", ())):
        first, last = (date.fromisoformat(wanted[key]) for key in ("start", "end"))
        if (start, end, precision) == (first, last, wanted["precision"]):
            return True
        if answer.get("loose") and first <= start <= end <= last:
            return last - first <= SHORT or (end - start) * 2 >= last - first
    return False


def dateparser_alone(words: str, published: date | None) -> date | None:
    """What dateparser makes of the words: one day, whatever they mean."""
    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if published:
        settings["RELATIVE_BASE"] = datetime.combine(published, datetime.min.time())
    parsed = dateparser.parse(words, languages=["en"], settings=settings)
    return parsed.date() if parsed else None


def main() -> int:
    page = page_argument("dates", "Expressions of time against a reader's answers.")
    rows: list[Row] = []
    missed = 0
    for answer in answers("dates"):
        found = find_dates(documents(answer["corpus"])[answer["document"]].text)
        start, end = answer["start"], answer["end"]
        missed += answer["answer"] != "not_a_date" and not any(
            one.start < end and start < one.end for one in found
        )
        rows.append(judge(answer, found))
    print(f"not found in the text by dateline itself: {missed}\n")
    return finish("dates", rows, READERS, page)


if __name__ == "__main__":
    sys.exit(main())
