"""The parts of a report: its items, its asides to other places, and whose toll stands in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline import Extractor, Settings
from dateline.models import Article, Incident
from dateline.survey import survey
from dateline.survey.discourse import load_discourse
from dateline.syntax import load_parser, missing_parser

pytestmark = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")

PUBLISHED = date(2024, 3, 11)  # a Monday


def read(*paragraphs: str) -> list[Incident]:
    """The incidents that the parser alone reads in a report, with their days."""
    extractor = Extractor("parser", settings=Settings(coders="parser"))
    text = "\n\n".join(paragraphs)
    found = extractor.extract(Article.from_text(text, published=PUBLISHED)).incidents
    return sorted(found, key=lambda i: i.evidence[0].start)


def tolls(incident: Incident) -> list[tuple[str, int | None]]:
    """The outcomes and numbers of an incident."""
    return sorted((c.outcome, c.count.low or c.count.best) for c in incident.casualties)


HEADLINE = "Gunmen kill nine in Karsa"
LEAD = "Gunmen killed nine traders in Karsa on Saturday, the governor said."


def test_what_a_paragraph_left_for_another_place_tells_is_no_toll_of_the_first() -> None:
    """Also where no word of the sentence that leaves is known as a deed's."""
    first, second = read(
        HEADLINE,
        LEAD,
        "In Velm, in Dol province, two camps went at each other with oars at noon on Sunday. "
        "Police fired shots to part them; 26 people were wounded.",
    )
    assert tolls(first) == [("killed", 9)]
    assert tolls(second) == [("wounded", 26)]
    assert second.place is not None
    assert second.place.mention.text.startswith("Velm")
    assert second.when is not None
    assert second.when.start == date(2024, 3, 10)


def test_a_ministry_that_speaks_elsewhere_leaves_no_place() -> None:
    """Where something was said is not where something was."""
    (only,) = read(
        HEADLINE,
        LEAD,
        "In Lenz, the interior ministry put the toll at 11. Four others were wounded, it said.",
    )
    assert tolls(only) == [("killed", 9), ("killed", 11), ("wounded", 4)]


def test_items_with_labels_share_no_tolls() -> None:
    """The cities of a round-up, each in capitals."""
    found = read(
        "Unrest, town by town",
        "KARSA.  Soldiers fired into a crowd on Saturday and killed two demonstrators.",
        "VELM.  Nobody was at work. Health officials speak of 12 people with head injuries.",
    )
    assert [tolls(i) for i in found] == [[("killed", 2)]]


def test_a_live_report_takes_what_it_is_about_as_known() -> None:
    """An entry without a place is of the incident of the headline."""
    (only,) = read(
        "Karsa siege live: gunmen kill nine at hotel in Karsa",
        "14.32",
        "Ambulance crews say 11 bodies have been brought to the mortuary.",
        "13.05",
        "The airport has been closed, the ministry says.",
    )
    assert ("killed", 11) in tolls(only)


@pytest.mark.parametrize(
    "opening",
    ["Hours earlier, a bomb", "Elsewhere, on Sunday, a bomb", "The day before, a bomb"],
)
def test_what_opens_another_incident(opening: str) -> None:
    """By when it was, or as what was done in return."""
    found = read(
        HEADLINE,
        LEAD,
        f"{opening} ripped through a minibus of cotton pickers. Two women died on the spot.",
    )
    assert [tolls(i) for i in found] == [[("killed", 9)], [("killed", 2)]]


def test_the_attackers_go_on_with_the_incident() -> None:
    """They say when and where it was, whatever they did there."""
    (only,) = read(
        "Gunmen behead ferryman in the north",
        "Gunmen beheaded a ferry operator in a raid on a landing in the north, the governor said.",
        "The raiders came out of the forest at Namiune around 3 a.m. on Saturday.",
    )
    assert only.when is not None
    assert only.when.start == date(2024, 3, 9)
    assert only.place is not None
    assert only.place.mention.text == "Namiune"


def test_the_carnage_started_on_a_day() -> None:
    """A clause that only says when it was gives the day."""
    (only,) = read(
        "Prisoners slaughtered in Karsa jail",
        "Fifteen prisoners were hacked to death in the jail of Karsa, the prison service said.",
        "The carnage started on Thursday at lock-down.",
    )
    assert only.when is not None
    assert only.when.start == date(2024, 3, 7)


def test_a_headline_and_its_lead_are_one_incident() -> None:
    """Whatever names the two have for the place."""
    (only,) = read(
        "Soldiers hurt, one dead as lorry hits landmine in Lamu",
        "Four soldiers were wounded when their lorry struck a landmine near Kiunga on Saturday.",
    )
    assert len(only.evidence) == 2


def test_a_headlines_toll_stands_once() -> None:
    """Its bounds are those of the text."""
    (only,) = read(
        "Air raid on lorries near Karsa kills up to 19",
        "Warplanes bombed lorries near Karsa on Saturday, and between 15 and 19 fighters died.",
    )
    assert len(only.casualties) == 1


def test_last_months_attack_is_the_past() -> None:
    """Its toll is none of what was told before it."""
    news, past = read(
        "Bomb defused in Velm",
        "Police defused a bomb near the railway at Velm on Saturday evening, officials said.",
        "A similar attack on the same road last month claimed the lives of four labourers.",
    )
    assert news.casualties == ()
    assert past.realis == "historical"
    assert tolls(past) == [("killed", 4)]


def test_what_is_said_after_of_the_past_is_of_the_past() -> None:
    """Also the toll that the next sentence tells."""
    news, past = read(
        HEADLINE,
        LEAD,
        "Last November, 31 worshippers were abducted from a mosque at Dol. "
        "All but two, who died in captivity, came home after 40 days.",
    )
    assert tolls(news) == [("killed", 9)]
    assert tolls(past) == [("captured", 31), ("killed", 2)]


def test_what_came_of_a_deed_is_of_it() -> None:
    """A stampede that followed is no accident of its own, and what follows it is the deed's."""
    (only,) = read(
        "Two shot dead in Karsa",
        "Two students were shot dead in Karsa on Saturday as police broke up a march.",
        "A trader died in the stampede that followed. Fourteen officers were injured.",
    )
    assert tolls(only) == [("killed", 1), ("killed", 2), ("wounded", 14)]


def test_two_states_are_two_places() -> None:
    """The word that names of many places share makes no two of them one."""
    found = read(
        "Fighting in two states",
        "An army plane bombed a monastery in Shan State on Saturday and killed two monks.",
        "Rebels overran an outpost in Rakhine State on Saturday, taking 60 soldiers prisoner.",
    )
    assert [tolls(i) for i in found] == [[("killed", 2)], [("captured", 60)]]


def test_a_bombing_stays_one_that_is_called_an_attack() -> None:
    """The word for any deed says less than that for its weapon."""
    (only,) = read(
        "Bomb kills two in Velm",
        "A bomb buried in the road ripped through a minibus in Velm on Saturday.",
        "A mother and her son died. The observatory pinned the attack on the Kesh Front.",
    )
    assert only.kind == "Remote explosive/landmine/IED"


def test_prisoners_are_no_toll_of_an_air_strike() -> None:
    """A bomb takes nobody."""
    (only,) = read(
        "Jet bombs wedding in Karsa",
        "A jet bombed a wedding in Karsa on Saturday and killed nine guests, doctors said.",
        "An envoy is due on Wednesday for talks on an exchange of some 200 prisoners.",
    )
    assert tolls(only) == [("killed", 9)]


def test_a_day_is_inferred_where_the_text_ties_it() -> None:
    """At the same time, or in a paragraph that has told one; not because it was told before."""
    _, tied = read(
        HEADLINE,
        LEAD,
        "While the shooting was at its height, villagers seized four militiamen at Dol.",
    )
    assert tied.when is not None
    assert (tied.when.start, tied.when.mention.inferred) == (date(2024, 3, 9), True)
    _, loose = read(HEADLINE, LEAD, "A second bomb was found near Velm and blown up by sappers.")
    assert loose.when is None


def test_hours_in_a_live_report_are_of_its_day() -> None:
    """The entry tells what was in the small hours of its own day."""
    found = read(
        "War live",
        "14.32",
        "A shell killed two women in Velm in the small hours, the governor says.",
        "13.05",
        "Gunmen shot dead a judge in Karsa on Saturday, his widow says.",
    )
    shell = next(i for i in found if i.kind == "Shelling/artillery/missile attack")
    assert shell.when is not None
    assert shell.when.start == PUBLISHED


def test_where_a_report_has_items() -> None:
    """Two labels of one sort make a round-up, one does not."""

    def items(*paragraphs: str) -> int:
        article = Article.from_text("\n\n".join(paragraphs))
        return len(survey(article, load_parser()).scenes.items)

    assert items("News", "KARSA. It rained.", "VELM. It snowed.") == 2
    assert items("News", "KARSA. It rained.", "It snowed.") == 0


@pytest.mark.parametrize(
    ("sentence", "another", "same"),
    [
        ("Separately, two men were shot.", True, False),
        ("Farther south, a mine went off.", True, False),
        ("The attackers fled.", False, True),
        ("The car bomb went off at noon.", False, True),
        ("The governor spoke.", False, False),
    ],
)
def test_how_sentences_open(sentence: str, another: bool, same: bool) -> None:
    """Those of another incident, and those that go on with the one before."""
    discourse = load_discourse()
    assert (discourse.opens_another(sentence), discourse.goes_on(sentence)) == (another, same)


def test_the_day_of_a_claim_is_not_the_deeds(root: Path) -> None:
    """Nobody had claimed it by then: it was before."""
    text = (root / "examples" / "raid-and-roadside-bomb.txt").read_text("utf-8")
    raid, _ = read(text)
    assert raid.when is not None
    assert raid.when.mention.text == "Saturday night"
