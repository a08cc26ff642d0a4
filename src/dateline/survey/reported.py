"""Indirect and mixed speech: clauses that a reporting verb or a phrase introduces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.models.vocabulary import StatementKind
from dateline.survey.attributions import Attribution
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import (
    Source,
    first_subject,
    is_coordinated,
    source_after,
    source_before,
    trimmed,
)

_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|to|not|widely|reportedly|get|got|as)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# What is denied to have been said, thought or known is no statement of anybody's.
_NEGATED = re.compile(
    r"(?:\b(?:not|never|nor|neither|cannot|without|hardly|nobody|none)|n[’']t"
    r"|\b(?:refus|declin|fail|stopp?|avoid)\w*(?:\s+short)?\s+(?:to|of|from))\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# A noun or an adjective and no verb: "the alleged killer", "a report", "its demands".
_NOMINAL = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|your|this|these|those|any|no|all|every|each|some|more"
    r"|other|such|of|in|for|with|on|at|from|about|despite|after|under|following|[\w]+[’']s"
    r"|so-called|allegedly)\s+$",
    re.IGNORECASE,
)
# The bare form of a verb stands behind a plural; otherwise it is a noun: "traded blame".
_BASE = re.compile(
    r"(?:say|tell|explain|write|insist|argue|claim|estimate|confirm|suggest|believe|think|contend"
    r"|hope|fear|deny|accuse|blame|allege|warn|urge|call(?: for| on)?)",
    re.IGNORECASE,
)
_BARE_VERB = re.compile(r"say|believe|think|argue|insist|contend|suggest", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|can|could|may|might|must|should|shall|to|do|does|did|let|[’']ll|[’']d)\s+$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:\w{2,}s|people|police|who|they|we|I|men|women|many|some|others|both|\w+ers?)\s+"
    r"(?:also\s+|now\s+|still\s+)?$",
    re.IGNORECASE,
)
_TIME = (
    r"(?:(?:late|early|earlier|later)\s+)?(?:on\s+|in\s+)?(?:the\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|today|yesterday|tonight|earlier|later|recently|again|also|overnight|afterwards"
    r"|(?:last|this|earlier\s+this)\s+(?:week|month|year|\w+day|morning|afternoon|evening|night)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?|in\s+[A-ZÀ-Þ][\w’-]+)"
)
_MEDIA = (
    r"(?:statement|interview|conference|briefing|report|letter|speech|address|video|message|post"
    r"|tweet|text|email|e-mail|telephone|phone|television|radio|court|public|private|rally|debate"
    r"|memo|note|release|article|filing|editorial|column|Twitter|Facebook|WhatsApp|parliament"
    r"|Parliament|court|session|call|bulletin|communiqu\w+|broadcast|recording|reply|response"
    r"|English|Arabic|sermon|meeting|event|documents?|papers?|affidavit|testimony|blog|website|TV"
    r"|condition of anonymity)"
)
_MEDIUM = (
    rf"(?:in|on|at|by|via|through|to|during)\s+(?:(?!(?:not|no|never)\b)[\w’'-]+\s+){{0,4}}?{_MEDIA}"
    r"(?:\s+(?:with|on|to|in|of|for|broadcast\s+on|posted\s+on|published\s+in)\s+"
    r"(?:the\s+|a\s+|its\s+|his\s+|her\s+|their\s+)?[A-Z\w][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})?"
)
_AUDIENCE = (
    r"(?:to\s+)?(?:him|her|them|us|me|it|reporters|journalists|lawmakers|investigators|police"
    r"|officials|colleagues|supporters|followers|viewers|residents|state\s+television"
    r"|state\s+media|parliament|"
    r"(?:the|a|an|his|her|its|their|this|local|state|French|British|American|Russian)"
    r"(?:\s+(?!(?:not|no|idea|notion|claim|that)\b)[\w’'-]+){1,4}?"
    r"|[A-ZÀ-ÞŠ][\w’'.-]*(?:\s+(?:of\s+|the\s+|for\s+)?[A-ZÀ-ÞŠ][\w’'-]*){0,4})"
)
_ADJUNCT = rf"(?:,?\s+(?:{_TIME}|{_MEDIUM}))"
# Only an audience, a time or a medium stands between a verb of saying and its "that": with a
# noun there ("rejected the idea that"), the clause is not what is said.
_THAT = re.compile(rf"(?:\s+{_AUDIENCE})?{_ADJUNCT}{{0,2}}?,?\s+that,?\s+")
_CIRCUMSTANCES = re.compile(rf"{_ADJUNCT}{{1,2}}(?=[\s,.:;]|$)")
_TELL = re.compile(r"tell(?:s|ing)?|told", re.IGNORECASE)
# What is told stands behind the one who is told.
_TOLD = re.compile(
    rf"\s+{_AUDIENCE}(?:{_ADJUNCT}){{0,2}}?\s+(?:that\s+)?"
    r"(?=(?:he|she|it|they|we|I|there|the|a|an|his|her|its|their|no|this|these|some|\d[\d,]*|two"
    r"|three|what|how|why|whether|all|many|most|both|to|nobody|more|at\s+least|[A-Z][\w’'-]+)\s)"
)
_TOLD_WHOM = re.compile(rf"\s+{_AUDIENCE}(?=[,.]|\s+(?:on|in|at|by|late|early|that)\b|$)")
_TOLD_THAT = re.compile(
    r"(?:\s+(?!(?:not|no|never|that|he|she|it|they|we|I|is|are|was|were|has|had|have|will|would)\b)"
    rf"[\w’'.-]+){{1,8}}?{_ADJUNCT}{{0,2}}?,?\s+that,?\s+"
)
_TRANSITION = re.compile(r"In (?:the|an?|another)\s[a-z\s]{3,45},\s+")
_BREAK = re.compile(r",\s+(?:but(?!\s+that\b)|while|whereas|although|though)\s|;\s")
# Where the object of "blamed", "dismissed" or "called" ends.
_OBJECT_END = re.compile(
    r",\s+(?:who|whom|which|where|whose|an?|the|\w+ing)\s|,?\s+and\s+(?:\w+ed|has|had|was|took|sent|the|it|he|she|they|his|her|its|their)\s"
)
_FEWEST_WORDS = 3
_LONGEST_TAIL = 18  # words: "said Jane Roe, a member of the council, in a statement on Friday"
_FAR = 300  # characters: none of these patterns reads on further
# What a verb of saying cannot govern: "said on Friday", "said pleasantly into the phone".
_NO_CLAUSE = re.compile(
    r"(?:in|on|at|by|via|during|after|before|from|with|into|as|about|of|for|when|while|who|which|goodbye"
    r"|so|and|or|but|through|under|\w+ly|according|it\s+all|nothing|something|anything|hello)\b",
    re.IGNORECASE,
)
_ENDS_IN_CONJUNCTION = re.compile(r"\b(?:because|that|and|but|as|while|since),?$")
_BEFORE_PARTICIPLE = re.compile(
    r"(?:[,—–]|\b(?:statement|letter|tweet|message)\b(?:\s+\w+){0,3}|\b(?:and|by|before))(?:\s+also)?$"
)
# What may still follow the speaker and the verb: "she said in reply to a question".
_ASIDE = re.compile(r"\s*(?:in|on|at|during|after|before|by|via|when|while|of|about|last|this)\s")
_LONGEST_ASIDE = 10  # words
_CLAIM = re.compile(r"(?:full\s+)?responsibility\s+for\b")
_AS_SAYING = re.compile(r"\s[^.;]{3,120}?(,?\s+as\s+saying\s+(?:that\s+)?)")
# Behind the cue inside a sentence, these open a remark of the reporter's own.
_REMARK = re.compile(
    r"(?:in|on|at|as|after|before|while|when|although|though|whereas|who|which|where|with"
    r"|amid|during|following|despite|because|since|and\s+\w+ed|\w+ing)\b",
    re.IGNORECASE,
)
_PRESENT_NOUN = re.compile(
    r"(?:reports|claims|states|notes|demands|promises|pledges|vows|warns|writes|adds|blames|posted"
    r"|calls (?:for|on)|claim|deny|report|warn)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue of a sentence, with how it governs what is said."""

    span: Span
    phrase: bool

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end


def find_reported(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[Attribution]:
    """Indirect and mixed speech of a sentence without a direct quotation, by its cues."""
    found: list[Attribution] = []
    opened = sentence.start  # where the words begin that the next cue may take for its own
    for cue in _cues_in(text, sentence, quotations, lexicon):
        said = (
            _by_phrase(text, sentence, cue, opened, quotations, lexicon)
            if cue.phrase
            else _by_verb(text, sentence, cue, opened, found, quotations, lexicon)
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
    cue: _Cue,
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
        words = re.search(
            r"[,\s]*(?:\b(?:and|but|or|then|also|while)\b[,\s]*)*$", text[content.start : at]
        )
        at = content.start + words.start() if words else at
    else:
        breaks = [m.start() for m in _BREAK.finditer(text, content.start, cue.start)]
        at = breaks[-1] if breaks else content.end
        if content.start < said.content[0].start < cue.start:
            at = min(at, said.content[0].start)
        elif content.start < said.content[0].end < cue.start:
            at = min(at, said.content[0].end)
    rest = trimmed(text, content.start, at)
    if rest is None or len(rest.text.split()) < 2:
        return list(found)
    parts = (*last.content[:-1], rest)
    return [*found[:-1], replace(last, content=parts, kind=_kind(parts, quotations))]


def _cues_in(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[_Cue]:
    """Reporting verbs and phrases outside quotation marks: not passive, negated or a noun."""
    found = [(m, False) for m in lexicon.cue_words.finditer(text, sentence.start, sentence.end)]
    found += [(m, True) for m in lexicon.cue_phrases.finditer(text, sentence.start, sentence.end)]
    starts = [q.outer.start for q in quotations]
    for match, phrase in sorted(found, key=lambda f: f[0].start()):
        n = bisect_right(starts, match.start()) - 1
        if n >= 0 and quotations[n].outer.start <= match.start() < quotations[n].outer.end:
            continue
        span = Span(start=match.start(), end=match.end(), text=match[0])
        before = text[max(sentence.start, span.start - 40) : span.start]
        # "the United States": a capital inside the sentence makes it a name.
        name = span.text[0].isupper() and span.start > sentence.start and not phrase
        if name or (not phrase and _is_no_verb(before, span.text)):
            continue
        yield _Cue(span, phrase)


def _is_no_verb(before: str, cue: str) -> bool:
    if _PASSIVE.search(before) or _NEGATED.search(before):
        return True
    if _BASE.fullmatch(cue) and (
        _MODAL.search(before) or not (_BARE_VERB.fullmatch(cue) or _PLURAL.search(before))
    ):
        return True
    return _NOMINAL.search(before) is not None and not cue.lower().endswith("ing")


def _by_phrase(
    text: str,
    sentence: Span,
    cue: _Cue,
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
        end = _clause_end(text, comma + 1, sentence.end)
        parts = [trimmed(text, comma + 1, end)]
    else:
        # It speaks for the whole clause, whatever else is reported in it.
        aside = text[opened : cue.start].rstrip().endswith(",")
        first = sentence.start if aside else opened
        start = _after_break(text, first, cue.start)
        parts = [trimmed(text, start, cue.start)]
    return _attribution(parts, sentence, cue.span, source, quotations, lexicon)


def _precedes(source: Source) -> bool:
    return source.role is not None and source.role.start < source.speaker.start


def _by_verb(
    text: str,
    sentence: Span,
    cue: _Cue,
    opened: int,
    found: Sequence[Attribution],
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """By where the verb stands: behind its content, inside it, or before it."""
    word = cue.span.text
    if word.lower() == "quoted":
        return _quoted_as_saying(text, sentence, cue, quotations, lexicon)
    participle = word.lower().split()[0].endswith("ing")
    if participle:
        return _participial(text, sentence, cue, found, quotations, lexicon)
    after = _after_cue(text, cue, sentence.end)
    rest = text[after : sentence.end]
    closes = rest.strip(" .") == "" or rest.lstrip().startswith((",", "—", "–", "-"))
    closes = closes or (_ASIDE.match(rest) is not None and len(rest.split()) <= _LONGEST_ASIDE)
    inverted = _inverted(text, sentence, cue, opened, quotations, lexicon)
    if inverted is not None:
        return inverted
    if closes and lexicon.speaks(word):
        trailing = _trailing(text, sentence, cue, after, opened, quotations, lexicon)
        if trailing is not None:
            return trailing
    if is_coordinated(text, opened if opened > sentence.start else sentence.start, cue.start):
        source = (
            found[-1].source if found else first_subject(text, sentence.start, cue.start, lexicon)
        )
    else:
        source = source_before(
            text,
            _clause_start(text, opened, cue.start),
            cue.start,
            lexicon,
            loose=lexicon.speaks(word) and after == cue.end,
        )
    if source is None:
        return None
    return _leading(text, sentence, cue, source, quotations, lexicon)


def _inverted(
    text: str,
    sentence: Span,
    cue: _Cue,
    opened: int,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """By “CONTENT, said SPEAKER.”."""
    before = text[opened : cue.start].rstrip()
    if not before.endswith((",", "”", '"', "’", "'", "—", "–")) or _TELL.fullmatch(cue.span.text):
        return None
    near = min(sentence.end, cue.end + _FAR)
    if len(text[cue.end : sentence.end].split()) > _LONGEST_TAIL or _THAT.match(
        text, cue.end, near
    ):
        return None
    source = source_after(text, cue.end, sentence.end, lexicon)
    speaks = lexicon.speaks(cue.span.text)
    direct = source_before(text, opened, cue.start, lexicon, loose=speaks)
    # "Roe, 17, said": the words before the comma are the speaker with a description.
    described = direct is not None and direct.speaker.start <= _after_opening(text, opened) + 2
    content = trimmed(text, _after_break(text, opened, cue.start), cue.start)
    if source is None or content is None or described or not (direct is None or speaks):
        return None
    if len(content.text.split()) < _FEWEST_WORDS:
        return None
    return _attribution([content], sentence, cue.span, source, quotations, lexicon)


def _quoted_as_saying(
    text: str,
    sentence: Span,
    cue: _Cue,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """“The agency quoted SPEAKER as saying that CONTENT”: the one who is quoted speaks."""
    match = _AS_SAYING.match(text, cue.end, min(sentence.end, cue.end + _FAR))
    if match is None:
        return None
    source = source_after(text, cue.end, match.start(1), lexicon)
    content = trimmed(text, match.end(), sentence.end)
    if source is None or content is None:
        return None
    return _attribution([content], sentence, cue.span, source, quotations, lexicon)


def _after_opening(text: str, opened: int) -> int:
    while opened < len(text) and not text[opened].isalnum():
        opened += 1
    return opened


def _after_cue(text: str, cue: _Cue, end: int) -> int:
    """Where the audience, time and medium of saying end."""
    end = min(end, cue.end + _FAR)
    at = cue.end
    if _TELL.fullmatch(cue.span.text):
        match = _TOLD_WHOM.match(text, at, end)
        at = match.end() if match else at
    match = _CIRCUMSTANCES.match(text, at, end)
    return match.end() if match else at


def _trailing(
    text: str,
    sentence: Span,
    cue: _Cue,
    after: int,
    opened: int,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """By “CONTENT, SPEAKER said on Friday.” and “CONTENT, SPEAKER said, MORE.”."""
    source = source_before(text, opened, cue.start, lexicon, loose=lexicon.speaks(cue.span.text))
    if source is None:
        return None
    first = min(source.speaker.start, source.role.start if source.role else source.speaker.start)
    comma = max(
        (text.rfind(mark, opened, first) for mark in (",", "”", '"', "—", "–", " - ", "’")),
        default=-1,
    )
    if comma <= opened or first - comma > 60:
        return None
    start = _after_break(text, sentence.start, comma)
    parts = [trimmed(text, start, comma)]
    rest = trimmed(text, after, sentence.end, " \t\n\u00a0,;:—–-")
    if rest is not None and rest.text.strip(".") and not _REMARK.match(rest.text):
        parts.append(trimmed(text, rest.start, _clause_end(text, rest.start, sentence.end)))
    if parts[0] is None or (len(parts[0].text.split()) < 3 and len(parts) == 1):
        return None
    if _NO_CLAUSE.match(parts[0].text) and len(parts[0].text.split()) < 4:
        parts = parts[1:]
    return _attribution(parts, sentence, cue.span, source, quotations, lexicon)


def _leading(
    text: str,
    sentence: Span,
    cue: _Cue,
    source: Source,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """“SPEAKER said that CONTENT”."""
    start = _content_start(text, cue, sentence.end, lexicon)
    if start is None:
        return None
    end = _clause_end(text, start, sentence.end)
    if start == cue.end and lexicon.governs(cue.span.text):
        end = _object_end(text, start, end, quotations)
    content = trimmed(text, start, end)
    if content is None:
        return None
    quoted = any(q.outer.start == content.start for q in quotations)
    fewest = 2 if quoted or lexicon.governs(cue.span.text) else 3
    if lexicon.act(cue.span.text) == "deny" and content.text.rstrip(".") in ("it", "this", "that"):
        fewest = 1
    if len(content.text.split()) < fewest:
        return None
    return _attribution([content], sentence, cue.span, source, quotations, lexicon)


def _content_start(text: str, cue: _Cue, end: int, lexicon: Lexicon) -> int | None:
    """Where what is said begins behind its cue, None where nothing is said."""
    near = min(end, cue.end + _FAR)
    word = cue.span.text
    if _TELL.fullmatch(word):
        match = _TOLD_THAT.match(text, cue.end, near) or _TOLD.match(text, cue.end, near)
        return match.end() if match else None
    that = _THAT.match(text, cue.end, near)
    if that is not None:
        return that.end()
    if lexicon.governs(word):
        return None if re.compile(r"\s+as\b").match(text, cue.end, near) else cue.end
    circumstances = _CIRCUMSTANCES.match(text, cue.end, near)
    start = circumstances.end() if circumstances else cue.end
    rest = text[start:near].lstrip(" \u00a0,:")
    if _NO_CLAUSE.match(rest) or (
        _PRESENT_NOUN.fullmatch(word)
        and rest[:1].islower()
        and not re.match(r"(?:he|she|it|they|we|there|the|a|an|his|her|its|their|no)\b", rest)
    ):
        return None
    return start


def _participial(
    text: str,
    sentence: Span,
    cue: _Cue,
    found: Sequence[Attribution],
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """The cue of “SPEAKER called for X, warning that Y” and “SPEAKER left, saying Y”."""
    words = text[max(sentence.start, cue.start - 40) : cue.start].rstrip()
    if not _BEFORE_PARTICIPLE.search(words):
        return None
    source = found[-1].source if found else None
    if source is None:
        source = first_subject(text, sentence.start, cue.start, lexicon)
    start = _content_start(text, cue, sentence.end, lexicon)
    if source is None or start is None:
        return None
    content = trimmed(text, start, sentence.end)
    if content is None or len(content.text.split()) < 3:
        return None
    return _attribution([content], sentence, cue.span, source, quotations, lexicon)


def _clause_start(text: str, opened: int, cue_start: int) -> int:
    """Where the clause begins whose verb the cue is."""
    return _after_break(text, max(opened, cue_start - _FAR), cue_start)


def _after_break(text: str, start: int, end: int) -> int:
    """Behind the last conjunction that opens a clause between `start` and `end`."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        at = match.end()
    return at


def _clause_end(text: str, start: int, end: int) -> int:
    match = _BREAK.search(text, start, end)
    return match.start() if match else end


def _object_end(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> int:
    """Where the object of a verb ends, which no clause of its own follows."""
    for match in _OBJECT_END.finditer(text, start, end):
        if any(q.outer.start < match.start() < q.outer.end for q in quotations):
            continue
        if len(text[start : match.start()].split()) >= 2:
            return match.start()
    return end


def _kind(parts: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    starts = [q.inner.start for q in quotations]
    mixed = any(
        n < len(starts) and starts[n] <= part.end
        for part in parts
        for n in (bisect_left(starts, part.start),)
    )
    return "mixed" if mixed else "indirect"


def _attribution(
    content: Sequence[Span | None],
    sentence: Span,
    cue: Span,
    source: Source | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    parts = []
    for part in content:
        if part is None:
            continue
        # "In another incident in the country, …" leads over from before; nobody said it.
        over = _TRANSITION.match(part.text)
        start = part.start + (over.end() if over else 0)
        words = part.text[start - part.start :].rstrip(".")
        if words:
            parts.append(Span(start=start, end=start + len(words), text=words))
    if not parts:
        return None
    return Attribution(
        content=tuple(parts),
        kind=_kind(parts, quotations),
        sentence=sentence,
        cue=cue,
        source=source,
        act="claim_responsibility" if _CLAIM.match(parts[0].text) else lexicon.act(cue.text),
    )
