"""What did not happen, by words alone: by what holds of a sentence, a stretch, or a clause."""

from __future__ import annotations

import pytest

from dateline.models import Article, Span
from dateline.survey.unreal import (
    contradicts,
    is_governed,
    is_left_out,
    is_played,
    is_reported,
    is_to_come,
    is_told_before,
    is_untrue_around,
    takes_back,
    threatens,
)


def _span(text: str, words: str) -> Span:
    found = Article.from_text(text).locate(words)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He did not: the order stayed in his pocket.", True),
        ("That was the script of the exercise.", True),
        ("The report was wrong, the editor said.", True),
        ("The order was never carried out.", True),
        ("He did not say who had fired.", False),
        ("Six people were shot on Sunday.", False),
    ],
)
def test_a_sentence_takes_back_what_another_tells(text: str, expected: bool) -> None:
    """A denial of the whole, not of a part of it."""
    assert takes_back(text, _span(text, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The letter gave the shopkeepers of Tahoua until Friday to pay.", True),
        ("The army told families in the valley to leave.", True),
        ("The next target, it said, is the port.", True),
        ("Rebels took the port on Monday.", False),
    ],
)
def test_a_sentence_threatens_or_plans(text: str, expected: bool) -> None:
    """An ultimatum, an order to leave, a name on a list."""
    assert threatens(text, _span(text, text)) is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Reports that a bus was hijacked were false, police said.", "a bus", True),
        ("Police said reports of it were false, and that a bus was hijacked.", "a bus", False),
        ("The scenario has gunmen seize a ferry off Turku.", "a ferry", True),
        ("Gunmen seized a ferry off Turku.", "a ferry", False),
    ],
)
def test_a_stretch_is_of_an_untrue_report_or_a_play(text: str, words: str, expected: bool) -> None:
    """Only what stands between the report and what is said of it."""
    assert is_untrue_around(text, _span(text, text), _span(text, words)) is expected


@pytest.mark.parametrize(
    ("text", "words", "plainly", "expected"),
    [
        ("They considered bombing the bridge.", "the bridge", False, True),
        ("They considered bombing the bridge.", "the bridge", True, False),
        ("They came close to bombing the bridge.", "the bridge", True, True),
        ("They considered a truce, but bombed the bridge.", "the bridge", False, False),
        ("Men preparing to leave bombed the bridge.", "the bridge", False, False),
        ("The march on the palace, set for noon, was scrapped.", "the palace", True, True),
        ("Shells hit the palace, and the march was scrapped.", "the palace", False, False),
    ],
)
def test_a_plan_holds_in_its_clause(text: str, words: str, plainly: bool, expected: bool) -> None:
    """No further than to a deed or a clause of its own."""
    found = is_governed(text, _span(text, text), _span(text, words), plainly=plainly)
    assert found is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The next ship to enter the port will meet its missiles.", "The next ship", True),
        ("“Every depot in Arauca” will be blown up, it says.", "Every depot in Arauca", True),
        ("A second bomb, meant for the market, lay in a shed.", "the market", True),
        ("The ship that rebels hit on Monday will sail on Friday.", "The ship", False),
        ("The dead will be buried on Friday.", "The dead", False),
    ],
)
def test_what_is_to_come_or_got_ready_has_not_happened(
    text: str, words: str, expected: bool
) -> None:
    """To those it will befall, in their clause; a funeral is no threat."""
    assert is_to_come(text, _span(text, text), _span(text, words)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The assault on the college was staged by the police, with blanks.", True),
        ("The dead got up again when the director called cut.", True),
        ("The protest was staged by students of the college.", False),
        ("Men with wooden clubs beat three hawkers.", False),
    ],
)
def test_a_sentence_tells_that_all_was_played(text: str, expected: bool) -> None:
    """By what only plays and exercises have."""
    assert is_played(text, _span(text, text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers retook the prison without firing a shot.", True),
        ("Without orders, soldiers fired a shot.", False),
    ],
)
def test_how_a_deed_was_done_is_no_deed_left_undone(text: str, expected: bool) -> None:
    """What "without" is said of, in its clause."""
    assert is_left_out(text, _span(text, text), _span(text, "shot")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Word that a clinic had been bombed sent people running.", True),
        ("State radio said that a clinic had been bombed.", True),
        ("A caller told the guards that a clinic had been bombed.", True),
        ("They rang the mayor to say that a clinic had been bombed.", True),
        ("A clinic had been bombed, and word spread of a truce.", False),
        ("Word of a truce spread, and a clinic was bombed.", False),
        ("The surgeon said that a clinic had been bombed.", False),
    ],
)
def test_a_deed_is_passed_on_by_hearsay_or_by_a_medium(text: str, expected: bool) -> None:
    """To the end of the clause; who was there passes nothing on."""
    assert is_reported(text, _span(text, text), _span(text, "bombed")) is expected


@pytest.mark.parametrize(
    ("report", "word", "answer", "expected"),
    [
        ("Word that a bomb had gone off spread.", "gone off", "There was no bomb.", True),
        ("Word that a bomb had gone off spread.", "gone off", "There was no warning.", False),
        ("Word that a bomb had gone off spread.", "gone off", "There was no bomb shelter.", False),
        ("Word that a bomb had gone off spread.", "gone off", "Searchers found nothing.", False),
        ("A caller said a bomb was on board.", "bomb", "Searchers found nothing.", True),
        ("A caller said a bomb was on board.", "bomb", "Searchers found nothing left.", False),
        ("Rumours that a boy was seized ran round.", "seized", "He had not been seized.", True),
        ("Rumours that a boy was seized ran round.", "seized", "He was not seized by us.", False),
        ("Cries that a shell had hit it rose.", "shell", "It was only thunder.", True),
        ("Cries that a shell had hit it rose.", "shell", "It was only a mortar bomb.", False),
        ("The radio said a shell had hit it.", "shell", "That was not so, he said.", True),
        ("The radio said a shell had hit it.", "shell", "That was not the first.", False),
        ("The surgeon said a shell had hit it.", "shell", "That was not so.", False),
    ],
)
def test_a_sentence_explains_away_what_another_passes_on(
    report: str, word: str, answer: str, expected: bool
) -> None:
    """There was none of it, or something else; what is said of other things does not count."""
    text = f"{report} {answer}"
    spans = (_span(text, answer), _span(text, report), _span(text, word))
    assert contradicts(text, *spans) is expected


@pytest.mark.parametrize(
    ("text", "hit", "expected"),
    [
        ("Hours after the stabbing a caller named the school.", "the school", True),
        ("After the stabbing at the school a caller rang.", "the school", False),
        ("A stabbing shut the school.", "the school", False),
    ],
)
def test_a_deed_that_is_known_only_dates_another(text: str, hit: str, expected: bool) -> None:
    """Not where those whom the record hits were hit in it."""
    assert (
        is_told_before(text, _span(text, text), _span(text, "stabbing"), [_span(text, hit)])
        is expected
    )
