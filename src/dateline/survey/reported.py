"""Indirect and mixed speech: clauses that a reporting verb or a phrase introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.attributions import Attribution, attribution, kind_of
from dateline.survey.clauses import after_break, clause_end, last_break
from dateline.survey.cues import Cue, cues_in
from dateline.survey.governed import by_verb
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import Source, source_after, trimmed

_ENDS_IN_CONJUNCTION = re.compile(r"\b(?:because|that|and|but|as|while|since),?$")
_GOES_ON = re.compile(r"[,\s]*(?:\b(?:and|but|or|then|also|while)\b[,\s]*)*$")


def find_reported(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[Attribution]:
    """Indirect and mixed speech of a sentence without a direct quotation, by its cues."""
    found: list[Attribution] = []
    opened = sentence.start  # where the words begin that the next cue may take for its own
    for cue in cues_in(text, sentence, quotations, lexicon):
        said = (
            _by_phrase(text, sentence, cue, opened, quotations, lexicon)
            if cue.phrase
            else by_verb(text, sentence, cue, opened, found, quotations, lexicon)
        )
        if said is None:
            continue
        found = _cut(text, found, said, cue, quotations)
        found.append(said)
        last = said.content[-1]
        opened = cue.end if last.end > cue.end else max(last.end, cue.end)
    return [a for a in found if a.content and len(a.content[0].text) > 1]


def _cut(
    text: str,
    found: Sequence[Attribution],
    said: Attribution,
    cue: Cue,
    quotations: Sequence[Quotation],
) -> list[Attribution]:
    """Earlier statements without what a later cue of the same clause takes for its own."""
    if not found or cue.phrase:
        return list(found)
    last = found[-1]
    content = last.content[-1]
    if not (content.start < cue.start <= content.end):
        return list(found)
    if said.source is last.source:
        at = cue.start  # ", warning that", "and called for": the same source goes on
        words = _GOES_ON.search(text[content.start : at])
        at = content.start + words.start() if words else at
    else:
        parted = last_break(text, content.start, cue.start)
        at = content.end if parted is None else parted
        if content.start < said.content[0].start < cue.start:
            at = min(at, said.content[0].start)
        elif content.start < said.content[0].end < cue.start:
            at = min(at, said.content[0].end)
    rest = trimmed(text, content.start, at)
    if rest is None or len(rest.text.split()) < 2:
        return list(found)
    parts = (*last.content[:-1], rest)
    return [*found[:-1], replace(last, content=parts, kind=kind_of(parts, quotations))]


def _by_phrase(
    text: str,
    sentence: Span,
    cue: Cue,
    opened: int,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """“According to SPEAKER, CONTENT” and “CONTENT, according to SPEAKER”."""
    source = source_after(text, cue.end, sentence.end, lexicon)
    if source is None:
        return None
    words = text[opened : cue.start].strip(" \t\n\u00a0,;:")
    if len(words.split()) < 2 or _ENDS_IN_CONJUNCTION.search(words):
        comma = text.find(", ", source.speaker.end, sentence.end)
        if comma < 0:
            return None
        # What follows the comma of a leading source is the content and no role of its.
        source = Source(source.speaker, source.role if _precedes(source) else None)
        end = clause_end(text, comma + 1, sentence.end)
        parts = [trimmed(text, comma + 1, end)]
    else:
        # It speaks for the whole clause, whatever else is reported in it.
        aside = text[opened : cue.start].rstrip().endswith(",")
        first = sentence.start if aside else opened
        start = after_break(text, first, cue.start)
        parts = [trimmed(text, start, cue.start)]
    return attribution(parts, sentence, cue.span, source, quotations, lexicon)


def _precedes(source: Source) -> bool:
    return source.role is not None and source.role.start < source.speaker.start
