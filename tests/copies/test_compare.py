"""Copies of a story are told from stories that say something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.copies import compare, fold
from dateline.models import Article

STORY = (
    "Gunmen raid mill near Kisoro\n\n"
    "KISORO, Uganda — At least 14 workers were killed on Monday when gunmen raided a flour mill "
    "outside Kisoro, Sen. Ruth Okello said.\n\n"
    "“We heard shots from three sides,” said Peter Mbabazi, a night watchman. “Nobody came.”\n\n"
    "The defense ministry said 3 soldiers were wounded in a chase that went on until dawn.\n\n"
    "The mill, which belongs to a cooperative, reopened in Nov. 2021 after a fire.\n"
)


def compared(earlier: str, later: str):
    """Two texts compared."""
    return compare(*(fold(Article.from_text(text)) for text in (earlier, later)))


def test_the_same_text_is_a_copy_that_says_no_more():
    """All of its words are shared."""
    found = compared(STORY, STORY)
    assert found.may_be_reused
    assert found.shared == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We heard shots from three sides,”", '"We heard shots from three sides,"'),
        ("defense", "defence"),
        ("3 soldiers", "three soldiers"),
        ("Sen. Ruth", "Senator Ruth"),
        ("Nov. 2021", "November 2021"),
        ("Nobody came.”\n\n", "Nobody came.” "),
        ("KISORO, Uganda — At", "At"),
        ("Gunmen raid mill near Kisoro", "What we know"),
        ("The mill, which belongs to a cooperative, reopened in Nov. 2021 after a fire.\n", ""),
    ],
)
def test_house_style_and_a_cut_end_change_nothing(old: str, new: str):
    """Marks, spelling, titles, months, numbers in words, paragraphs, dateline, headline."""
    assert old in STORY
    found = compared(STORY, STORY.replace(old, new))
    assert found.may_be_reused, [span.text for span in found.differs]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("At least 14", "At least 15"),
        ("At least 14", "Nearly 14"),
        ("on Monday", "on Tuesday"),
        ("Okello", "Okeyo"),
        ("were wounded", "were not wounded"),
        ("were killed", "were abducted"),
        ("until dawn.", "until dawn. Two of them died in hospital."),
        ("“Nobody came.”", "Nobody came."),
        ("reopened in Nov. 2021", "reopened in Nov. 2022"),
        ("3 soldiers were wounded", "soldiers were wounded"),
    ],
)
def test_another_fact_is_not_reused(old: str, new: str):
    """A number, a bound, a day, a name, a negation, an outcome, marks of speech."""
    assert old in STORY
    found = compared(STORY, STORY.replace(old, new))
    assert found.is_copy
    assert not found.may_be_reused


def test_a_shorter_story_does_not_answer_for_a_longer_one():
    """What is cut is lost only in one direction."""
    shorter = STORY.partition("The defense ministry")[0]
    assert compared(STORY, shorter).may_be_reused
    assert not compared(shorter, STORY).may_be_reused


def test_another_story_is_no_copy():
    """Nothing of it is shared."""
    other = "The harvest was good this year.\n\nFarmers in the hills sold their maize early.\n"
    found = compared(STORY, other)
    assert not found.is_copy
    assert found.runs == ()


@settings(max_examples=60)
@given(st.data())
def test_what_is_reused_has_every_number_of_the_later_story(data):
    """Whatever one word is changed to: a number that the earlier one lacks is never passed over."""
    words = STORY.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    number = data.draw(st.integers(100, 999))
    changed = " ".join([*words[:at], str(number), *words[at + 1 :]])
    assert not compared(STORY, changed).may_be_reused
