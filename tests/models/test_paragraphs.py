"""Paragraphs: whatever the line ends, wrapped or not, and no character lost."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models.paragraphs import split_paragraphs

HEADLINE = "Gunmen storm market in river town of Oruma, nine dead"
LEAD = (
    "ORUMA, March 8 (Wire) - Gunmen who came by boat stormed the market of a river town early "
    "on Monday, killing at least nine people and setting fire to stalls, the mayor said."
)
QUOTE = (
    '"They fired at everyone who ran," said a trader who hid under her own table until the '
    "shooting stopped and the boats had gone."
)
SHORT = "The army did not comment."
STORY = [HEADLINE, LEAD, QUOTE, SHORT]


def texts(text: str) -> list[str]:
    """The paragraphs with the white space inside them made plain."""
    return [" ".join(p.text.split()) for p in split_paragraphs(text)]


def wrap(paragraph: str, width: int, indent: str = "") -> str:
    """A paragraph broken at `width` columns, as a wire terminal does."""
    return "\n".join(textwrap.wrap(paragraph, width, initial_indent=indent, break_on_hyphens=False))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n", "\u2028", "\u2029", "\x85", "\f"])
@pytest.mark.parametrize("blank", [1, 2, 3])
def test_a_line_is_a_paragraph_in_text_from_the_web(end: str, blank: int) -> None:
    """Long lines are paragraphs, with blank lines between them or without."""
    assert texts((end * blank).join(STORY)) == STORY


def test_line_ends_may_be_mixed() -> None:
    """A text pasted together from several systems keeps its paragraphs."""
    text = f"{HEADLINE}\r\n\r\n{LEAD}\n{QUOTE}\r\r{SHORT}\u2029End of file.\n\r\n"
    assert texts(text) == [*STORY, "End of file."]


def test_a_line_of_no_break_spaces_is_blank() -> None:
    """Web editors fill their empty paragraphs with no-break spaces."""
    text = f"{HEADLINE}\n\xa0\n\xa0\xa0{LEAD}\xa0\n \xa0 \n{SHORT}"
    spans = split_paragraphs(text)
    assert [s.text for s in spans] == [HEADLINE, LEAD, SHORT]
    assert all(text[s.start : s.end] == s.text for s in spans)


@pytest.mark.parametrize("width", [60, 65, 72, 80, 98])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_joined_up_to_a_blank_line(width: int, end: str) -> None:
    """Wire text broken at a column comes back in its paragraphs."""
    text = "\n\n".join(wrap(p, width) for p in STORY).replace("\n", end)
    assert texts(text) == STORY


@pytest.mark.parametrize("indent", ["   ", "\t", "\xa0\xa0\xa0"])
def test_an_indent_opens_a_paragraph_in_wrapped_text(indent: str) -> None:
    """Old wire copy marks paragraphs by an indent alone."""
    body = [LEAD, QUOTE, LEAD.replace("nine", "ten")]
    text = "\n".join(indent + wrap(p, 70) for p in body)
    assert texts(text) == body


def test_a_line_that_ends_early_closes_a_wrapped_paragraph() -> None:
    """Without blank lines, a line with room for the next word was ended on purpose."""
    text = "\n".join([wrap(LEAD, 66), SHORT, wrap(QUOTE, 66)])
    assert texts(text) == [LEAD, SHORT, QUOTE]


def test_one_long_address_does_not_make_wrapped_text_unwrapped() -> None:
    """A line that cannot be broken stands alone, and the rest is still joined."""
    address = "https://example.org/" + "a" * 120
    text = "\n\n".join([*(wrap(p, 70) for p in (LEAD, QUOTE, LEAD, QUOTE)), address])
    assert texts(text) == [LEAD, QUOTE, LEAD, QUOTE, address]


def test_capitals_without_case_are_joined_too() -> None:
    """Telex copy is all capitals: there a line without a full stop goes on."""
    body = [LEAD.upper(), QUOTE.upper(), LEAD.upper()]
    assert texts("\n\n".join(wrap(p, 68) for p in body)) == body


def test_wrapped_arabic_is_joined() -> None:
    """Script without case is wrapped like any other."""
    body = (
        "قال رئيس البلدية إن تسعة أشخاص على الأقل قتلوا يوم الاثنين عندما هاجم مسلحون سوق البلدة "
        "الواقعة على ضفة النهر ثم أحرقوا المتاجر قبل أن يغادروا المكان على متن ثلاثة قوارب صغيرة "
        "ولم تعلق قيادة الجيش على الحادث حتى مساء اليوم نفسه بحسب ما ذكرته الإذاعة المحلية"
    )
    assert texts(wrap(body, 64)) == [body]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Gunmen storm market in river town, nine dead",
            "Army sends boats to Oruma",
            "Mayor of Kinta asks the governor for help",
            "Traders count their losses in Oruma",
        ],
        [
            "10:42 GMT - Shots are heard near the market of Oruma",
            "10:55 GMT - The mayor says that nine people have died",
            "11:20 GMT - The army says that boats are on their way",
        ],
        [
            "The first boat came at dawn, the traders said.",
            "It carried eleven men with rifles, they said.",
            "A second boat followed with nine more men in it.",
        ],
        ["Nine people were killed in the market, the mayor said.", "No group claimed it."],
    ],
)
def test_short_lines_that_are_no_wrapping_stay_apart(lines: list[str]) -> None:
    """Headlines, timed items and one-line paragraphs are not run together."""
    assert texts("\n".join(lines)) == lines


def test_items_of_a_list_stay_apart_in_wrapped_text() -> None:
    """A bullet or a time opens a paragraph, however full the line before it was."""
    first = "10:42 " + LEAD
    text = f"{wrap(first, 70)}\n10:55 {SHORT}\n• {SHORT}"
    assert texts(text) == [first, f"10:55 {SHORT}", f"• {SHORT}"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\xa0\r\n\u2028\t"])
def test_nothing_to_see_is_no_paragraph(text: str) -> None:
    """White space makes no paragraph."""
    assert split_paragraphs(text) == ()


PIECES = st.lists(
    st.sampled_from(
        [
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            "\u2029",
            "\x85",
            "\f",
            " ",
            "\xa0",
            "\t",
            "\u200b",
            "—",
            "the",
            "Oruma",
            "nine people were killed in the market of a river town on",
            "He said.",
            "• ",
            "10:42 ",
            "===",
            "死者九人。",
            "é\u0301",
            "\U0001f6a8",
        ]
    ),
    max_size=80,
).map("".join)


@given(PIECES | st.text())
def test_every_visible_character_is_in_exactly_one_paragraph(text: str) -> None:
    """Paragraphs are in order, do not overlap, hold as slices, and leave out only space."""
    spans = split_paragraphs(text)
    covered = [0] * len(text)
    for span in spans:
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        for offset in range(span.start, span.end):
            covered[offset] += 1
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert max(covered, default=0) <= 1
    assert all(char.isspace() or held for char, held in zip(text, covered, strict=True))
