"""The words for a source beside a reporting cue."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.lexicon import Lexicon

# Where the name of a source that follows its cue ends: "said Jane Roe in a statement".
_AFTER_NAME = re.compile(
    r"[,;:!?“\"(—–]|(?<!\b[A-Z])\.|\s(?:in|on|at|after|before|during|when|while|as|who|which|that|to|from|by|via|"
    r"late|early|last|this|here|and)\s|"
    r"\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_OPENERS = re.compile(
    r"^(?:but|and|however|meanwhile|so|yet|then|also|still|later|earlier|while|as|because|although"
    r"|instead|nevertheless|moreover|according to)[\s,]+",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(
    r"\s+(?:has|have|had|also|later|then|earlier|further|previously|reportedly|repeatedly|again|"
    r"has also|had also|have also|has since|had earlier|once|simply|only|even|never|publicly|"
    r"on \w+)$",
    re.IGNORECASE,
)
_MAX_WORDS = 14


@dataclass(frozen=True, slots=True)
class Source:
    """Who is quoted: the words, and the office that stands in apposition."""

    speaker: Span
    role: Span | None = None


def trimmed(text: str, start: int, end: int, strip: str = " \t\r\n\u00a0\u202f,;:") -> Span | None:
    """The span without `strip` at its ends, or None where nothing is left."""
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return Span(start=start, end=end, text=text[start:end]) if start < end else None


def source_before(text: str, start: int, cue_start: int, lexicon: Lexicon) -> Source | None:
    """The source in `text[start:cue_start]`, which ends where its reporting verb begins."""
    apposition = text[start:cue_start].rstrip().endswith(",")
    pieces = _pieces(text, start, cue_start)
    if not pieces:
        return None
    role: Span | None = None
    speaker = pieces[-1]
    if apposition and len(pieces) > 1:
        # "John Smith, the mayor, said" or "the mayor, John Smith, said": the name speaks.
        first, second = pieces[-2], pieces[-1]
        speaker, role = (second, first) if _is_name(second.text) else (first, second)
        if role is not None and not _is_role(role.text):
            role = None
    speaker = _bare(text, speaker)
    return Source(speaker, role) if _plausible(speaker.text, lexicon) else None


def source_after(text: str, cue_end: int, end: int, lexicon: Lexicon) -> Source | None:
    """The source that follows its cue: "said Jane Roe, the mayor"."""
    match = _AFTER_NAME.search(text, cue_end + 1, end)
    name_end = match.start() if match else end
    speaker = trimmed(text, cue_end, name_end)
    if speaker is None or not _plausible(speaker.text, lexicon):
        return None
    pronoun = lexicon.pronouns.match(speaker.text)
    if pronoun and pronoun.end() < len(speaker.text):
        return None  # a clause: "said it had not been invited"
    role: Span | None = None
    if match and match[0] == ",":
        close = re.compile(r"[,.;:“\"]").search(text, match.end(), end)
        role = trimmed(text, match.end(), close.start() if close else end)
        if role is not None and not _is_role(role.text):
            role = None
        elif role is not None and _is_name(role.text) and not _is_name(speaker.text):
            speaker, role = role, speaker
    return Source(speaker, role)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """What commas, dashes and semicolons part."""
    cuts = [start]
    cuts += [m.end() for m in re.compile(r"[,;:—–]\s|[”\"]\s?").finditer(text, start, end)]
    cuts.append(end)
    spans = (trimmed(text, a, b) for a, b in itertools.pairwise(cuts))
    return [span for span in spans if span is not None]


def _bare(text: str, span: Span) -> Span:
    """Without a conjunction before and an auxiliary behind."""
    opener = _OPENERS.match(span.text)
    start = span.start + (opener.end() if opener else 0)
    rest = text[start : span.end]
    while (auxiliary := _AUXILIARIES.search(rest)) is not None:
        rest = rest[: auxiliary.start()]
    return Span(start=start, end=start + len(rest), text=rest)


def _is_name(phrase: str) -> bool:
    return (
        re.fullmatch(r"(?:[A-Z][\w’'.-]*\s?|(?:al|de|bin|van|der|la)[ -]){1,5}", phrase) is not None
    )


def _is_role(phrase: str) -> bool:
    if phrase.isdigit():
        return False  # an age
    return len(phrase.split()) <= _MAX_WORDS and not re.match(
        r"(?:but|and|adding|who|which|as|in|on|after|when|while|because)\b", phrase
    )


def _plausible(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase can be a source: not too long, and a name or a noun for people."""
    if not phrase or len(phrase.split()) > _MAX_WORDS:
        return False
    if re.search(
        r"[“”\"]|^(?:no|nobody|neither|none|nothing|which|that|who|what|where|when)\b",
        phrase,
        re.IGNORECASE,
    ):
        return False
    return bool(
        lexicon.speaker_nouns.search(phrase)
        or lexicon.actor_words.search(phrase)
        or re.search(r"\b[A-Z][\w’'-]+", phrase)
    )
