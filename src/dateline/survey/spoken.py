"""Which passages in quotation marks somebody said, and which are titles or nicknames."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.models import Span
from dateline.survey.layout import SurveyedParagraph
from dateline.survey.quotations import Quotation

# Words of a title or a nickname are fewer, and end without a mark.
_FEWEST_SPOKEN = 6
# Of two words on, somebody is quoted: a single one may only be marked.
_FEWEST_QUOTED = 2
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class _Marks:
    """Words of English by what they say of the marks beside them.

    Attributes:
        naming: What a name in quotation marks follows, up to its end.
        minor: Words that titles write small.
        goes_on: Words that a clause goes on with behind the marks.
    """

    naming: re.Pattern[str]
    minor: frozenset[str]
    goes_on: frozenset[str]


@cache
def _marks() -> _Marks:
    data = tomllib.loads(
        (files("dateline.survey") / "lexicons" / "en_quotations.toml").read_text("utf-8")
    )
    naming = re.compile(rf"\b(?:{'|'.join(data['naming'])})\s*$", re.IGNORECASE)
    return _Marks(naming, frozenset(data["minor"]), frozenset(data["goes_on"]))


def find_spoken(paragraphs: Sequence[SurveyedParagraph]) -> tuple[tuple[Quotation, Span], ...]:
    """The quotations that somebody said, each with its sentence, in order."""
    return tuple(_spoken(paragraphs))


def _spoken(paragraphs: Sequence[SurveyedParagraph]) -> Iterator[tuple[Quotation, Span]]:
    for paragraph in paragraphs:
        starts = [q.outer.start for q in paragraph.quotations]
        for sentence in paragraph.sentences if starts else ():
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            for quotation in paragraph.quotations[first:last]:
                if quotation.outer.end <= sentence.end and (
                    _is_spoken(quotation, paragraph) or _is_quoted(quotation, sentence, paragraph)
                ):
                    yield quotation, sentence


def _is_spoken(quotation: Quotation, paragraph: SurveyedParagraph) -> bool:
    """Whether its length, its end or its speaker show that it is speech."""
    words = quotation.inner.text.split()
    # Guillemets mark speech where English sets its words apart by other means.
    ended = quotation.inner.text.rstrip()[-1:] in ",.!?…。！？" or quotation.outer.text[0] == "«"
    unspaced = len(words) == 1 and len(words[0]) > 12 and not words[0].isascii()
    long = len(words) >= _FEWEST_SPOKEN or unspaced or (ended and len(words) > 2)
    if long and not _is_title(quotation.inner.text):
        return True
    return any(
        quotation.inner in said.content for said in paragraph.attributions if said.kind == "direct"
    )


def _is_title(text: str) -> bool:
    """Whether it is written as names are: “Justice for the Victims of Terror Act”.

    What ends as a sentence does is one, and a headline in capitals may quote anything.
    """
    words = _WORD.findall(text)
    large = [w for w in words if w[0].isupper()]
    return (
        len(large) > 1
        and words[0] in large
        and text.rstrip()[-1:] not in ".!?…。！？"
        and not text.isupper()
        and all(w in large or w in _marks().minor for w in words)
    )


def _is_quoted(quotation: Quotation, sentence: Span, paragraph: SurveyedParagraph) -> bool:
    """Whether a few words are somebody's: "left it at “deep concern”", not "known as “the Fox”".

    A headline sets words in marks to be brief, but for those that it opens with before a colon.
    """
    if paragraph.lexicon.language != "en" or paragraph.article.language not in (None, "en"):
        return False
    words = _WORD.findall(quotation.inner.text)
    if len(words) < _FEWEST_QUOTED:
        return False
    before = paragraph.article.text[sentence.start : quotation.outer.start]
    after = paragraph.article.text[quotation.outer.end : sentence.end]
    if not before.strip() and after.startswith(":"):
        return True
    headline = sentence.text.rstrip("\"”’'»)")[-1:] not in ".!?…:;"
    marks = _marks()
    small = any(w[0].islower() and w not in marks.minor for w in words)
    following = re.match(r"\s+([a-z][\w’'-]*)", after)
    describes = following is not None and following[1] not in marks.goes_on
    return small and not (headline or describes or marks.naming.search(before))
