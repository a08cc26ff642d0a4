"""Values laid flat, and ids of articles."""

from __future__ import annotations

from datetime import date

from dateline.models.plain import article_id, flat


def test_each_value_has_its_path() -> None:
    """Nulls are no values, and keys that are left out are left out at any depth."""
    data = {"a": [{"b": 1, "id": "x"}, {"b": None}], "id": "y"}
    assert dict(flat(data)) == {"a[0].b": 1, "a[0].id": "x", "id": "y"}
    assert dict(flat(data, without={"id"})) == {"a[0].b": 1}


def test_an_id_is_of_the_words_the_day_and_what_they_are() -> None:
    """Half a character pair has one too."""
    day = date(2024, 3, 11)
    ids = {article_id("a", None), article_id("a", day), article_id("a", day, "html")}
    assert len(ids | {article_id("\ud800", day)}) == 4
    assert article_id("a", day) == article_id("a", day)
