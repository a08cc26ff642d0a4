"""Whether a statement fits the words that it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.models import Finding, Span, Statement
from dateline.pipeline.reporting import Reporting
from dateline.pipeline.whole_words import find_words
from dateline.survey import Attribution

_PRONOUN = 4  # letters of the longest: "they"


def check_statement(statement: Statement, reporting: Reporting) -> Iterator[Finding]:
    """Findings for a speaker from elsewhere, and for marks that are none."""
    spans = statement.content.spans
    yield from _marks(statement, reporting)
    speaker = statement.speaker.span if statement.speaker else None
    if speaker is None or not spans:
        return
    if any(stands_in(speaker, s.span) for s in reporting.touching(spans)):
        return  # beside the words; of several names there, who speaks is the model's to tell
    paragraphs = reporting.paragraphs(spans)
    said = next(iter(reporting.attributions(spans)), None)
    if said is not None and said.source is not None:
        # Who goes on speaking without being named again, the survey only supposes.
        supposed = said.continued and any(speaker.overlaps(p) for p in paragraphs)
        if not supposed and not _is_source(statement, said, speaker):
            yield _wrong_speaker(statement, speaker, said.source.speaker.text)
        return
    if not any(stands_in(speaker, p) for p in (*paragraphs, *reporting.introductions(spans))):
        yield _wrong_speaker(statement, speaker, None)


def stands_in(words: Span, stretch: Span) -> bool:
    """Whether the same words stand in a stretch of text, there or at another place of it.

    A pronoun or a name of which the article has many may be located at the next one.
    """
    if words.overlaps(stretch):
        return True
    if len(words.text) > _PRONOUN:
        return next(find_words(words.text, stretch.text), None) is not None
    same = rf"(?<!\w){re.escape(words.text)}(?!\w)"
    return re.search(same, stretch.text, re.IGNORECASE) is not None


def _wrong_speaker(statement: Statement, speaker: Span, beside: str | None) -> Finding:
    there = f"{beside!r} stands" if beside else "nobody of that name stands"
    return Finding(
        kind="wrong_speaker",
        severity="warning",
        message=f"{speaker.text!r} is given as the speaker; {there} beside the words.",
        span=speaker,
        record=statement.id,
        field="speaker",
    )


def _marks(statement: Statement, reporting: Reporting) -> Iterator[Finding]:
    """Whether the content is quoted as its kind says."""
    quotations, spans = reporting.quotations, statement.content.spans
    quoted = [any(s.overlaps(q) for q in quotations) for s in spans]
    if statement.kind == "direct" and quoted and not any(quoted):
        message = "It is called direct, and no quotation marks stand around it."
    elif (
        statement.kind == "indirect"
        and quoted
        and all(any(s in q for q in quotations) for s in spans)
    ):
        message = "It is called indirect, and stands in quotation marks."
    else:
        return
    yield Finding(
        kind="wrong_marks",
        severity="info",
        message=message,
        span=statement.content.span,
        record=statement.id,
        field="kind",
    )


def _is_source(statement: Statement, said: Attribution, speaker: Span) -> bool:
    """Whether the speaker is the source that stands beside the words, or its full name."""
    if said.source is None:
        return True
    beside = said.source.speaker
    role = said.source.role
    if speaker.overlaps(beside) or (role is not None and speaker.overlaps(role)):
        return True
    given, there = speaker.text.casefold(), beside.text.casefold()
    if given in there or there in given:
        return True
    resolved = statement.resolved_speaker
    # The record may name the one whom "he" stands for, and say so.
    return resolved is not None and resolved.inferred and speaker.text == resolved.text
