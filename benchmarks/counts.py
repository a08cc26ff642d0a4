"""Counts of people from the corpora: dateline and plain readers against a reader's answers.

DATELINE_CORPORA=... python benchmarks/counts.py [--write docs/benchmarks.md]

dateline finds the counts of the article itself. The plain readers get the words of the count and
the two that follow: the first figures in them, and the first number in figures or words by
text2num, where it is installed.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import find_spec

from draw import documents
from judging import Answer, Row, answers, finish, page_argument

from dateline.expressions.counts import find_counts

# A comparison only: it is no dependency.
alpha2digit = import_module("text_to_num").alpha2digit if find_spec("text_to_num") else None

Bounds = tuple[int | None, int | None, int | None]
READERS = ("dateline", "first figures", *(["text2num"] if alpha2digit else []))


def judge(answer: Answer) -> Row:
    text = documents(answer["corpus"])[answer["document"]].text
    start, end = answer["start"], answer["end"]
    wanted = answer["answer"]
    bounds = counted(text, start, end)
    got: dict[str, Bounds | int | None] = {"dateline": bounds}
    after = re.match(r"(?:[ -]\w+){0,2}", text[end:])
    words = text[start:end] + (after[0] if after else "")
    got["first figures"] = first_figures(words)
    if alpha2digit:
        got["text2num"] = first_figures(alpha2digit(words.lower(), "en"))
    if wanted == "not_a_toll":
        right = {reader: value is None for reader, value in got.items()}
    else:
        low, best, high = (wanted[key] for key in ("low", "best", "high"))
        # One number is right where it is the best one, or the low one where there is no best.
        number = low if best is None else best
        right = {reader: value == number for reader, value in got.items()}
        right["dateline"] = bounds == (low, best, high)
    return Row(
        form=answer["form"],
        where=f"{answer['corpus']} {answer['document']} {start}-{end}",
        words=text[max(0, start - 30) : end + 40],
        wanted=str(wanted),
        got={reader: str(value) for reader, value in got.items()},
        right=right,
    )


def counted(text: str, start: int, end: int) -> Bounds | None:
    """What dateline counts there; None where it sees no number of people."""
    for found in find_counts(text):
        # "A 17-year-old student" is one student; its 17 is nobody's number.
        here = found.qualifier_start < end and start < found.number_end
        if here and (found.of_people or found.bare):
            reading = found.reading
            return reading.low, reading.best, reading.high
    return None


def first_figures(words: str) -> int | None:
    """The first whole number in figures."""
    match = re.search(r"\d+(?:,\d{3})*", words)
    return int(match[0].replace(",", "")) if match else None


def main() -> int:
    page = page_argument("counts", "Counts of people against a reader's answers.")
    return finish("counts", [judge(answer) for answer in answers("counts")], READERS, page)


if __name__ == "__main__":
    sys.exit(main())
