"""One thing said: its words, its cue, its source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.models.vocabulary import Act, StatementKind
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import Source

_TRANSITION = re.compile(r"In (?:the|an?|another)\s[a-z\s]{3,45},\s+")
_CLAIM = re.compile(r"(?:full\s+)?responsibility\s+for\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One thing said.

    Attributes:
        content: What was said, in one or more parts, without quotation marks around it.
        kind: By its quotation marks.
        sentence: The sentence that holds it.
        cue: The reporting verb or phrase.
        source: Who said it; for a quotation without a cue, who was quoted before.
        continued: Whether the source stands with an earlier quotation.
        act: What is done by saying it.
    """

    content: tuple[Span, ...]
    kind: StatementKind
    sentence: Span
    cue: Span | None = None
    source: Source | None = None
    continued: bool = False
    act: Act = "assert"


def kind_of(parts: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Whether some of the words stand in quotation marks."""
    starts = [q.inner.start for q in quotations]
    mixed = any(
        n < len(starts) and starts[n] <= part.end
        for part in parts
        for n in (bisect_left(starts, part.start),)
    )
    return "mixed" if mixed else "indirect"


def attribution(
    content: Sequence[Span | None],
    sentence: Span,
    cue: Span,
    source: Source | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """What is said in these parts, None where nothing is left of them."""
    parts = []
    for part in content:
        if part is None:
            continue
        # "In another incident in the country, …" leads over from before; nobody said it.
        over = _TRANSITION.match(part.text)
        start = part.start + (over.end() if over else 0)
        words = part.text[start - part.start :].rstrip(".")
        if words:
            parts.append(Span.at(start, words))
    if not parts:
        return None
    return Attribution(
        content=tuple(parts),
        kind=kind_of(parts, quotations),
        sentence=sentence,
        cue=cue,
        source=source,
        act="claim_responsibility" if _CLAIM.match(parts[0].text) else lexicon.act(cue.text),
    )
