"""Who said what, by patterns: quotations with their cues, and clauses that a cue introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.models.vocabulary import Act, StatementKind
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import Source, source_after, source_before, trimmed

_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|to|not|widely)\s+$", re.IGNORECASE)
_THAT = re.compile(r"(?:\s+\w+){0,5}?\s+that\s+")
_TRANSITION = re.compile(r"In (?:the|an?|another)\s[a-z\s]{3,45},\s+")
_BREAK = re.compile(r",\s+(?:but|while|whereas|although|though)\s")
_ENDS_CLAUSE = re.compile(r"[,.!?…—–-][\"”’'»]*$")
_LONGEST_TAIL = 18  # words: "said Jane Roe, a member of the council, in a statement on Friday"


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


def find_attributions(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """The attributions of one paragraph, direct quotations first in each sentence."""
    found: list[Attribution] = []
    for sentence in sentences:
        inside = [q for q in quotations if q.outer in sentence]
        direct = _direct(text, sentence, inside, lexicon)
        if direct is None:
            found += _reported(text, sentence, inside, lexicon)
            continue
        if direct.source is None and found and found[-1].kind == "direct":
            direct = replace(direct, source=found[-1].source, continued=True)
        found.append(direct)
    return tuple(found)


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
        cue = Span(start=match.start(), end=match.end(), text=match[0])
        source = source_before(text, start, cue.start, lexicon)
        return cue, source or source_after(text, cue.end, end, lexicon)
    phrase = next((m for s, e in gaps for m in lexicon.cue_phrases.finditer(text, s, e)), None)
    if phrase is None:
        return None, None
    end = next(e for s, e in gaps if s <= phrase.start() < e)
    cue = Span(start=phrase.start(), end=phrase.end(), text=phrase[0])
    return cue, source_after(text, cue.end, end, lexicon)


def _reported(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Attribution]:
    """Indirect and mixed speech of a sentence without a direct quotation."""
    trailing = _trailing(text, sentence, quotations, lexicon)
    if trailing is not None:
        yield trailing
        return
    leading = _leading(text, sentence, quotations, lexicon)
    if leading is not None:
        second = _participial(text, leading, quotations, lexicon)
        if second is None:
            yield leading
        else:
            content = trimmed(text, leading.content[0].start, _comma_before(text, second))
            if content is not None:
                mixed = any(q.inner in content for q in quotations)
                kind: StatementKind = "mixed" if mixed else "indirect"
                leading = replace(leading, content=(content,), kind=kind)
            yield leading
            yield second


def _cues_in(
    text: str, start: int, end: int, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Span]:
    """Reporting verbs outside quotation marks, not in the passive."""
    for match in lexicon.cue_words.finditer(text, start, end):
        quoted = any(q.outer.start <= match.start() < q.outer.end for q in quotations)
        # "the United States": a capital inside the sentence makes it a name.
        name = match[0][0].isupper() and match.start() > start
        if (
            not quoted
            and not name
            and not _PASSIVE.search(text[max(start, match.start() - 12) : match.start()])
        ):
            yield Span(start=match.start(), end=match.end(), text=match[0])


def _trailing(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Attribution | None:
    """“CONTENT, said SPEAKER” and “CONTENT, according to SPEAKER”."""
    candidates = [
        *_cues_in(text, sentence.start, sentence.end, quotations, lexicon),
        *(
            Span(start=m.start(), end=m.end(), text=m[0])
            for m in lexicon.cue_phrases.finditer(text, sentence.start, sentence.end)
        ),
    ]
    for cue in sorted(candidates, key=lambda c: -c.start):
        comma = text.rfind(",", sentence.start, cue.start)
        if comma < 0:
            comma = cue.start if lexicon.cue_phrases.fullmatch(cue.text) else -1
        if comma <= sentence.start or len(text[cue.end : sentence.end].split()) > _LONGEST_TAIL:
            continue
        phrase = lexicon.cue_phrases.fullmatch(cue.text) is not None
        if _THAT.match(text, cue.end, sentence.end) and not phrase:
            continue
        before = trimmed(text, comma, cue.start)
        source = None
        if before is None or phrase:
            source = source_after(text, cue.end, sentence.end, lexicon)
        elif not text[cue.end : sentence.end].strip(" .") or _only_circumstances(
            text[cue.end : sentence.end]
        ):
            source = source_before(text, comma + 1, cue.start, lexicon)
        if source is not None:
            content = trimmed(
                text, sentence.start, comma if not phrase or before is None else cue.start
            )
            return _attribution(content, sentence, cue, source, quotations, lexicon)
    return None


def _only_circumstances(rest: str) -> bool:
    """Whether nothing but time, place or audience follows: "on Friday", "in a statement"."""
    return bool(
        re.match(
            r"\s*(?:on|in|at|late|early|to|during|after|by|via|last|this|earlier|here)\b", rest
        )
    ) and (len(rest.split(",")[0].split()) <= 8)


def _leading(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Attribution | None:
    """“SPEAKER said that CONTENT” and “According to SPEAKER, CONTENT”."""
    phrase = lexicon.cue_phrases.match(text, sentence.start, sentence.end)
    if phrase is not None:
        comma = text.find(", ", phrase.end(), sentence.end)
        source = source_after(text, phrase.end(), sentence.end, lexicon)
        if comma > 0 and source is not None:
            cue = Span(start=phrase.start(), end=phrase.end(), text=phrase[0])
            content = trimmed(text, comma + 1, sentence.end)
            source = Source(source.speaker)  # what follows its comma is the content
            return _attribution(content, sentence, cue, source, quotations, lexicon)
    for cue in _cues_in(text, sentence.start, sentence.end, quotations, lexicon):
        if cue.text.endswith("ing"):
            continue
        source = source_before(text, sentence.start, cue.start, lexicon)
        that = _THAT.match(text, cue.end, sentence.end)
        start = that.end() if that else cue.end
        content = trimmed(text, start, _clause_end(text, start, sentence.end))
        if source is not None and content is not None and len(content.text.split()) >= 3:
            return _attribution(content, sentence, cue, source, quotations, lexicon)
    return None


def _clause_end(text: str, start: int, end: int) -> int:
    match = _BREAK.search(text, start, end)
    return match.start() if match else end


def _participial(
    text: str, leading: Attribution, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Attribution | None:
    """The second cue of “SPEAKER called for X, warning that Y”."""
    span = leading.content[0]
    for cue in _cues_in(text, span.start, span.end, quotations, lexicon):
        if cue.text.endswith("ing") and text[: cue.start].rstrip().endswith(","):
            that = _THAT.match(text, cue.end, span.end)
            content = trimmed(text, that.end() if that else cue.end, span.end)
            return _attribution(content, leading.sentence, cue, leading.source, quotations, lexicon)
    return None


def _comma_before(text: str, attribution: Attribution) -> int:
    cue = attribution.cue
    return text.rfind(",", 0, cue.start) if cue is not None else attribution.content[0].start


def _attribution(
    content: Span | None,
    sentence: Span,
    cue: Span,
    source: Source | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    if content is None:
        return None
    # "In another incident in the country, …" leads over from what came before; nobody said it.
    over = _TRANSITION.match(content.text)
    start = content.start + (over.end() if over else 0)
    words = content.text[start - content.start :].rstrip(".")
    content = Span(start=start, end=start + len(words), text=words)
    mixed = any(q.inner in content for q in quotations)
    return Attribution(
        content=(content,),
        kind="mixed" if mixed else "indirect",
        sentence=sentence,
        cue=cue,
        source=source,
        act=lexicon.act(cue.text),
    )
