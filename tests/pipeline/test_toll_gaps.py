"""Tolls that no record holds, and those that may be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from dateline.expressions.counts import read_count
from dateline.models import Actor, Article, Casualty, Count, Incident, Mention
from dateline.models.vocabulary import Outcome, Realis
from dateline.pipeline import audit
from dateline.pipeline.records import Records
from dateline.pipeline.toll_doubts import doubts
from dateline.pipeline.toll_gaps import missed_tolls
from dateline.survey import survey
from dateline.syntax import SyntaxParser, load_parser, missing_parser


@dataclass(frozen=True)
class Told:
    """A record that holds these counts, of people of one outcome.

    Attributes:
        counts: Their words.
        targets: The words of those aimed at.
        sentences: The numbers of the paragraphs that it rests on; all, where there are none.
    """

    counts: Sequence[str] = ()
    sentences: Sequence[int] = ()
    outcome: Outcome = "killed"
    realis: Realis = "actual"
    targets: Sequence[str] = ()

    def record(self, article: Article) -> Incident:
        """The record."""
        evidence = [article.paragraphs[n] for n in self.sentences] or article.paragraphs
        return Incident(
            kind="Attack",
            realis=self.realis,
            evidence=tuple(evidence),
            targets=tuple(self._target(words, article) for words in self.targets),
            casualties=tuple(self._toll(words, article) for words in self.counts),
        )

    def _target(self, words: str, article: Article) -> Actor:
        span = article.locate(words)
        assert span is not None
        return Actor(mention=Mention.at(span), actor_kind="Civilians")

    def _toll(self, words: str, article: Article) -> Casualty:
        span = article.locate(words)
        assert span is not None
        reading = read_count(words)
        bounds = (reading.low, reading.best, reading.high) if reading else (1, 1, 1)
        count = Count(mention=Mention.at(span), low=bounds[0], best=bounds[1], high=bounds[2])
        return Casualty(outcome=self.outcome, count=count)


def gaps(text: str, *told: Told, parser: SyntaxParser | None = None) -> list[tuple[str, str]]:
    """Words and severity of the tolls that no record holds."""
    article = Article(text=text, published=date(2024, 3, 11))
    records = Records(tuple(t.record(article) for t in told))
    found = audit.find_gaps(survey(article, parser), records)
    return [(g.span.text, g.severity) for g in found if "toll" in g.what]


def doubted(
    text: str, *told: Told, parser: SyntaxParser | None = None
) -> dict[str, tuple[str, ...]]:
    """The words of the tolls that no record holds, each with the doubts on it."""
    article = Article(text=text, published=date(2024, 3, 11))
    seen, records = survey(article, parser), Records(tuple(t.record(article) for t in told))
    missed = missed_tolls(seen, audit.tolls_to_hold(seen, records), records.incidents)
    return {m.toll.count.text: tuple(doubts(m)) for m in missed}


def test_vague_words_for_a_number_that_is_held_are_no_gap() -> None:
    """Of 41 one may say "dozens", not of six."""
    text = "Gunmen killed 41 farmers near Karsa on Saturday.\n\nThe raid killed dozens of farmers."
    assert gaps(text, Told(["41 farmers"])) == []
    few = "Gunmen killed six farmers near Karsa on Saturday.\n\nThe raid killed dozens of farmers."
    assert gaps(few, Told(["six farmers"])) == [("dozens of farmers", "warning")]


def test_one_killed_here_and_one_there_are_two() -> None:
    """One person covers another only by the same noun."""
    text = "Gunmen killed a farmer near Karsa on Saturday.\n\nThe gunmen also killed a nurse there."
    assert gaps(text, Told(["a farmer"])) == [("a nurse", "warning")]


def test_a_weak_reading_is_information() -> None:
    """A noun that no list holds may be a thing."""
    text = "Gunmen killed 12 farmers and three Dogon near Karsa on Saturday."
    assert gaps(text, Told(["12 farmers"])) == [("three Dogon", "info")]


def test_who_is_told_of_after_a_total_may_be_one_of_it() -> None:
    """The driver who died is one of "the dead were now two"."""
    text = (
        "Gunmen attacked Karsa on Saturday; the dead were now two, a driver having died of wounds."
    )
    assert doubted(text, Told(["two"])) == {"a driver": ("detail",)}


def test_what_a_headline_sums_up_is_information() -> None:
    """The record holds the words of the text."""
    text = "Raid on Karsa kills two\n\nGunmen killed an imam and his son near Karsa on Saturday."
    assert ("two", "warning") not in gaps(text, Told(["an imam"]))


def test_the_end_of_a_range_is_the_range() -> None:
    """Of "between 15 and 19" another may say "up to 19"."""
    text = (
        "Gunmen killed between 15 and 19 farmers near Karsa on Saturday.\n\n"
        "The raid killed up to 19 farmers."
    )
    assert gaps(text, Told(["between 15 and 19 farmers"])) == []


def test_two_more_are_not_the_two_of_before() -> None:
    """Who died besides is somebody else, though the number is the same."""
    text = (
        "Gunmen killed two farmers near Karsa on Saturday.\n\n"
        "Two more farmers were killed near Karsa in the night."
    )
    assert gaps(text, Told(["two farmers"])) == [("Two more farmers", "warning")]


needs_parser = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


@needs_parser
def test_some_of_those_told_of_together_are_not_all() -> None:
    """A record with the ruler alone lacks his relatives."""
    text = "Gunmen killed a ruler and three of his relatives near Karsa on Saturday."
    words = "a ruler and three of his relatives"
    parser = load_parser()
    assert gaps(text, Told(["a ruler"]), parser=parser) == [(words, "warning")]
    assert gaps(text, Told(["a ruler", "three of his relatives"]), parser=parser) == []


@needs_parser
def test_who_is_named_may_be_one_of_those_counted() -> None:
    """A name is a gap only where no toll of the record can mean it."""
    text = "Gunmen killed nine farmers near Karsa; Sergeant Omar Dahl was shot dead by the raiders."
    assert gaps(text, Told(["nine farmers"]), parser=load_parser()) == []
    other = "Gunmen wounded nine farmers near Karsa; Sergeant Omar Dahl was shot dead on Saturday."
    found = gaps(other, Told(["nine farmers"], outcome="wounded"), parser=load_parser())
    assert found == [("Sergeant Omar Dahl", "warning")]


@needs_parser
def test_a_name_that_a_verb_hangs_on_is_no_doubt() -> None:
    """By a surname alone too, or as "the soldier"."""
    text = "Gunmen raided the mill on Sunday and abducted Okello."
    assert gaps(text, Told(), parser=load_parser()) == [("Okello", "warning")]
    text = "Gunmen raided the mill on Sunday and shot the soldier jailed in May."
    assert ("the soldier", "warning") in gaps(text, Told(), parser=load_parser())


@needs_parser
def test_those_looked_for_are_no_part_of_a_number_told_before() -> None:
    """The crew are others than the porters."""
    text = "Rebels raided the dock. Five porters are missing. Divers searched for 12 crew."
    told = Told(["Five porters"], outcome="missing")
    assert gaps(text, told, parser=load_parser()) == [("12 crew", "warning")]


@needs_parser
def test_a_sum_since_long_ago_is_information() -> None:
    """It is of many events, and no toll of the news."""
    text = (
        "Gunmen killed 12 farmers near Karsa on Saturday. "
        "Raiders have killed 41 farmers there since January."
    )
    assert gaps(text, Told(["12 farmers"]), parser=load_parser()) == [("41 farmers", "info")]


@needs_parser
def test_a_number_counts_those_who_are_named_later() -> None:
    """Who is named before it, by somebody else's account, is not known to be one of them."""
    text = "Sergeant Omar Dahl was shot dead.\n\nThe rebels spoke of seven dead in Karsa."
    told = Told(["seven dead"])
    assert ("Sergeant Omar Dahl", "warning") in gaps(text, told, parser=load_parser())
    after = "The rebels spoke of seven dead in Karsa.\n\nSergeant Omar Dahl was shot dead."
    assert gaps(after, told, parser=load_parser()) == []


@needs_parser
def test_someone_may_be_who_is_named_later_and_nobody_named_before() -> None:
    """A man is killed, and then has a name; he who is hurt after somebody named is another."""
    text = "A man was killed in Karsa.\n\nOmar Dahl was shot dead at noon."
    assert gaps(text, Told(["Omar Dahl"]), parser=load_parser()) == [("A man", "info")]
    after = "Omar Dahl was shot dead at noon.\n\nA man was killed in Karsa."
    assert gaps(after, Told(["Omar Dahl"]), parser=load_parser()) == [("A man", "warning")]


@needs_parser
@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("A mob thrashed a driver.", ("one of more",)),
        ("A mob thrashed a second driver.", ()),
    ],
)
def test_someone_may_be_one_of_several_and_no_figure_is(second: str, why: tuple[str, ...]) -> None:
    """Nor is one who is told of as another."""
    text = "Gunmen killed nine people.\n\nThe army admits one fatality."
    figure = gaps(text, Told(["nine people"]), parser=load_parser())
    assert figure == [("one fatality", "warning")]
    text = f"Stones hurt nine people.\n\n{second}"
    told = Told(["nine people"], outcome="wounded")
    assert [*doubted(text, told, parser=load_parser()).values()] == [why]


@needs_parser
def test_what_is_long_ago_is_dated_by_its_month_and_no_sum() -> None:
    """Where a record of the past rests on the sentence."""
    text = "In November 2007 riot police injured more than 500 demonstrators on this avenue."
    past, news = Told(realis="historical"), Told()
    assert gaps(text, past, parser=load_parser()) == [("more than 500 demonstrators", "warning")]
    assert gaps(text, news, parser=load_parser()) == [("more than 500 demonstrators", "info")]


def test_a_headline_does_not_stand_for_the_text() -> None:
    """Where both give one number the text's is the gap."""
    text = "Toll rises to 17\n\nThe toll rose to 17 after three of the injured died in Karsa."
    assert gaps(text, Told(["three"])) == [("17", "warning")]


def test_the_same_number_of_another_incident_does_not_stand_for_it() -> None:
    """Three who were killed in one raid are not the three of the next."""
    text = (
        "Gunmen killed three farmers near Karsa on Saturday.\n\n"
        "On Sunday a bomb killed three soldiers in Velm."
    )
    raid, bomb = Told(["three farmers"], [0]), Told((), [1])
    assert gaps(text, raid, bomb) == [("three soldiers", "warning")]


@needs_parser
def test_someone_in_a_quotation_may_be_whom_the_report_tells_of() -> None:
    """Whoever speaks of him calls him by other words."""
    text = (
        "A teacher was beaten to death in Karsa.\n\n"
        "The mayor accused his rivals of ‘killing a good man to blacken my name’."
    )
    found = doubted(text, Told(["A teacher"]), parser=load_parser())
    assert found == {"a good man": ("retold",)}


@needs_parser
def test_of_whom_each_is_told_apart_no_sum_is_missed() -> None:
    """One of the two died and the other is blind: they were shot, and are counted already."""
    text = "Bandits shot two boys at Karsa.\n\nOne of the boys died. The other lost an eye."
    dead, blind = Told(["One of the boys"]), Told(["The other"], outcome="wounded")
    article = Article(text=text)
    tolls = (*dead.record(article).casualties, *blind.record(article).casualties)
    record = dead.record(article).model_copy(update={"casualties": tolls})
    seen = survey(article, load_parser())
    (left,) = missed_tolls(seen, audit.tolls_to_hold(seen, Records((record,))), [record])
    assert (left.toll.count.text, *doubts(left)) == ("two boys", "told as part")


def test_fewer_in_a_sentence_that_no_record_rests_on_may_be_some_of_them() -> None:
    """Of the 14 dead, 11 were brought to his ward."""
    text = (
        "A bomb killed 14 people in Karsa on Monday.\n\n"
        "Dr Waseem Dar said that 11 bodies lay at his hospital after the bomb."
    )
    assert doubted(text, Told(["14 people"], [0])) == {"11 bodies": ("part, elsewhere",)}


@needs_parser
def test_those_of_a_total_that_has_risen_are_information() -> None:
    """A record that holds the new total holds them too; without it they are its toll."""
    text = (
        "Two teenagers were pulled dead from the ruins on Tuesday, raising to seven the number of "
        "those killed in the strike."
    )
    assert gaps(text, Told(["seven"]), parser=load_parser()) == [("Two teenagers", "info")]
    found = gaps(text, Told(["those"], outcome="wounded"), parser=load_parser())
    assert ("Two teenagers", "warning") in found


@needs_parser
@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        (
            "Raiders shot dead Private Omar Dahl near Karsa; five of the raiders were killed.",
            "Private Omar Dahl",
            "five of the raiders",
        ),
        (
            "Captain Omar Dahl was killed near Karsa on Saturday, along with nine farmers.",
            "Captain Omar Dahl",
            "nine farmers",
        ),
    ],
)
def test_a_number_behind_somebody_named_may_be_of_others(text: str, name: str, held: str) -> None:
    """A semicolon and "along with" set them apart."""
    assert (name, "warning") in gaps(text, Told([held]), parser=load_parser())


@needs_parser
def test_who_died_is_none_of_those_who_were_led_away() -> None:
    """What is not sure of a toll's outcome is no ground to take him for one of them."""
    text = (
        "Rebels took away six farmers in Karsa; five came back after forty days, and Camila Oro, "
        "29, died in captivity of a fever."
    )
    held = Told(["six farmers"], outcome="captured")
    assert ("Camila Oro", "warning") in gaps(text, held, parser=load_parser())
