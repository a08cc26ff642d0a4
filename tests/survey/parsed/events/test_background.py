"""What is told beside the news: past deeds, threats, plots; and what is none of them."""

from datetime import date

import pytest

from dateline.models import Article, Incident
from dateline.survey import survey
from dateline.syntax import load_parser

PUBLISHED = date(2024, 3, 11)


def background(text: str) -> tuple[Incident, ...]:
    """The parser's records of what a text tells beside the news."""
    return survey(Article.from_text(text, published=PUBLISHED), load_parser()).parser_background


# A sentence; how it tells; the kind; who or what is hit; the tolls.
TOLD = [
    (
        "In 2017, a truck bomb outside the same mill killed nine people.",
        "historical",
        "Remote explosive/landmine/IED",
        ["people"],
        ["nine people"],
    ),
    (
        "In May 2019, a weaver died in Orsk Street when police opened fire on a picket.",
        "historical",
        "Excessive force against protesters",
        ["a picket"],
        ["a weaver"],
    ),
    (
        "A rumour that an officer had been stabbed in Karsa proved baseless.",
        "denied",
        "Attack",
        ["an officer"],
        ["an officer"],
    ),
    (
        "A colonel said the war game had let raiders attack the airport, with 200 defenders dead.",
        "hypothetical",
        "Attack",
        ["defenders", "the airport"],
        ["200 defenders"],
    ),
    (
        "The Kesh Front has threatened to shoot the hostages in Dol.",
        "threatened",
        "Attack",
        ["the hostages"],
        [],
    ),
    (
        "Leaflets left at their doors warned that their houses would be burned.",
        "threatened",
        "Looting/property destruction",
        ["their houses"],
        [],
    ),
    (
        "Two brothers plotted to blow up a railway station in Velm, the indictment says.",
        "planned",
        "Remote explosive/landmine/IED",
        ["a railway station"],
        [],
    ),
    (
        "The ministry denied a report that a checkpoint at Karsa had been shelled overnight.",
        "denied",
        "Shelling/artillery/missile attack",
        ["a checkpoint"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "realis", "kind", "targets", "tolls"), TOLD)
def test_what_is_no_news_is_recorded_as_it_is_told(
    text: str, realis: str, kind: str, targets: list[str], tolls: list[str]
) -> None:
    """Each with its kind, who is hit and how many, on its own sentence."""
    [record] = background(text)
    assert (record.realis, record.kind) == (realis, kind)
    assert [t.mention.text for t in record.targets] == targets
    assert [c.count.mention.text for c in record.casualties] == tolls
    assert {c.realis for c in record.casualties} <= {realis}
    assert [s.text for s in record.evidence] == [text]
    assert record.found_by == "parser"


NOTHING = [
    "Gunmen killed four traders near Karsa on Saturday.",  # news
    "The army fears that rebels will attack the bridge.",
    "The United Nations warned that an assault on Dol would kill thousands.",
    "The rebels denied shelling the market.",  # the accused's word changes nothing
    "Rebels have killed 300 villagers since 2015.",  # a sum over many events
    "Hundreds of people were killed in the war of 1992.",
    "In 2016, the senator attacked the idea of a toll.",
    "She was accused of killing two nurses in 2012.",  # a court's matter
    "The navy denied that it had uncovered a plot to murder the mayor.",
    "“We will kill every judge in Velm,” the letter said.",  # a statement
    "Would they plan to bomb the station?",
    "The novel tells how soldiers shot two monks in Dol in 2018.",
    "Troops frequently shelled the town in 2020.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_fear_a_sum_a_figure_of_speech_or_the_news_is_no_background(text: str) -> None:
    """None of them is told plainly enough."""
    assert background(text) == ()


def test_a_headline_and_its_report_tell_one_plot() -> None:
    """What both say is hit makes them one."""
    [record] = background(
        "Court hears of plan to bomb flower market\n\n"
        "Three men planned to blow up a flower market in Velm, prosecutors said."
    )
    assert len(record.evidence) == 2


def test_a_place_is_named_without_the_date_behind_it() -> None:
    """The place finder takes the month for a part of the name."""
    [record] = background(
        "A baker was shot dead outside his home in Cali in March 2019 by robbers."
    )
    assert record.place is not None
    assert record.place.mention.text == "Cali"


def test_what_is_told_beside_the_news_changes_nothing_of_the_news() -> None:
    """The incidents stay one-to-one with those that were sighted."""
    text = (
        "Gunmen killed four traders near Karsa on Saturday.\n\n"
        "In 2017, a truck bomb outside the same mill killed nine people."
    )
    found = survey(Article.from_text(text, published=PUBLISHED), load_parser())
    assert [i.realis for i in found.parser_incidents] == ["actual"]
    assert len(found.parser_incidents) == len(found.incidents)
    assert [i.realis for i in found.parser_background] == ["historical"]


def test_patterns_alone_tell_of_no_background() -> None:
    """It takes a tree to tell a threat from a deed."""
    article = Article.from_text(TOLD[0][0], published=PUBLISHED)
    assert survey(article).parser_background == ()
