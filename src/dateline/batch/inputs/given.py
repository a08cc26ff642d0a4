"""Articles that a caller gives from Python."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Iterator, Mapping

from dateline.articles import Written
from dateline.batch.inputs.columns import Columns
from dateline.batch.inputs.rows import Row
from dateline.errors import InputError
from dateline.models import Article

Given = str | Article | Mapping[str, object]
"""An article, its text, or a row with `text` or `html` and optionally `id`, `published`, `title`,
`url` and `source`."""
Articles = Iterable[Given] | AsyncIterable[Given]

SOURCE = "articles"


def given_rows(articles: Iterable[Given]) -> Iterator[Row]:
    """The rows of what is given, one after the other."""
    for place, one in enumerate(articles, 1):
        yield given_row(one, place)


def given_row(one: Given, place: int) -> Row:
    """The row of one article. What is none says why."""
    try:
        return _read(one, place)
    except InputError as error:
        return Row(SOURCE, place, problem=str(error))


def _read(one: object, place: int) -> Row:
    if isinstance(one, Article):
        return Row(SOURCE, place, one)
    if isinstance(one, str):
        return Row(SOURCE, place, Written(text=one))
    if isinstance(one, Mapping):
        written, given = Columns().read(one, f"article {place}")
        return Row(SOURCE, place, written, given)
    raise InputError(
        f"Article {place} is of type {type(one).__name__}, and an Article, a str or a mapping "
        "was expected."
    )
