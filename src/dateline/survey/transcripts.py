"""Interviews printed as turns: what follows a label is said by it ("RUIZ: We left at dawn.")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.models import Span
from dateline.survey.layout import SurveyedParagraph
from dateline.survey.speakers import Source
from dateline.survey.statements import Attribution

_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:[ \u00a0][A-ZÀ-ÖØ-Þ][\w’'.-]*){0,4})[ \u00a0]?[:：]\s+(?=\S)"
)
_NO_LABEL = re.compile(
    r"(?:note|update[sd]?|photos?|picture|source|correction|editor|read more|related|watch|live"
    r"|time|where|when|who|what|why|how|date|place|deaths?|killed|wounded|also|see"
    r"|by)\b",
    re.IGNORECASE,
)
_FEWEST_TURNS = 3
_FEWEST_OF_ONE = 2


def find_turns(paragraphs: Sequence[SurveyedParagraph]) -> Mapping[Span, Attribution]:
    """What is said in each paragraph that is a turn of an interview, by the paragraph's span.

    The turns of whoever asks are none.
    """
    labelled = [
        (paragraph, match)
        for paragraph in paragraphs
        if (match := _LABEL.match(paragraph.span.text)) and not _NO_LABEL.match(match["label"])
    ]
    counts = Counter(match["label"] for _, match in labelled)
    turns = [(p, m) for p, m in labelled if counts[m["label"]] >= _FEWEST_OF_ONE]
    if len(turns) < _FEWEST_TURNS:
        return {}
    askers = _askers([(m["label"], p.span.text) for p, m in turns])
    return {p.span: _attribution(p.span, m) for p, m in turns if m["label"] not in askers}


def _askers(turns: Sequence[tuple[str, str]]) -> set[str]:
    """The labels of those who mostly ask."""
    asked = Counter(label for label, text in turns if text.rstrip().endswith("?"))
    counts = Counter(label for label, _ in turns)
    return {label for label in counts if label == "Q" or 2 * asked[label] > counts[label]}


def _attribution(paragraph: Span, match: re.Match[str]) -> Attribution:
    start, text = paragraph.start, paragraph.text
    label = Span.at(start, match["label"])
    said = text[match.end() :].rstrip()
    begin = start + match.end()
    return Attribution(
        content=(Span.at(begin, said),),
        kind="direct",
        sentence=paragraph,
        source=Source(label),
    )
