"""What a reporting verb governs: behind its content, inside it, or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.models import Span
from dateline.survey.attributions import Attribution, attribution
from dateline.survey.circumstances import after_cue, content_start, is_no_clause, is_that_clause
from dateline.survey.clauses import (
    after_break,
    after_opening,
    clause_end,
    clause_start,
    object_end,
)
from dateline.survey.cues import TELL, Cue
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

_FEWEST_WORDS = 3
_LONGEST_TAIL = 18  # words: "said Jane Roe, a member of the council, in a statement on Friday"
_FAR = 300  # characters: none of these patterns reads on further
_BEFORE_PARTICIPLE = re.compile(
    r"(?:[,—–]|\b(?:statement|letter|tweet|message)\b(?:\s+\w+){0,3}|\b(?:and|by|before))(?:\s+also)?$"
)
# What may still follow the speaker and the verb: "she said in reply to a question".
_ASIDE = re.compile(r"\s*(?:in|on|at|during|after|before|by|via|when|while|of|about|last|this)\s")
_LONGEST_ASIDE = 10  # words
_AS_SAYING = re.compile(r"\s[^.;]{3,120}?(,?\s+as\s+saying\s+(?:that\s+)?)")
# Behind the cue inside a sentence, these open a remark of the reporter's own.
_REMARK = re.compile(
    r"(?:in|on|at|as|after|before|while|when|although|though|whereas|who|which|where|with"
    r"|amid|during|following|despite|because|since|and\s+\w+ed|\w+ing)\b",
    re.IGNORECASE,
)


def by_verb(
    text: str,
    sentence: Span,
    cue: Cue,
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
    after = after_cue(text, cue, sentence.end)
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
            clause_start(text, opened, cue.start),
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
    cue: Cue,
    opened: int,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """By “CONTENT, said SPEAKER.”."""
    before = text[opened : cue.start].rstrip()
    if not before.endswith((",", "”", '"', "’", "'", "—", "–")) or TELL.fullmatch(cue.span.text):
        return None
    long = len(text[cue.end : sentence.end].split()) > _LONGEST_TAIL
    if long or is_that_clause(text, cue.end, sentence.end):
        return None
    source = source_after(text, cue.end, sentence.end, lexicon)
    speaks = lexicon.speaks(cue.span.text)
    direct = source_before(text, opened, cue.start, lexicon, loose=speaks)
    # "Roe, 17, said": the words before the comma are the speaker with a description.
    described = direct is not None and direct.speaker.start <= after_opening(text, opened) + 2
    content = trimmed(text, after_break(text, opened, cue.start), cue.start)
    if source is None or content is None or described or not (direct is None or speaks):
        return None
    if len(content.text.split()) < _FEWEST_WORDS:
        return None
    return attribution([content], sentence, cue.span, source, quotations, lexicon)


def _quoted_as_saying(
    text: str,
    sentence: Span,
    cue: Cue,
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
    return attribution([content], sentence, cue.span, source, quotations, lexicon)


def _trailing(
    text: str,
    sentence: Span,
    cue: Cue,
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
    start = after_break(text, sentence.start, comma)
    parts = [trimmed(text, start, comma)]
    rest = trimmed(text, after, sentence.end, " \t\n\u00a0,;:—–-")
    if rest is not None and rest.text.strip(".") and not _REMARK.match(rest.text):
        parts.append(trimmed(text, rest.start, clause_end(text, rest.start, sentence.end)))
    if parts[0] is None or (len(parts[0].text.split()) < 3 and len(parts) == 1):
        return None
    if is_no_clause(parts[0].text) and len(parts[0].text.split()) < 4:
        parts = parts[1:]
    return attribution(parts, sentence, cue.span, source, quotations, lexicon)


def _leading(
    text: str,
    sentence: Span,
    cue: Cue,
    source: Source,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> Attribution | None:
    """“SPEAKER said that CONTENT”."""
    start = content_start(text, cue, sentence.end, lexicon)
    if start is None:
        return None
    end = clause_end(text, start, sentence.end)
    if start == cue.end and lexicon.governs(cue.span.text):
        end = object_end(text, start, end, quotations)
    content = trimmed(text, start, end)
    if content is None:
        return None
    quoted = any(q.outer.start == content.start for q in quotations)
    fewest = 2 if quoted or lexicon.governs(cue.span.text) else 3
    if lexicon.act(cue.span.text) == "deny" and content.text.rstrip(".") in ("it", "this", "that"):
        fewest = 1
    if len(content.text.split()) < fewest:
        return None
    return attribution([content], sentence, cue.span, source, quotations, lexicon)


def _participial(
    text: str,
    sentence: Span,
    cue: Cue,
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
    start = content_start(text, cue, sentence.end, lexicon)
    if source is None or start is None:
        return None
    content = trimmed(text, start, sentence.end)
    if content is None or len(content.text.split()) < 3:
        return None
    return attribution([content], sentence, cue.span, source, quotations, lexicon)
