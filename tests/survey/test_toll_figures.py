"""Figures that are given without what became of those counted, which was told before."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

READERS = [
    None,
    pytest.param(
        load_parser, marks=pytest.mark.skipif(missing_parser() is not None, reason="an extra")
    ),
]


def told(text: str, reader: object) -> list[tuple[str, str]]:
    """The tolls of the last sentence, those that are resumed among them."""
    seen = survey(Article.from_text(text), load_parser() if reader else None)
    last = seen.sentences[-1]
    tolls = (*last.tolls, *last.singles, *seen.resumed(last))
    return [(t.outcome, t.count.text) for t in tolls if not t.weak]


def figures(text: str, reader: object) -> set[str]:
    """The numbers of the last sentence that are tolls."""
    return {words for _, words in told(text, reader)}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("The vicar says ten.", {"ten"}),
        ("The inquiry wrote 58.", {"58"}),
        ("Survivors have always said 90 or more.", {"90 or more"}),
        ("The clerk swears that there were 22.", {"22"}),
        ("A man who dug graves told the radio that there were at least 40.", {"at least 40"}),
        ("The union believes there were eleven, all of them ours.", {"eleven"}),
        ("By teatime the number had reached 34.", {"34"}),
        ("The official count is 12.", {"12"}),
        ("By midnight its tally stood at 17.", {"17"}),
        ("The figure was later corrected to six.", {"six"}),
        ("The company gives the number as seven, because it counts the boatman.", {"seven"}),
        ("The commander gave a lower figure of 18, including five guards.", {"18"}),
        ("The union lowered its estimate to 41 after some had come home.", {"41"}),
        ("The prefect first gave a figure of 20, then cut it to 12.", {"20", "12"}),
        ("The bishop puts them at more than 50.", {"more than 50"}),
        ("The opposition insists on at least 70.", {"at least 70"}),
        ("The exiled mayor spoke of fewer than 100.", {"fewer than 100"}),
        ("The collective had at first spoken of 63 people.", {"63 people"}),
        ("The lawyers have recorded 57 so far.", {"57"}),
        ("Fourteen, according to the women who washed them.", {"Fourteen"}),
        ("Nineteen, says the sexton, and not twelve.", {"Nineteen"}),
        ("One more passed on this morning, so it is ten now, a nurse said.", {"ten"}),
        ("The parish, which kept its own register, has 26 names.", {"26"}),
        ("A deputy told parliament that it was nearer 40.", {"40"}),
        ("The true figure may be as high as 40, lawyers say.", {"40"}),
        ("The army admitted only to three.", {"three"}),
        ("The authorities stand by their figure of eight.", {"eight"}),
        ("The army's own bulletin had three.", {"three"}),
        ("By nightfall there were 14.", {"14"}),
        ("The count went up to 14 overnight.", {"14"}),
        ("The rebels acknowledge five, the army two.", {"five", "two"}),
        ("The army says five; the rebels, 30.", {"five", "30"}),
        ("The imam's list runs to 17.", {"17"}),
        ("Monitors had documented 17 by Friday.", {"17"}),
        ("Seventeen is the figure that the mosque gives.", {"Seventeen"}),
        ("The ministry speaks of 12 dead, the union of 30, and the families of more than 50.",
         {"12", "30", "more than 50"}),
        ("The army says 12 people died, the villagers 30 and the parish at least 50.",
         {"12 people", "30", "at least 50"}),
    ],
)  # fmt: skip
def test_a_figure_resumes_what_was_told_before(
    sentence: str, numbers: set[str], reader: object
) -> None:
    """A verb or a noun of saying or counting governs it, or a source that has its own."""
    tolls = told(f"Nine people were killed in the raid on Sunday. {sentence}", reader)
    assert numbers <= {words for _, words in tolls}
    assert {outcome for outcome, words in tolls if words in numbers} == {"killed"}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "sentence",
    [
        "She said she was 22.",
        "“They took the goats,” said one.",
        "One, a baker, said that he had hidden.",
        "Witnesses said there were five of them on two motorcycles.",
        "The number of rockets had reached 34.",
        "The army counted the shells that had fallen: 34.",
        "The motion was carried; the count was 41 to 22.",
        "The clerk put the cost at 41.",
        "Farmers reported 300 goats lost.",
        "The council recorded 60 houses.",
        "The paper had first appeared in 1998, and a history that it printed says 1996.",
        "The school once had 300 pupils; on Monday it had 40.",
        "Police counted 3,000 marchers.",
        "The vote stood at 12.",
        "Between 11 and 14 fishermen were aboard: the owner says 14, the navy 11.",
        "The quake measured 5, the institute said.",
        "The speaker gave two reasons.",
        "The judge gave him 12.",
        "The school has 17 teachers, and the office lists 40.",
        "Turnout stood at 34, the commission said.",
        "The yearly figure was 370.",
        "The number of soldiers in the town has risen to 300.",
        "The party claims 41 of the 80 seats.",
        "Its members now number 300, the union says.",
        "The mayor said he had called 17 times.",
    ],
)
def test_like_words_give_other_numbers(sentence: str, reader: object) -> None:
    """Ages, votes, things, costs, attackers, crowds, years."""
    assert figures(f"Nine people were killed in the raid on Sunday. {sentence}", reader) == set()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "sentence",
    ["An hour ago it had three and 51.", "At dawn the agency still had three and 51."],
)
def test_two_figures_go_in_the_order_of_the_toll(sentence: str, reader: object) -> None:
    """The dead first, where these were told first."""
    text = f"Four were killed and 60 people were injured, the agency said. {sentence}"
    assert told(text, reader) == [("killed", "three"), ("wounded", "51")]


@pytest.mark.parametrize("reader", READERS)
def test_what_was_told_before_goes_before_what_follows(reader: object) -> None:
    """A figure that is revised is the earlier one."""
    text = (
        "At noon the mayor spoke of eleven dead. "
        "By evening he had revised that to nine, adding that 23 people were injured."
    )
    assert ("killed", "nine") in told(text, reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "text",
    [
        "Volunteers, who crossed the lines to collect the bodies, said they had brought out 21.",
        "The bodies lay by the well. Neighbours buried 21, and left.",
        "Divers looked for corpses all night. By dawn they had recovered 21.",
    ],
)
def test_bodies_are_counted_that_are_found(text: str, reader: object) -> None:
    """They were told of by no number."""
    assert ("killed", "21") in told(text, reader)
    other = text.replace("bodies", "crates").replace("corpses", "crates")
    assert ("killed", "21") not in told(other.replace("buried", "took in"), reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("text", "outcome", "number"),
    [
        ("Eight people were abducted in Golu. The vicar says ten.", "captured", "ten"),
        ("Seven people are missing. The owner had reported 11.", "missing", "11"),
        ("The hospital treated 30 wounded. The army's figure was 44.", "wounded", "44"),
        ("Some 600 people were displaced. The parish has counted 870.", "displaced", "870"),
        ("Some 600 people were displaced. The parish put it at 90 families.",
         "displaced", "90 families"),
        ("People fled the islands. The agency counted 450 households (3,150 people) in Toro.",
         "displaced", "3,150 people"),
        ("Nobody knows how many died in the fire; the imam talks of 25.", "killed", "25"),
    ],
)  # fmt: skip
def test_the_outcome_is_that_of_the_toll_before(
    text: str, outcome: str, number: str, reader: object
) -> None:
    """Or of those of whom it was told without a number."""
    assert (outcome, number) in told(text, reader)
