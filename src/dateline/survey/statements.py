"""Who said what, by patterns: quotations with their cues, and clauses that a cue introduces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.cues import TELL
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.reported import find_reported
from dateline.survey.speakers import (
    Source,
    first_subject,
    source_after,
    source_before,
)

__all__ = ["Attribution", "SentenceReader", "find_attributions", "join", "runs_on"]

_ENDS_CLAUSE = re.compile(r"[,.!?…—–-][\"”’'»]*$")


class SentenceReader(Protocol):
    """Finds what a sentence reports besides its direct quotation."""

    def reported(
        self, sentence: Span, part: Span, quotations: Sequence[Quotation]
    ) -> list[Attribution]:
        """What is reported in `part` of a sentence, given its quotations."""
        ...

    def completed(self, direct: Attribution) -> Attribution:
        """A direct quotation with the cue and source that the reader sees."""
        ...


@dataclass(frozen=True, slots=True)
class _PatternReader:
    text: str
    lexicon: Lexicon

    def reported(
        self, sentence: Span, part: Span, quotations: Sequence[Quotation]
    ) -> list[Attribution]:
        inside = [q for q in quotations if q.outer in part]
        found = find_reported(self.text, part, inside, self.lexicon)
        return [replace(said, sentence=sentence) for said in found]

    def completed(self, direct: Attribution) -> Attribution:
        return direct


def find_attributions(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    reader: SentenceReader | None = None,
) -> tuple[Attribution, ...]:
    """The attributions of one paragraph, direct quotations first in each sentence.

    A quotation that goes on in the next sentence is one: "“It is gone,” she said. “We wait.”"

    Args:
        text: The article.
        sentences: The sentences of the paragraph.
        quotations: Its quotations.
        lexicon: The words of its language.
        reader: What reads the sentences; by patterns if none is given.
    """
    reader = reader or _PatternReader(text, lexicon)
    found: list[Attribution] = []
    starts = [q.outer.start for q in quotations]
    previous: Span | None = None
    for sentence in sentences:
        inside = quotations[
            bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end)
        ]
        inside = [q for q in inside if q.outer in sentence]
        direct = _direct(text, sentence, inside, lexicon)
        if direct is None:
            found += reader.reported(sentence, sentence, inside)
        elif _goes_on(text, direct, found, previous):
            found[-1] = join(text, found[-1], direct)
        else:
            direct = reader.completed(direct)
            found.append(direct)
            found += _beside(text, direct, inside, reader)
        previous = sentence
    return tuple(found)


def join(text: str, first: Attribution, second: Attribution) -> Attribution:
    """One statement of two parts, the second of which stands further on in the article."""
    said = first if first.cue is not None or second.cue is None else second
    start, end = first.sentence.start, second.sentence.end
    return replace(
        said,
        content=(*first.content, *second.content),
        sentence=Span.cut(text, start, end),
        source=said.source or first.source or second.source,
    )


def runs_on(
    text: str,
    last: Attribution | None,
    quotations: Sequence[Quotation],
    first: Attribution | None,
    following: Sequence[Quotation],
) -> bool:
    """Whether a paragraph goes on with what the paragraph before it left open.

    Args:
        text: The article.
        last: The last attribution of the paragraph before.
        quotations: The quotations of the paragraph before.
        first: The first attribution of the paragraph.
        following: The quotations of the paragraph.
    """
    if last is None or first is None or not quotations or not following:
        return False
    if not quotations[-1].open or {last.kind, first.kind} != {"direct"}:
        return False
    opens = not text[first.sentence.start : following[0].inner.start].strip("“”\"'‘’«»„` ")
    return (
        opens
        and last.content[-1] == quotations[-1].inner
        and first.content[0] == following[0].inner
        and (last.cue is None or first.cue is None)
    )


def _goes_on(
    text: str, direct: Attribution, found: Sequence[Attribution], previous: Span | None
) -> bool:
    """Whether the quotation has no cue of its own and follows on another of its paragraph."""
    if direct.cue is not None or not found or found[-1].kind != "direct" or previous is None:
        return False
    opened = not any(c.isalnum() for c in text[direct.sentence.start : direct.content[0].start])
    return opened and found[-1].sentence.end == previous.end


def _beside(
    text: str, direct: Attribution, quotations: Sequence[Quotation], reader: SentenceReader
) -> list[Attribution]:
    """What is reported in the same sentence before its direct quotation."""
    first = direct.content[0].start
    before = text[direct.sentence.start : first]
    if direct.cue is None or len(before.split()) < 6:
        return []
    end = direct.cue.start if direct.cue.start < first else first
    part = Span.cut(text, direct.sentence.start, end)
    return reader.reported(direct.sentence, part, quotations)


def _direct(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Attribution | None:
    """The sentence's direct quotation, its parts joined, or None."""
    parts = [q for q in quotations if _is_direct(text, sentence, q, lexicon)]
    if not parts:
        return None
    outside = _gaps(sentence, parts)
    cue, source = _cue_outside(text, outside, parts[0], lexicon)
    if cue is not None:
        # “One part,” she said, “and the other”: what goes on after the cue is one quotation.
        parts += [q for q in quotations if q not in parts and q.outer.start > cue.end]
        parts.sort(key=lambda q: q.inner.start)
    return Attribution(
        content=tuple(q.inner for q in parts),
        kind="direct",
        sentence=sentence,
        cue=cue,
        source=source,
        act=lexicon.act(cue.text) if cue else "assert",
    )


def _is_direct(text: str, sentence: Span, quotation: Quotation, lexicon: Lexicon) -> bool:
    """Whether the quotation is a whole utterance rather than words taken from one."""
    inner = quotation.inner.text
    if len(inner.split()) < 2:
        return False
    before = text[sentence.start : quotation.outer.start].rstrip()
    after = text[quotation.outer.end : sentence.end].lstrip()
    closed = bool(_ENDS_CLAUSE.search(inner)) or after[:1] in (",", "")
    if not before:
        return closed
    introduced = before.endswith((",", ":")) or lexicon.cue_words.search(before[-14:]) is not None
    return introduced and inner[:1].isupper() and closed and len(inner.split()) >= 3


def _gaps(sentence: Span, parts: Sequence[Quotation]) -> list[tuple[int, int]]:
    """The stretches of a sentence outside its quotations, those behind the first one first."""
    edges = [
        sentence.start,
        *(e for q in parts for e in (q.outer.start, q.outer.end)),
        sentence.end,
    ]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    return [*gaps[1:], gaps[0]]


def _cue_outside(
    text: str, gaps: Sequence[tuple[int, int]], first: Quotation, lexicon: Lexicon
) -> tuple[Span | None, Source | None]:
    for start, end in gaps:
        cues = list(lexicon.cue_words.finditer(text, start, end))
        if not cues:
            continue
        # Before a quotation the last cue introduces it; behind one the first closes it.
        match = cues[-1] if end <= first.outer.start else cues[0]
        cue = Span.cut(match.string, *match.span())
        source = source_before(text, start, cue.start, lexicon, loose=True)
        if source is None and not TELL.fullmatch(cue.text):
            # Whoever is told does not speak.
            source = source_after(text, cue.end, end, lexicon)
        if source is None and cue.text.lower().endswith("ing"):
            source = first_subject(text, start, cue.start, lexicon)
        return cue, source
    phrase = next((m for s, e in gaps for m in lexicon.cue_phrases.finditer(text, s, e)), None)
    if phrase is None:
        return None, None
    end = next(e for s, e in gaps if s <= phrase.start() < e)
    cue = Span.cut(phrase.string, *phrase.span())
    return cue, source_after(text, cue.end, end, lexicon)
