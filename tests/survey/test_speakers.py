"""Who is quoted, beside the cue."""

from __future__ import annotations

import pytest

from dateline.models import Span
from dateline.survey import load_lexicon
from dateline.survey.quotations import find_quotations
from dateline.survey.statements import find_attributions


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We had a permit,” said P. K. Sarin, the secretary.", "P. K. Sarin"),
        ("“Bring him home,” Lena, 17, sobbed in a video.", "Lena"),
        ("“The gates were shut,” said the director, Omar Velm.", "Omar Velm"),
        ("“It is over,” he said.", "he"),
        ("“It is over,” a friend said on Friday.", "a friend"),
        (
            "“It is over,” Dr Amal Velm of the Doctors' Network said.",
            "Dr Amal Velm of the Doctors' Network",
        ),
        ("“It is over,” said Major Abdi Velm, the commander.", "Abdi Velm"),
        ("“It is over,” said Mr. Sarin and Mrs. Velm on Friday.", "Mr. Sarin and Mrs. Velm"),
    ],
)
def test_the_source_of_a_quotation(text: str, who: str) -> None:
    """Initials, ages and offices beside the name do not hide it."""
    sentence = Span(start=0, end=len(text), text=text)
    (said,) = find_attributions(text, [sentence], find_quotations(text, sentence), load_lexicon())
    assert said.source is not None
    assert said.source.speaker.text == who
