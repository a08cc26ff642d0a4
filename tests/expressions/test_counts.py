"""Counts: what is found, what is left out, and how the words are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.expressions.counts import find_counts, read_count
from dateline.expressions.lexicon import words

PEOPLE = [
    ("The blast killed at least 14 border guards.", ["at least 14 border guards"]),
    ("Three policemen died and two of their colleagues fled.",
     ["Three policemen", "two of their colleagues"]),
    ("More than a dozen Kenyan peacekeepers were hurt, dozens of others are missing.",
     ["More than a dozen Kenyan peacekeepers", "dozens of others"]),
    ("A family of five was found dead.", ["A family of five"]),
    ("Between 10 and 12 people drowned.", ["Between 10 and 12 people"]),
    ("some 30\u00a0villagers", ["some 30\u00a0villagers"]),
    ("Rebels took 21 coast guard members hostage.", ["21 coast guard members"]),
    ("A woman and her two sons were shot.", ["A woman", "two sons"]),
    ("A 30-year-old man and a two-year-old girl died.",
     ["A 30-year-old man", "a two-year-old girl"]),
    ("Half a dozen miners; a hundred and five pilgrims; twenty-five monks.",
     ["Half a dozen miners", "a hundred and five pilgrims", "twenty-five monks"]),
    ("1,200 refugees and 1.2 million people", ["1,200 refugees", "1.2 million people"]),
    ("It hit 14 women and children.", ["14 women and children"]),
    ("five Americans, three Hazaras and two U.S. soldiers",
     ["five Americans", "three Hazaras", "two U.S. soldiers"]),
    ("two wounded soldiers and nine more civilians",
     ["two wounded soldiers", "nine more civilians"]),
    ("One of the attackers ran.", ["One of the attackers"]),
    ("a suicide bomber, a police officer and a rebel commander",
     ["a suicide bomber", "a police officer", "a rebel commander"]),
    ("tens of thousands of refugees and several hundred migrants",
     ["tens of thousands of refugees", "several hundred migrants"]),
    ("eleven hostages\nwere freed", ["eleven hostages"]),
    ("killing 10-12 fighters and two to three dozen guards",
     ["10-12 fighters", "two to three dozen guards"]),
    ("on June 3, 2021 two soldiers fell", ["two soldiers"]),
    ("A 12-member team and the 30-strong guard met a two-million-person crowd.",
     ["12-member", "30-strong", "two-million-person"]),
    ("40 uniformed and plainclothes policemen; several town and village elders",
     ["40 uniformed and plainclothes policemen", "several town and village elders"]),
    ("300 san marcos university students and 20 zardari members",
     ["300 san marcos university students", "20 zardari members"]),
    ("90 gendarmes members", ["90 gendarmes members"]),
    ("between 2,000 and 3,000 IS fighters", ["between 2,000 and 3,000 IS fighters"]),
    ("It was loud.About 100 people came.Many villagers left.",
     ["About 100 people", "Many villagers"]),
    ("a pair of young monks, a group of armed men, a trio of miners",
     ["a pair of young monks", "a group of armed men", "a trio of miners"]),
    ("hundreds of peasant families", ["hundreds of peasant families"]),
    ("12 seriously wounded soldiers", ["12 seriously wounded soldiers"]),
    ("seven people, 100 or more marchers", ["seven people", "100 or more marchers"]),
]  # fmt: skip

NO_PEOPLE = [
    "a 44-year-old", "the boy, aged 14, left", "Ana Silva, 34, said so", "who is 70.",
    "by May 1", "on 10 August", "June 3, 2021", "in 2001, they", "Aug. 7, 2017",
    "for two days", "three times", "14 kilometres away", "5 percent", "$14 million",
    "US$ 500 each", "14 million dollars", "the 14th", "the second", "at 10:30", "at 8 p.m.",
    "page 3", "Highway 1", "Resolution 1325", "a Boeing 737", "an F-16 and an AK-47",
    "call 555-1234", "voted 52-48", "won by 10 votes", "one of the worst attacks",
    "no one came", "a police station", "a rebel column", "a militant group", "14 per cent",
    "1 of 46",
    "a vote on H.R. 1, the bill",
    "between the ages of 18 and 29",
    "at approximately 1845 yesterday",
    "two and a half years",
    "from 2006 to 2012",
    "between 2006 and 2012",
    "worth millions", "the father of two", "the last two decades", "1. first item",
    "for people under 30.", "a pair of boots", "a group of islands", "a team of horses",
    "a squad car", "nobody knows how many people came",
    "a group stage", "a two-page paper", "in the U.S.A soldier-like calm",
]  # fmt: skip

READINGS = [
    # words, low, best, high, approximate, vague, rule
    ("14", 14, 14, 14, False, False, "N"),
    ("14 guards", 14, 14, 14, False, False, "N"),
    ("at least 14 guards", 14, 14, None, False, False, "at least N"),
    ("twenty-odd convicts", None, 20, None, True, False, "about N"),
    ("30 odd people", None, 30, None, True, False, "about N"),
    ("anything from 13 to 16 men", 13, None, 16, False, False, "N to M"),
    ("anywhere between 10 and 12 men", 10, None, 12, False, False, "N to M"),
    ("no fewer than 14 guards", 14, 14, None, False, False, "at least N"),
    ("100 or more marchers", 100, 100, None, False, False, "at least N"),
    ("more than 30 guards", 31, None, None, False, False, "more than N"),
    ("over 30 guards", 31, None, None, False, False, "more than N"),
    ("more than a dozen guards", 13, None, None, False, False, "more than N"),
    ("up to 50 people", None, None, 50, False, False, "up to N"),
    ("as many as 50 people", None, None, 50, False, False, "up to N"),
    ("fewer than 10 people", None, None, 9, False, False, "fewer than N"),
    ("about 20 people", None, 20, None, True, False, "about N"),
    ("nearly 20 people", None, 20, None, True, False, "about N"),
    ("twenty-odd people", None, 20, None, True, False, "about N"),
    ("20-odd people", None, 20, None, True, False, "about N"),
    ("10 to 12 people", 10, None, 12, False, False, "N to M"),
    ("between 10 and 12 people", 10, None, 12, False, False, "N to M"),
    ("two to three dozen people", 24, None, 36, False, False, "N to M"),
    ("a dozen people", 12, 12, 12, False, False, "N"),
    ("tens of thousands of men", 20_000, None, None, False, True, "tens of thousands"),
    ("dozens", 24, None, None, False, True, "dozens"),
    ("dozens of others", 24, None, None, False, True, "dozens"),
    ("scores of monks", 40, None, None, False, True, "scores"),
    ("hundreds", 200, None, None, False, True, "hundreds"),
    ("thousands of people", 2000, None, None, False, True, "thousands"),
    ("a couple of guards", 2, None, None, False, True, "a couple"),
    ("several guards", 2, None, None, False, True, "several"),
    ("a few guards", 2, None, None, False, True, "a few"),
    ("many people", 2, None, None, False, True, "many"),
    ("a few dozen guards", 24, None, None, False, True, "a few dozen"),
    ("a couple", 2, 2, 2, False, False, "a pair"),
    ("an elderly couple", 2, 2, 2, False, False, "a pair"),
    ("a pair of guards", 2, 2, 2, False, False, "a pair"),
    ("a group of guards", 2, None, None, False, True, "a group"),
    ("a group of ten guards", 10, 10, 10, False, False, "N"),
    ("a 12-member patrol", 12, 12, 12, False, False, "N"),
    ("civilians", 2, None, None, False, True, "bare plural"),
    ("women and children", 2, None, None, False, True, "bare plural"),
    ("a family of five", 5, 5, 5, False, False, "N"),
    ("a night watchman", 1, 1, 1, False, False, "singular"),
    ("A third man", 1, 1, 1, False, False, "singular"),
    ("a soldier", 1, 1, 1, False, False, "singular"),
    ("the soldier", 1, 1, 1, False, False, "singular"),
    ("one soldier", 1, 1, 1, False, False, "N"),
    ("a 14-year-old boy", 1, 1, 1, False, False, "singular"),
    ("a woman and her two sons", 3, 3, 3, False, False, "sum"),
    ("his wife and two children", 3, 3, 3, False, False, "sum"),
    ("a patrolman and a girl of seven", 2, 2, 2, False, False, "sum"),
    ("Tariq Rehman, his wife and their three children", 5, 5, 5, False, False, "sum"),
    ("the mayor-elect and his bodyguard", 2, 2, 2, False, False, "sum"),
    ("village watchman Omar Sali and a girl of nine", 2, 2, 2, False, False, "sum"),
    ("a boy and bus driver John Wekesa", 2, 2, 2, False, False, "sum"),
    ("a soldier, Private Jon Ortega", 1, 1, 1, False, False, "singular"),
    ("Corporal Brian Kiptoo", 1, 1, 1, False, False, "singular"),
    ("scores", 40, None, None, False, True, "scores"),
    ("11 people, including three women and four boys", 11, 11, 11, False, False, "N"),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_are_found_with_qualifier_and_noun(text, expected):
    """The span holds the qualifier, the number and the noun for people."""
    assert [text[c.start : c.end] for c in find_counts(text) if c.of_people] == expected


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_other_numbers_are_left_out(text):
    """Ages, dates, measures, money, ranks, scores and labels are no counts at all."""
    assert find_counts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "They killed 14.",
        "14 were killed",
        "leaving 14 dead",
        "killing one and",
        "13 of whom",
        "the 12 initially killed",
    ],
)
def test_a_number_without_a_noun_is_bare(text):
    """A bare number is found, and said to be bare."""
    (found,) = find_counts(text)
    assert (found.bare, found.of_people) == (True, False)


@pytest.mark.parametrize(
    "text", ["14 houses", "30 peoples", "two vehicles carrying soldiers", "14 police cars"]
)
def test_a_number_of_things_is_neither_bare_nor_of_people(text):
    """A noun for a thing stops the phrase before a later noun for people."""
    (found,) = find_counts(text)
    assert (found.bare, found.of_people) == (False, False)
    assert found.end == found.number_end


def test_the_parts_of_a_phrase_are_told_apart():
    """Callers see where the qualifier, the number and the noun begin."""
    text = "a group of at least ten pilgrims"
    (found,) = find_counts(text)
    assert text[found.start : found.end] == text
    assert text[found.qualifier_start : found.number_start] == "at least "
    assert text[found.number_start : found.number_end] == "ten"


@pytest.mark.parametrize(("text", "low", "best", "high", "approximate", "vague", "rule"), READINGS)
def test_bounds_follow_the_table(text, low, best, high, approximate, vague, rule):
    """Only what the words name is given; the rest is None."""
    reading = read_count(text)
    assert reading is not None
    assert (reading.low, reading.best, reading.high) == (low, best, high)
    assert (reading.approximate, reading.vague, reading.rule) == (approximate, vague, rule)


@pytest.mark.parametrize("text", ["", "May 1", "14-year-old", "Ahmad", "two days", "14th", "5%"])
def test_no_number_of_people_reads_as_none(text):
    """None is unknown, never zero."""
    assert read_count(text) is None


_VOCABULARY = words(
    """
    $ % , - . 1 1,200 14 2021 9999999999999999 Afghan May a about an and at between
    civilians dozen dozens family few half hundred killed least million more of one or
    others people police several soldiers than the to two up were year-old –
    """
)
_WORDS = st.lists(
    st.sampled_from(sorted(_VOCABULARY | {"\n", "\u00a0", ""})),
    max_size=25,
).map(" ".join)


@given(st.one_of(st.text(max_size=200), _WORDS))
def test_found_counts_are_in_order_and_disjoint(text):
    """Whatever the text, spans are ordered, lie within it, and bounds do not cross."""
    end = 0
    for found in find_counts(text):
        assert end <= found.start <= found.qualifier_start <= found.number_start
        assert found.number_start < found.number_end <= found.end <= len(text)
        end = found.end


@given(st.one_of(st.text(max_size=100), _WORDS))
def test_read_count_never_raises_and_keeps_order(text):
    """Low <= best <= high, as far as they are given."""
    reading = read_count(text)
    if reading is not None:
        bounds = [n for n in (reading.low, reading.best, reading.high) if n is not None]
        assert bounds == sorted(bounds)


@pytest.mark.parametrize("text", ["nine officers", "14 officials", "two offenders"])
def test_a_noun_that_begins_like_of_is_a_noun(text: str) -> None:
    """No "of" in "officers"."""
    (found,) = find_counts(f"The blast killed {text} on Sunday.")
    assert found.of_people
