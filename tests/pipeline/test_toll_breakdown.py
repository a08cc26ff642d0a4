"""People who are told of in parts of a number that records hold."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told, doubted

from dateline.syntax import load_parser, missing_parser

needs_parser = pytest.mark.skipif(
    missing_parser() is not None, reason="spaCy's model is not installed"
)
_NINE = "Gunmen killed nine people in Karsa on Monday."
_TWELVE = "A shell wounded 12 people in Karsa on Monday."
_THIRTY = "Police arrested 30 people after a march in Karsa on Monday."


def _doubts(before: str, text: str, *held: str, outcome: str = "killed") -> set[str]:
    """All doubts on what a text tells after a held number."""
    record = Told(held, outcome=outcome)  # type: ignore[arg-type]
    found = doubted(f"{before}\n\n{text}", record, parser=load_parser())
    assert found, "nothing is missed"
    return set.intersection(*map(set, found.values()))


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "Six were shot in the market and three in their homes.",
        "Five of the victims died at once, and four more in hospital.",
        "Two died by the well, while a guard and six clerks breathed their last at the clinic.",
        "A teacher, her two daughters and six farmers are dead, the mayor said.",
    ],
)
def test_the_parts_of_a_held_number_come_to_it(text: str) -> None:
    """What its sentence tells is all of them."""
    assert "told as part" in _doubts(_NINE, text, "nine people")


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "The army killed four rebels and took five.",
        "Six soldiers and three policemen were wounded.",
        "Two nurses and a cook were killed as well.",
    ],
)
def test_others_are_no_parts(text: str) -> None:
    """They are of another fate, or do not come to the number."""
    found = doubted(f"{_NINE}\n\n{text}", Told(["nine people"]), parser=load_parser())
    assert any("told as part" not in doubts for doubts in found.values())


@needs_parser
@pytest.mark.parametrize(
    ("before", "text", "held", "outcome"),
    [
        (_TWELVE, "Four of them are in a serious condition.", "12 people", "wounded"),
        (_TWELVE, "Among the wounded were two nurses.", "12 people", "wounded"),
        (_TWELVE, "The wounded include three children.", "12 people", "wounded"),
        (_TWELVE, "Five remain in hospital.", "12 people", "wounded"),
        (_TWELVE, "Five are in hospital and the rest have gone home.", "12 people", "wounded"),
        (_THIRTY, "Eighteen are still held.", "30 people", "captured"),
        (_THIRTY, "The police still hold 18.", "30 people", "captured"),
        (_NINE, "The dead include two pupils.", "nine people", "killed"),
        (_NINE, "The oldest, a man of 80, was shot in his bed.", "nine people", "killed"),
        (_NINE, "Farmer Ali Dahl lost a brother and a cousin.", "nine people", "killed"),
        (
            _NINE,
            "A commander known as Black Eye was also among the slain.",
            "nine people",
            "killed",
        ),
        (_NINE, "She lost her husband and two sons.", "nine people", "killed"),
    ],
)
def test_what_goes_back_to_a_held_number_is_of_it(
    before: str, text: str, held: str, outcome: str
) -> None:
    """The number is larger, and told before."""
    assert "told as part" in _doubts(before, text, held, outcome=outcome)


@needs_parser
@pytest.mark.parametrize(
    ("before", "text", "held", "outcome"),
    [
        (_NINE, "Two of the attackers were killed.", "nine people", "killed"),
        (_NINE, "Among the wounded were two nurses.", "nine people", "killed"),
        (_TWELVE, "Six of them died on Tuesday.", "12 people", "wounded"),
        (_TWELVE, "The dead include a priest and two nuns.", "12 people", "wounded"),
        (_THIRTY, "Three of those arrested died in custody.", "30 people", "captured"),
        (_NINE, "A baker was among the wounded.", "nine people", "killed"),
        (_NINE, "The army admitted 58 wounded, four of whom had died.", "nine people", "killed"),
        (_TWELVE, "A hospital has 58 wounded, four of them women.", "12 people", "wounded"),
        (_NINE, "The raiders lost two brothers.", "nine people", "killed"),
        (_NINE, "Farmer Ali Dahl lost 14 cousins.", "nine people", "killed"),
        (_NINE, "The rebels still hold three women.", "nine people", "killed"),
        (_NINE, "The rest of the town fled; two women drowned.", "nine people", "killed"),
    ],
)
def test_others_than_those_of_a_held_number(
    before: str, text: str, held: str, outcome: str
) -> None:
    """They are of another fate or side, or are more."""
    assert "told as part" not in _doubts(before, text, held, outcome=outcome)


@needs_parser
def test_more_bodies_make_an_older_number_the_new_one() -> None:
    """15 and six are 21."""
    text = "Six more bodies were found on Tuesday."
    before = "A raid killed 15 people in Karsa on Monday; the dead are now 21."
    assert "in a new total" in _doubts(before, text, "15 people", "21")
    assert "in a new total" not in _doubts(before, text, "15 people")


@needs_parser
@pytest.mark.parametrize(
    ("text", "held", "retold"),
    [
        (
            "The Forum condemns the killing of his colleague.\n\nWilmer Padilla was shot dead.",
            1,
            True,
        ),
        (
            "They condemn the killing of a host and his colleague.\n\nLev Orlov was shot dead.",
            1,
            False,
        ),
        (
            "The Forum condemns the killing of his deputy.\n\nWilmer Padilla was shot dead.",
            1,
            False,
        ),
    ],
)
def test_a_colleague_is_he_whom_the_text_names(text: str, held: int, *, retold: bool) -> None:
    """Only where nobody else of his sentence may be the one who is named."""
    name = "Wilmer Padilla" if "Wilmer" in text else "Lev Orlov"
    found = doubted(text, Told([name], sentences=[held]), parser=load_parser())
    assert any("retold" in doubts for doubts in found.values()) == retold
