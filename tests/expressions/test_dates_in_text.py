"""Dates where they stand: what the sentence around an expression says of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.expressions.date_forms import RULES, Rule
from dateline.expressions.dates import _ANY, find_dates, resolve_in
from dateline.expressions.lexicon import words

WEDNESDAY = date(2021, 6, 9)

# The expression stands between brackets, which are not part of the text.
AHEAD = [
    ("The two sides will meet on [Friday] in Doha.", "2021-06-11"),
    ("On [Friday], the two sides will meet in Doha.", "2021-06-11"),
    ("Lara Venn is likely to appear in court [Monday].", "2021-06-14"),
    ("Tolls rose in the days before the vote on [Sunday].", "2021-06-13"),
    ("The party wants him gone before the [September 5] election.", "2021-09-05"),
    ("“We’ll be marching on [Saturday],” Odu Kesi said.", "2021-06-12"),
    ("Rebels vowed to march on the town on [Saturday].", "2021-06-12"),
    ("They have promised to leave by the summit in [October].", "2021-10-01"),
    ("On [Sunday], the three provinces hold elections.", "2021-06-13"),
    ("The campaign will visit Kano and Lagos on [Saturday], the radio reported.", "2021-06-12"),
    ("Two men are vying for the seat in the [Nov. 8] election.", "2021-11-08"),
    ("She wants a man who can win in [November].", "2021-11-01"),
    ("And on [Monday], the friends he invited will gather.", "2021-06-14"),
    ("Some will turn against him at a contested congress in [October].", "2021-10-01"),
    ("Odu Kesi fears the looming duel in [October].", "2021-10-01"),
    ("It would leave the matter to the assembly in [October].", "2021-10-01"),
    ("The mine closed, but the union must decide by [November 8].", "2021-11-08"),
]
BACK = [
    ("The two sides met on [Friday] in Doha.", "2021-06-04"),
    ("Gen. Amo Tarr said [Monday] that troops will leave.", "2021-06-07"),
    ("He told the radio on [Monday] that troops will leave.", "2021-06-07"),
    ("In a [Monday] interview, she promised that troops will go.", "2021-06-07"),
    ("The convoy that will bring the food left on [Friday].", "2021-06-04"),
    ("Shells hit the market on [Saturday], and the mayor will visit.", "2021-06-05"),
    ("Police arrested him in [October], before the trial.", "2020-10-01"),
    ("Ahead of the [June 1] contests, he wooed the villages.", "2021-06-01"),
    ("It will be hard, but possible after [Monday]'s victory.", "2021-06-07"),
    ("Raiders open fire on [Monday] morning through the smoke.", "2021-06-07"),
    ("Talks have to go on, as they have since [October].", "2020-10-01"),
    ("Everybody who is to be freed was captured on [May 30].", "2021-05-30"),
]
# In December, the next month and the one of the new year are near, and what happened is past.
DECEMBER = date(2021, 12, 10)
OVER_NEW_YEAR = [
    ("Since [January], raids have emptied nine villages.", "2021-01-01"),
    ("Nine people have drowned since [February 3], the mayor said.", "2021-02-03"),
    ("The bridge fell in [January].", "2021-01-01"),
    ("On [January 12] gunmen raided the ferry.", "2021-01-12"),
    ("The new bridge will open in [January].", "2022-01-01"),
    ("The vote is planned for [January 12].", "2022-01-12"),
    ("The [January 12] deadline worries the villages.", "2022-01-12"),
    ("Both hoped to shine at the congress [Jan. 9], and fell out on the way.", "2022-01-09"),
]


def _at(marked, published=WEDNESDAY):
    start = marked.index("[")
    end = marked.index("]") - 1
    return resolve_in(marked.replace("[", "").replace("]", ""), start, end, published)


@pytest.mark.parametrize(("marked", "start"), AHEAD + BACK)
def test_the_verbs_around_tell_past_from_future(marked, start):
    """A weekday or a month is the coming one where the clause looks ahead."""
    resolved = _at(marked)
    assert resolved is not None
    assert str(resolved.start) == start


@pytest.mark.parametrize(("marked", "start"), OVER_NEW_YEAR)
def test_near_the_years_end_the_verbs_tell_which_year(marked, start):
    """A month that is near is the coming one, but not where the clause tells of the past."""
    resolved = _at(marked, DECEMBER)
    assert resolved is not None
    assert str(resolved.start) == start


@pytest.mark.parametrize(
    ("marked", "start", "precision"),
    [
        ("It fell on Monday. Police came [the next day].", "2021-06-08", "day"),
        ("It fell on May 3, 2019. [Two days later], it was retaken.", "2019-05-05", "day"),
        ("She fled on Saturday, and [the day before], her house burned.", "2021-06-04", "day"),
        ("They met on Monday and parted later [that day].", "2021-06-07", "day"),
        ("They met on Monday. They ate on the same day. All left [that night].",
         "2021-06-07", "day"),
        ("Fighting began in 2012. [The following year] the town fell.", "2013-01-01", "year"),
        ("In his 2004 speech, he praised the chief of [that year].", "2004-01-01", "year"),
        ("It began in March 2019. [A month later] the road was cut.", "2019-04-01", "month"),
        ("He lost the vote of 1972. That [November] he left.", "1972-11-01", "month"),
        ("It fell on Saturday. Police said Monday that [the next day] was calm.",
         "2021-06-06", "day"),
    ],
)  # fmt: skip
def test_a_reference_goes_back_to_the_nearest_fitting_date(marked, start, precision):
    """The next day after the day that was named, not after publication."""
    resolved = _at(marked)
    assert resolved is not None
    assert (str(resolved.start), resolved.precision) == (start, precision)


@pytest.mark.parametrize(
    "marked",
    [
        "Police came [the next day].",
        "It fell on Monday. That was [two days after] the vote.",
        "It fell in spring 2019. Police came [the next day].",
        "It began [several days ago].",
    ],
)
def test_a_reference_to_nothing_stays_open(marked):
    """No day is made up where none was named."""
    assert _at(marked) is None


def test_a_reference_to_an_unresolved_day_stays_open():
    """Not passed over for one further back."""
    assert _at("In 2019 all was calm. On 3 May it fell. Police came [the next day].", None) is None


@pytest.mark.parametrize(
    ("marked", "start"),
    [
        ("“I wept with joy [today],” Ima Sol wrote on Sunday.", "2021-06-06"),
        ("''I lost it [yesterday],'' he told the radio on Sunday.", "2021-06-05"),
        ("On Sunday, he said: \"We leave [tonight].\"", "2021-06-06"),
        ("“I wept with joy [today],” Ima Sol said.", "2021-06-09"),
        ("He fled on Sunday. “I wept [today],” Ima Sol said.", "2021-06-09"),
    ],
)  # fmt: skip
def test_today_in_a_quotation_is_the_day_of_the_words(marked, start):
    """Where the sentence tells when they were said."""
    resolved = _at(marked)
    assert resolved is not None
    assert str(resolved.start) == start


@pytest.mark.parametrize(
    "text",
    [
        "It is a ruin even today.",
        "Bread is cheaper today than in the war.",
        "Odu Kesi of the Coalition to Stop Fees and March on the Square spoke.",
        "Peace seems even more distant today.",
        "Nobody planned for the port to be what it has become today.",
        "Roads were safer then than they are today.",
        "They hope that tomorrow may be brighter.",
        "They fight for a better tomorrow.",
        "You had better find a doctor, and find one yesterday.",
        "We need help yesterday.",
    ],
)
def test_our_times_are_no_day(text):
    """No date in "than today", "a better tomorrow", "find one yesterday"."""
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("More shells fell on the town today.", "today"),
        ("Talks resume tomorrow.", "tomorrow"),
        ("The army says it had to fire yesterday.", "yesterday"),
        ("They should have left yesterday.", "yesterday"),
        ("The need for aid was told yesterday.", "yesterday"),
        ("Tomorrow will be a Monday like others.", "Tomorrow"),
    ],
)
def test_days_are_still_days(text, word):
    """The same words where they are meant as they stand."""
    assert [text[f.start : f.end] for f in find_dates(text)][:1] == [word]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("his 2004 speech", ["2004"]),
        ("the 2016 presidential election", ["2016"]),
        ("The 2001 soldiers marched.", []),
        ("a 2000 dollar bill", []),
    ],
)
def test_a_year_before_what_happened_in_it(text, found):
    """A year is one before a word for an event, and a number before others."""
    assert [text[f.start : f.end] for f in find_dates(text)] == found


def test_a_day_takes_its_year_from_a_full_mention():
    """Where the day of publication is unknown, and the article names the day with one year."""
    text = "Odu Kesi came on April 15, 1995. He went on April 15 to the shop."
    start = text.rindex("April")
    resolved = resolve_in(text, start, start + 8, None)
    assert resolved is not None
    assert resolved.start == date(1995, 4, 15)
    assert resolve_in(text.replace("1995", ""), start - 4, start + 4, None) is None


@pytest.mark.parametrize(
    ("marked", "start", "end"),
    [
        ("It will cost a billion over [the next decade].", "2021-06-09", "2031-06-09"),
        ("[This weekend] talks will be held.", "2021-06-12", "2021-06-13"),
        ("The [1970's] were hard.", "1970-01-01", "1979-12-31"),
    ],
)
def test_lengths_and_weekends(marked, start, end):
    """Ranges around the day of publication, and decades."""
    resolved = _at(marked)
    assert resolved is not None
    assert (str(resolved.start), str(resolved.end)) == (start, end)


def test_this_weekend_on_a_monday_is_the_one_just_past():
    """Unless something is still to come."""
    monday = date(2021, 6, 7)
    past = _at("Shells fell on the town [this weekend].", monday)
    ahead = _at("The sides will meet [this weekend].", monday)
    assert past is not None
    assert ahead is not None
    assert (past.start, ahead.start) == (date(2021, 6, 5), date(2021, 6, 12))


_VOCABULARY = words(
    """
    2019 3 9999 May Monday Sept. U.S. before day days decade in later meet next night of on said
    same that the this today two was weekend will year yesterday “ ” " '' . ,
    """
)


# dateparser loads its languages on first use, which is longer than the deadline.
@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(_VOCABULARY), "\n"]), max_size=25).map(" ".join),
    st.one_of(st.none(), st.dates()),
)
def test_resolve_in_never_raises(text, published):
    """Any text: a range in order, or None, and twice the same."""
    for found in find_dates(text):
        resolved = resolve_in(text, found.start, found.end, published)
        assert resolved is None or resolved.start <= resolved.end
        assert resolved == resolve_in(text, found.start, found.end, published)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.words[:24])
def test_every_form_is_tried_where_it_stands(rule: Rule) -> None:
    """The quick look at a word passes over none that opens an expression, whatever its form."""

    # Of a pattern with look-arounds most of what is drawn is thrown away.
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much],
    )
    @given(st.from_regex(rule.pattern, fullmatch=True))
    def tried(expression: str) -> None:
        # At the end of the words: some forms look at what follows.
        if rule.pattern.fullmatch(expression) and expression[-1:].isalnum():
            found = _ANY.match(expression)
            assert found is not None
            assert found.end() > 0

    tried()
