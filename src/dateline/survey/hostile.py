"""Text that speaks to a language model rather than to a reader, and text that no reader sees.

Nothing that stands in it is reporting: the survey passes it over, and no value of a record may
rest on it. It is never deleted, and each piece is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal
from unicodedata import category, normalize

from dateline.expressions.openings import by_opening
from dateline.models import Article, Span
from dateline.survey.told_orders import SENTENCE_BREAK, ToldOrders, told_orders
from dateline.survey.word_lists import read_lexicon

HostileReason = Literal["order", "address", "mark", "hidden"]

_WORDS = {
    "order": "an order to a language model",
    "address": "words addressed to a language model",
    "mark": "a mark that opens or ends a part of a prompt",
    "hidden": "text that a reader does not see",
}
# Tag characters spell whole sentences unseen; bidirectional overrides show other than is written.
_TAGS = re.compile("[\U000e0000-\U000e007f]{2,}")
_UNSEEN_RUN = re.compile(
    "[\u200b-\u200d\u2060-\u2064\ufeff\u00ad]{3,}|[\u2061-\u2064\u3164\u115f]+"
)
_OVERRIDE = re.compile("[\u202d\u202e][^\u202c\n]*\u202c?")
# Invisible characters between the letters of one word after another: written to be overlooked.
_LACED = re.compile("(?:[A-Za-z][\u200b-\u200d\u2060\ufeff\u00ad]){3,}[A-Za-z]?")
_UNSEEN = re.compile(
    "[\u00ad\u115f\u200b-\u200d\u202d\u202e\u2060-\u2064\u3164\ufeff\U000e0000-\U000e007f]"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s*[\"”’')]*\s*|[\n\r>*#\]\-–—]\s*)\Z")
_LONGEST_QUOTE = 3000  # characters
_BEFORE = 40  # characters looked at before an order
_LINES = 5  # of a block that a mark opens
_LONGEST_WORD = 48  # characters; what is longer may be a message in another encoding
_ALONE = 60  # characters; a paragraph of no more is a mark and nothing else
_LOOK_ALIKE = str.maketrans(
    "аеіјорсухѕԁһкАВЕІЈКМНОРСЅТХαονιΑΒΕΙΚΜΝΟΡΤΧ", "aeijopcyxsdhkABEIJKMHOPCSTXaoviABEIKMNOPTX"
)
_LOOKS_ALIKE = re.compile("[\u0370-\u04ff]")
# Letters of two scripts in one word.
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u04ff])\w+")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A stretch of the article that is no reporting.

    Attributes:
        span: All of it: to the end of its paragraph, or to the mark that closes it.
        reason: What it is.
    """

    span: Span
    reason: HostileReason

    @property
    def description(self) -> str:
        """The reason in words."""
        return _WORDS[self.reason]


@dataclass(frozen=True, slots=True)
class _Sought:
    """Patterns of one reason, for a text in small letters.

    Attributes:
        before: What has to stand right before a match, where anything has.
        plain: Whether they count outside of quotation marks only: people say "you" to people.
        told: What they are no order in: the report of somebody who does it.
    """

    reason: HostileReason
    words: re.Pattern[str]
    before: re.Pattern[str] | None = None
    plain: bool = False
    told: ToldOrders | None = None

    def finditer(self, text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
        """The matches that count, in order and disjoint, of those that begin at `places`."""
        end = 0
        for start in places:
            match = self.words.match(text, start) if start >= end else None
            if match is None:
                continue
            end = match.end()
            if self.before and not self.before.search(text[max(0, start - _BEFORE) : start]):
                continue
            if self.told and self.told.hold(text, match):
                continue
            if not (self.plain and _in_quotes(text, start)):
                yield match


def _in_quotes(text: str, at: int) -> bool:
    """Whether quotation marks stand open at an offset, in its line."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - _LONGEST_QUOTE) : at]
    open_, close = line.rfind("“"), line.rfind("”")
    single = re.search(r"(?:^|\s)[‘'](?!.*\w[’'](?:\s|[,.;:!?]|$))", line)
    return open_ > close or line.count('"') % 2 == 1 or single is not None


def _lexicon() -> dict[str, Any]:
    return read_lexicon("hostile")


def _words(*tables: str, boundary: str = "") -> str:
    patterns = [pattern for table in tables for pattern in _lexicon()[table]["patterns"]]
    return f"{boundary}(?:{by_opening(patterns) if boundary else '|'.join(patterns)})"


@cache
def _any_words() -> re.Pattern[str]:
    """What finds any of the words of `_patterns`: one look instead of one for each table."""
    tables = ("address", "greetings", "work", "orders", "opening_orders")
    return re.compile(_words(*tables, boundary=r"(?<!\w)"))


@cache
def _opening_marks() -> re.Pattern[str]:
    """The marks that open a line."""
    opening = [mark.removeprefix("^") for mark in _marks() if mark.startswith("^")]
    return re.compile(rf"^(?:{'|'.join(opening)})", re.MULTILINE)


def _marks() -> list[str]:
    patterns: list[str] = _lexicon()["marks"]["patterns"]
    return patterns


@cache
def _marks_within() -> re.Pattern[str]:
    """The marks that may stand anywhere in a line."""
    return re.compile("|".join(mark for mark in _marks() if not mark.startswith("^")))


# Of these each of them has one.
_SIGNS = ("<", "[", "{", "~", "`", "&lt;", "%%", "@@", "$$", "##", "||")
_KEY = re.compile(r'"\s*:')


def _places(low: str) -> list[int]:
    """Where words of `_patterns` begin, those within others too. Hardly an article has any."""
    found: list[int] = []
    match = _any_words().search(low)
    while match is not None:
        found.append(match.start())
        match = _any_words().search(low, match.start() + 1)
    return found


def _is_marked(low: str) -> bool:
    if _opening_marks().search(low):
        return True
    signed = any(sign in low for sign in _SIGNS) or _KEY.search(low) is not None
    return signed and _marks_within().search(low) is not None


@cache
def _marks_of_prompts() -> re.Pattern[str]:
    return re.compile(_words("marks"), re.MULTILINE)


@cache
def _patterns() -> tuple[_Sought, ...]:
    def words(table: str, boundary: str = "") -> re.Pattern[str]:
        return re.compile(_words(table, boundary=boundary), re.MULTILINE)

    def before(table: str) -> re.Pattern[str]:
        return re.compile(rf"(?:{read_lexicon('hostile')[table]['starts']})\Z", re.IGNORECASE)

    return (
        _Sought("address", words("address", r"(?<!\w)")),
        _Sought("address", words("greetings", r"(?<!\w)"), _SENTENCE_START),
        _Sought("address", words("work", r"(?<!\w)"), plain=True),
        _Sought("order", words("orders", r"(?<!\w)"), before("orders"), told=told_orders()),
        _Sought("order", words("opening_orders", r"(?<!\w)"), before("opening_orders")),
    )


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(_words("hidden"), re.IGNORECASE | re.MULTILINE)


def find_hostile(article: Article) -> tuple[Hostile, ...]:
    """Where `article` speaks to a model or hides words, in order and disjoint."""
    found = sorted(_found(article), key=lambda h: (h.span.start, -h.span.end))
    kept: list[Hostile] = []
    for item in found:
        if kept and item.span.start < kept[-1].span.end:
            last = kept[-1]
            end = max(last.span.end, item.span.end)
            kept[-1] = Hostile(article.span(last.span.start, end), last.reason)
        else:
            kept.append(item)
    return tuple(kept)


def is_hostile(span: Span, hostile: Sequence[Hostile]) -> bool:
    """Whether the span touches text that is no reporting."""
    return any(h.span.overlaps(span) for h in hostile)


def _found(article: Article) -> Iterator[Hostile]:
    text = article.text
    for pattern in (_TAGS, _UNSEEN_RUN, _OVERRIDE, _LACED) if _UNSEEN.search(text) else ():
        for match in pattern.finditer(text):
            yield Hostile(_to_paragraph_end(article, match.start(), match.end()), "hidden")
    yield from _comments(article)
    folded, starts = _folded(text)
    if "<" in folded or max(map(len, folded.split()), default=0) >= _LONGEST_WORD:
        for match in _hidden().finditer(folded):
            yield Hostile(article.span(starts[match.start()], starts[match.end()]), "hidden")
    low = _small(folded)
    for match in _marks_of_prompts().finditer(low) if _is_marked(low) else ():
        start, end = starts[match.start()], starts[match.end()]
        yield Hostile(_to_closing_mark(article, start, end), "mark")
    places = _places(low)
    for sought in _patterns() if places else ():
        for match in sought.finditer(low, places):
            start, end = starts[match.start()], starts[match.end()]
            yield Hostile(_to_paragraph_end(article, start, end), sought.reason)


def _small(text: str) -> str:
    """The text in small letters, of equal length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


def _comments(article: Article) -> Iterator[Hostile]:
    """HTML comments; one that is not closed ends with its paragraph."""
    text = article.text
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            yield Hostile(_to_paragraph_end(article, start, start + 4), "hidden")
            return
        yield Hostile(article.span(start, end + 3), "hidden")
        start = text.find("<!--", end)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as a model may read it: without what is invisible, look-alike letters as Latin.

    And where each of its characters stands in `text`, with the end of the text behind them.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    if _LOOKS_ALIKE.search(text):
        text = _MIXED.sub(lambda word: word[0].translate(_LOOK_ALIKE), text)
    if all(map(_stays, {*"".join(_NOT_ASCII.findall(text))})):
        return text, range(len(text) + 1)
    out: list[str] = []
    starts: list[int] = []
    plain = 0  # where the stretch of plain characters begins
    for run in _NOT_ASCII.finditer(text):
        out.append(text[plain : run.start()])
        starts += range(plain, run.start())
        plain = run.end()
        for at, char in enumerate(run[0], run.start()):
            if category(char) != "Cf":
                out.append(normalize("NFKC", char))
                starts += [at] * len(out[-1])
    out.append(text[plain:])
    return "".join(out), [*starts, *range(plain, len(text) + 1)]


@lru_cache(maxsize=1024)
def _stays(char: str) -> bool:
    """Whether folding leaves the character as it is: letters, and marks of quotation."""
    return category(char) != "Cf" and normalize("NFKC", char) == char


def _to_paragraph_end(article: Article, start: int, end: int) -> Span:
    """From the beginning of the sentence to the end of the paragraph."""
    paragraph = next((p for p in article.paragraphs if p.start <= start < p.end), None)
    if paragraph is None:
        return article.span(start, end)
    breaks = [m.end() for m in SENTENCE_BREAK.finditer(article.text, paragraph.start, start)]
    first = max([paragraph.start, *breaks])
    return article.span(min(first, start), max(end, paragraph.end))


def _to_closing_mark(article: Article, start: int, end: int) -> Span:
    """To the paragraph's end; where a mark stands alone, through the paragraph that follows."""
    paragraphs = article.paragraphs
    at = next((n for n, p in enumerate(paragraphs) if p.start <= start < p.end), None)
    if at is None:
        return article.span(start, end)
    last = at
    if len(paragraphs[at].text) <= _ALONE:
        # The lines that follow without a blank one between belong to it too.
        last = min(at + 1, len(paragraphs) - 1)
        for following in range(last + 1, min(at + _LINES, len(paragraphs))):
            gap = article.text[paragraphs[following - 1].end : paragraphs[following].start]
            if gap.count("\n") > 1:
                break
            last = following
    return article.span(start, max(end, paragraphs[last].end))
