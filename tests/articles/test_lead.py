"""What an article says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Article

BODY = "Gunmen killed nine officers in Ghazni province on Sunday, officials said.\n\nNobody fled."


@pytest.mark.parametrize(
    ("opening", "words", "place", "agency", "day"),
    [
        ("KABUL, June 6 (Reuters) - ", "KABUL, June 6 (Reuters)", "KABUL", "Reuters", None),
        (
            "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- ",
            "SAN SALVADOR, 3 JAN 90 (ACAN-EFE)",
            "SAN SALVADOR",
            "ACAN-EFE",
            date(1990, 1, 3),
        ),
        ("Paris (AFP) – ", "Paris (AFP)", "Paris", "AFP", None),
        ("MEXICO CITY — ", "MEXICO CITY", "MEXICO CITY", None, None),
        ("NAIROBI, 4 March 2020 -- ", "NAIROBI, 4 March 2020", "NAIROBI", None, date(2020, 3, 4)),
    ],
)
def test_the_dateline_is_read_and_grounded(
    opening: str, words: str, place: str, agency: str | None, day: date | None
) -> None:
    """Its place, its agency and, where it has a year, its day, which is that of publication."""
    article = Article.from_text(opening + BODY)
    line = article.dateline
    assert line is not None
    assert (line.mention.text, line.place.text, line.day) == (words, place, day)
    assert (article.agency.text if article.agency else None) == agency
    assert article.published == day
    for mention in (line.mention, line.place, *([article.agency] if article.agency else [])):
        span = mention.span
        assert span is not None
        assert article.text[span.start : span.end] == mention.text


@pytest.mark.parametrize("opening", ["", "BREAKING — ", "On Sunday — ", "By June - ", "UPDATE - "])
def test_other_openings_are_no_dateline(opening: str) -> None:
    """A kicker is no place."""
    assert Article.from_text(opening + BODY).dateline is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Amina Diallo", "Amina Diallo"),
        ("BY AMINA DIALLO", "AMINA DIALLO"),
        ("By Amina Diallo and Jan de Wit in Kabul", "Amina Diallo and Jan de Wit"),
        ("By Monday the road was open again.", None),
    ],
)
def test_the_byline_is_read(line: str, names: str | None) -> None:
    """From a line of its own."""
    article = Article.from_text(f"Officers killed in Ghazni\n\n{line}\n\n{BODY}")
    assert (article.byline.text if article.byline else None) == names


def test_a_given_day_wins_over_the_datelines() -> None:
    """The caller knows best."""
    article = Article.from_text(f"KABUL, 4 March 2020 -- {BODY}", published=date(2020, 3, 5))
    assert article.published == date(2020, 3, 5)
