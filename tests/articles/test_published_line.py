"""The line above a story that says when it came out."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.articles import from_text

HEADLINE = "Nine die in market raid"
STORY = "Gunmen came by boat on Monday, the mayor of Oruma said, and left before dawn on Tuesday."


def published(*lines: str) -> date | None:
    """What is read as the publication date of these paragraphs."""
    return from_text("\n\n".join(lines)).published


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday 12 March 2024",
        "Tuesday, March 12, 2024",
        "12 March 2024",
        "12th March, 2024",
        "Mar. 12, 2024",
        "Tue 12 Mar 2024 10.42 GMT",
        "Published 12 March 2024 10:42 GMT",
        "Published: 12 March 2024, 10:42 am (UTC)",
        "First published on Tuesday 12 March 2024 at 10:42",
        "Posted on March 12, 2024 - 10:42 p.m.",
        "Date: 2024-03-12",
        "2024-03-12T10:42:00Z",
        "PUBLISHED 12 MARCH 2024",
        "Published 12 March 2024, updated 14 March 2024",
        "By Anna Bell | 12 March 2024 | 4 min read",
        "12 March 2024.",
    ],
)
def test_a_line_that_is_only_a_date_is_the_publication(line: str) -> None:
    """Under the headline, under the byline, or on the line below it."""
    assert published(HEADLINE, line, STORY) == date(2024, 3, 12)
    assert published(f"{HEADLINE}\n{line}", STORY) == date(2024, 3, 12)
    assert published(HEADLINE, "By Anna Bell", line, STORY) == date(2024, 3, 12)
    assert published(line, HEADLINE, STORY) == date(2024, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "On 12 March 2024 gunmen came by boat.",
        "The raid of 12 March 2024",
        "12 March 2024: gunmen come by boat",
        "Updated 12 March 2024",
        "Last updated: 12 March 2024 10:42 GMT",
        "12 March",
        "March 2024",
        "12/03/2024",
        "Monday 12 March 2024",  # it was a Tuesday
        "31 June 2024",
        "12 March 0024",
    ],
)
def test_other_lines_are_not(line: str) -> None:
    """Running text, later changes, half a date, one that two countries read differently."""
    assert published(HEADLINE, line, STORY) is None


def test_a_date_below_the_story_is_not() -> None:
    """There it is a reader's comment, or the next article."""
    assert published(HEADLINE, *[STORY] * 9, "12 March 2024") is None
    assert published(HEADLINE, STORY * 3, "12 March 2024") is None


def test_several_days_are_a_timeline() -> None:
    """None of them is the publication's."""
    assert published(HEADLINE, "10 March 2024", STORY, "12 March 2024", STORY) is None


def test_the_same_day_twice_is_one_day() -> None:
    """Above the headline and below it."""
    assert published("12 March 2024", HEADLINE, "Tuesday 12 March 2024", STORY) == date(2024, 3, 12)


def test_the_callers_date_goes_before_it() -> None:
    """They know better."""
    text = f"{HEADLINE}\n\n12 March 2024\n\n{STORY}"
    assert from_text(text, published=date(2024, 3, 13)).published == date(2024, 3, 13)


def test_it_goes_before_the_datelines_day() -> None:
    """A story is filed, and then published."""
    line = "ORUMA, 11 March 2024 (Reuters) - "
    assert published(HEADLINE, "12 March 2024", line + STORY) == date(2024, 3, 12)
    assert published(HEADLINE, line + STORY) == date(2024, 3, 11)
