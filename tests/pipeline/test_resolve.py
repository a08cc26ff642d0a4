"""Resolving: counts to bounds, days to dates, places to codes, pronouns to names."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import (
    Article,
    Casualty,
    Count,
    Incident,
    Mention,
    Place,
    PolicyContext,
    Span,
    Statement,
    When,
)
from dateline.pipeline import resolve
from dateline.pipeline.resolve import Context
from dateline.pipeline.speakers import resolve_speakers
from dateline.survey import load_lexicon, survey

MONDAY = date(2024, 3, 11)
ENGLISH = load_lexicon("en")


def mention(words: str, start: int = 0) -> Mention:
    """Words as if they stood at `start`."""
    return Mention.at(Span(start=start, end=start + len(words), text=words))


def incident(**values: object) -> Incident:
    """An incident."""
    return Incident(kind="Attack").model_copy(update=values)


# --- counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("14 traders", 14, 14),
        ("at least 14 traders", 14, None),
        ("between five and seven people", 5, 7),
        ("three soldiers", 3, 3),
    ],
)
def test_counts_get_their_bounds(words: str, low: int, high: int | None) -> None:
    """As wide as the words, with the rule that gave them, and the words kept."""
    toll = Casualty(outcome="killed", count=Count(mention=mention(words)))
    resolved = resolve.resolve_incident(incident(casualties=(toll,)), Context(MONDAY))
    count = resolved.casualties[0].count
    assert (count.low, count.high) == (low, high)
    assert count.rule
    assert count.mention == mention(words)


def test_vague_words_are_marked() -> None:
    """Dozens are a convention and not a count."""
    toll = Casualty(outcome="killed", count=Count(mention=mention("dozens of people")))
    count = (
        resolve.resolve_incident(incident(casualties=(toll,)), Context(MONDAY)).casualties[0].count
    )
    assert count.vague
    assert count.best is None


def test_words_without_a_number_stay_unknown() -> None:
    """None is unknown, never zero."""
    toll = Casualty(outcome="killed", count=Count(mention=mention("the ferry")))
    count = (
        resolve.resolve_incident(incident(casualties=(toll,)), Context(MONDAY)).casualties[0].count
    )
    assert (count.low, count.best, count.high, count.rule) == (None, None, None, None)


# --- time ------------------------------------------------------------------------------------


def test_a_weekday_is_the_last_before_publication() -> None:
    """What was "on Saturday" in Monday's paper is the day before yesterday."""
    read = incident(when=When(mention=mention("on Saturday")))
    when = resolve.resolve_incident(read, Context(MONDAY)).when
    assert when is not None
    assert (when.start, when.end) == (date(2024, 3, 9), date(2024, 3, 9))
    assert (when.precision, when.resolved_against) == ("day", MONDAY)


def test_a_planned_incident_lies_ahead() -> None:
    """The next Saturday, then."""
    read = incident(when=When(mention=mention("on Saturday")), realis="planned")
    when = resolve.resolve_incident(read, Context(MONDAY)).when
    assert when is not None
    assert when.start == date(2024, 3, 16)


def test_without_a_publication_date_a_weekday_stays_open() -> None:
    """Nothing is guessed; a full date needs none."""
    open_ended = incident(when=When(mention=mention("on Saturday")))
    assert resolve.resolve_incident(open_ended, Context(None)) == open_ended
    full = incident(when=When(mention=mention("on 9 March 2024")))
    when = resolve.resolve_incident(full, Context(None)).when
    assert when is not None
    assert (when.start, when.resolved_against) == (date(2024, 3, 9), None)


@pytest.mark.parametrize(
    ("status", "day"),
    [
        ("announced", date(2024, 3, 15)),
        ("pending", date(2024, 3, 15)),
        ("missed", date(2024, 3, 8)),
    ],
)
def test_what_is_announced_lies_ahead_and_what_was_missed_behind(status: str, day: date) -> None:
    """Friday, by the item's status."""
    item = PolicyContext.model_validate(
        {
            "kind": "deadline",
            "what": mention("the deadline"),
            "status": status,
            "when": When(mention=mention("on Friday")),
        }
    )
    when = resolve.resolve_policy(item, Context(MONDAY), ENGLISH).when
    assert when is not None
    assert when.start == day


def test_an_item_without_a_time_is_left_alone() -> None:
    """There is nothing to resolve."""
    item = PolicyContext(kind="decision", what=mention("the council decided"))
    assert resolve.resolve_policy(item, Context(MONDAY), ENGLISH) is item


# --- places ----------------------------------------------------------------------------------


def test_a_known_place_gets_its_codes_and_an_unknown_one_keeps_its_words() -> None:
    """ISO codes where the words tell them, and no more."""
    kenya = resolve.resolve_incident(incident(place=Place(mention=mention("Kenya"))), Context(None))
    assert kenya.place is not None
    assert (kenya.place.country, kenya.place.geo_precision) == ("KE", 3)
    karsa = resolve.resolve_incident(incident(place=Place(mention=mention("Karsa"))), Context(None))
    assert karsa.place is not None
    assert karsa.place.mention == mention("Karsa")
    assert (karsa.place.country, karsa.place.admin1) == (None, None)


def test_the_countries_of_an_article_are_counted() -> None:
    """The one named most goes first; what is set aside is not counted."""
    text = "Kenya and Peru signed. Kenya will pay, Kenya said.\n\nPeru agreed."
    assert survey(Article(text=text)).countries == ("KE", "PE")
    menu = Article.from_text("Home > World > Africa\n\nThe river rose in the valley on Monday.")
    assert survey(menu).countries == ()


# --- speakers --------------------------------------------------------------------------------


def statements(*speakers: str | None) -> list[Statement]:
    """One statement of each speaker, in order."""
    return [
        Statement(
            kind="indirect",
            content=mention("so it was", 100 * n),
            speaker=mention(name, 100 * n + 50) if name else None,
        )
        for n, name in enumerate(speakers)
    ]


def names(*speakers: str | None) -> list[str | None]:
    """The names that the speakers resolve to."""
    found = resolve_speakers(statements(*speakers), ENGLISH)
    return [s.resolved_speaker.text if s.resolved_speaker else None for s in found]


@pytest.mark.parametrize("words", ["She", "he"])
def test_a_pronoun_is_the_source_named_last(words: str) -> None:
    """Where nothing shows that another is meant."""
    assert names("Omar Diaz", "Anna Bell", words) == [None, None, "Anna Bell"]


@pytest.mark.parametrize(
    ("speakers", "meant"),
    [
        (("Mr Diaz", "Mrs Bell", "he"), "Mr Diaz"),
        (("Anna Bell", "The Interior Ministry", "it"), "The Interior Ministry"),
        (("The Interior Ministry", "Anna Bell", "it"), None),
        (("Anna Bell", "the RSF", "she"), "Anna Bell"),
        (("Anna Bell", "It"), None),
        (("the RSF", "he"), None),
        (("a police spokesman", "she"), None),
        (("several residents", "Anna Bell", "they"), "several residents"),
        (("Anna Bell", "They"), None),
        (("Anna Bell", "The defence ministry", "the statement"), "The defence ministry"),
        (("The defence ministry", "Anna Bell", "the statement"), None),
        (("The defence ministry", "Anna Bell", "the ministry"), "The defence ministry"),
        (("Anna Bell", "the minister"), None),
        (("Anna Bell", "the statement"), None),
        (("Boko Haram", "Anna Bell", "the group"), "Boko Haram"),
        (
            ("Mediators from France and Peru", "Anna Bell", "the mediators"),
            "Mediators from France and Peru",
        ),
    ],
)
def test_a_pronoun_or_epithet_is_the_nearest_source_that_fits(
    speakers: tuple[str, ...], meant: str | None
) -> None:
    """In number, in gender where something shows it, in kind and in office."""
    assert names(*speakers)[-1] == meant


def test_an_office_is_whose_role_it_is() -> None:
    """The minister is the one whom the article calls so, not the one quoted last."""
    first, second, third = statements("Anna Bell", "Omar Diaz", "the minister")
    first = first.model_copy(update={"speaker_role": mention("the interior minister", 70)})
    found = resolve_speakers([first, second, third], ENGLISH)
    assert found[2].resolved_speaker is not None
    assert found[2].resolved_speaker.text == "Anna Bell"


def test_a_source_far_back_is_not_meant() -> None:
    """Too much stands between them."""
    first, second = statements("Anna Bell", "She")
    far = second.model_copy(update={"speaker": mention("She", 9000)})
    assert resolve_speakers([first, far], ENGLISH)[1].resolved_speaker is None


def test_two_of_one_surname_are_not_told_apart() -> None:
    """Unless a title does it."""
    assert names("Anna Bell", "Omar Bell", "Bell")[-1] is None


def test_a_surname_is_the_full_name_before_it() -> None:
    """Not the source named last."""
    assert names("Anna Bell", "Omar Diaz", "Bell") == [None, None, "Anna Bell"]
    assert names("Anna Bell", "Mrs Bell") == [None, "Anna Bell"]


def test_an_inferred_name_has_its_reason_and_its_antecedents_place() -> None:
    """It is marked as inferred, and points at the words it is taken from."""
    first, second = resolve_speakers(statements("Anna Bell", "She"), ENGLISH)
    name = second.resolved_speaker
    assert name is not None
    assert (name.inferred, name.found_by) == (True, "parser")
    assert name.reason
    assert "'She'" in name.reason
    assert first.speaker is not None
    assert name.spans == first.speaker.spans
    assert second.speaker is not None
    assert second.speaker.text == "She"


@pytest.mark.parametrize(
    "speakers",
    [
        ("She",),  # nobody before
        ("Anna Bell", "They"),  # one is not several
        ("Anna Bell", "Omar Diaz"),
        ("Anna Bell", "Campbell"),  # part of a word
        ("Anna Bell", None),
        (None, None),
    ],
)
def test_where_nothing_shows_who_is_meant_nothing_is_resolved(
    speakers: tuple[str | None, ...],
) -> None:
    """A gap is better than a guess."""
    assert names(*speakers) == [None] * len(speakers)


def test_what_the_model_resolved_stands() -> None:
    """The rule does not write over it."""
    first, second = statements("Anna Bell", "She")
    told = second.model_copy(update={"resolved_speaker": mention("Sara Lind", 900)})
    assert resolve_speakers([first, told], ENGLISH)[1] == told


def test_a_pronoun_behind_a_surname_is_the_surnames() -> None:
    """Bell was named last, not Diaz."""
    assert names("Anna Bell", "Omar Diaz", "Bell", "She")[-1] == "Anna Bell"
