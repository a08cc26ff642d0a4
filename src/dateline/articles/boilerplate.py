"""Paragraphs that are no reporting: menus, captions, promotion, footers, repetitions.

Setting a report aside loses events without a trace in the records; leaving a menu line in
costs a little noise. So each rule asks for a sign that reporting does not carry (a photo
credit, a copyright line, a list of section names), and a paragraph without one stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.articles import signs
from dateline.articles.captions import (
    OTHER_TIME,
    PICTURED,
    captions_beside,
    is_caption,
    without_news,
)
from dateline.articles.footers import is_footer, is_of_author, tail
from dateline.articles.menus import is_menu, section_lists
from dateline.articles.page_talk import below_headings, load_page_talk
from dateline.articles.promotion import (
    count_words,
    is_label,
    is_promotion,
    is_teaser,
    related_lists,
)
from dateline.articles.reasons import Reason, Reasons, headline
from dateline.articles.strangers import above_lead, headlines_at_foot, tells_deed
from dateline.models.article import SetAside
from dateline.models.text import Span

_LONG = 900  # characters; no caption, menu or credit line comes near
# A deed that a paper told of and takes back is news, unlike a slip in one of its numbers.
_WITHDRAWS = re.compile(
    r"(?:corrections?|retractions?|clarifications?|update)\s?[:.–—-]\s?(?:an?|the|our|we)\b"
    r"(?: [\w,’'-]+){0,8}? (?:reports?|reported|story|stories|alert|claims?|news)"
    r"(?: [\w,’'-]+){0,8}? that\b"
    r"[^.]+ (?:was|were|is|are|proved|turned out to be) "
    r"(?:\w+ )?(?:wrong|false|untrue|unfounded|mistaken|incorrect|erroneous|a hoax)\b",
    re.IGNORECASE,
)
_TOP = 5  # paragraphs; a breadcrumb stands above the story


def set_aside(text: str, paragraphs: Sequence[Span]) -> tuple[SetAside, ...]:
    """The paragraphs that are no reporting, with the reason for each.

    Nothing is set aside where nothing would be left: a caption that was handed over alone
    is what the caller wants read.

    Args:
        text: The article.
        paragraphs: Its paragraphs, in order.
    """
    # The white space of wrapped and non-breaking lines says nothing here.
    lines = [" ".join(text[p.start : p.end].split()) for p in paragraphs]
    reasons = _alone(lines)
    for stage in (
        *(section_lists, captions_beside, related_lists, _foot, tail, _repetitions),
        *(_above_lead, without_news),
    ):
        reasons = stage(lines, reasons)
    if all(reasons):
        return ()
    return tuple(
        SetAside(span=span, reason=reason)
        for span, reason in zip(paragraphs, reasons, strict=True)
        if reason is not None
    )


def _alone(lines: list[str]) -> Reasons:
    """What each paragraph shows by itself."""
    return [_own_reason(line, n, len(lines)) for n, line in enumerate(lines)]


def _own_reason(line: str, n: int, count: int) -> Reason | None:
    if len(line) > _LONG:
        return None
    if is_menu(line, top=n < _TOP):
        return "menu"
    # "Photos: Market burns" may be the headline of a story.
    if is_caption(line) or (n and PICTURED.match(line)):
        return "caption"
    if is_promotion(line) or (n and (is_label(line) or is_teaser(line))):
        return "promotion"
    if _WITHDRAWS.match(line):
        return None
    if is_footer(line, last=n >= max(count - 3, 1)):
        return "footer"
    # A page's headline may speak of the page: "Welcome to our live coverage".
    return load_page_talk().reason(line) if n else None


_FEWEST_OF_CAPTION = 12  # words; a standfirst without a full stop is seldom of another year


def _foot(lines: list[str], reasons: Reasons) -> Reasons:
    """What stands at the foot: further reading, the author, headlines of other stories."""
    found = list(reasons)
    top = headline(reasons) + 1
    half = max(top + 1, (len(lines) + 1) // 2)
    open_ = [reason is None for reason in reasons]
    for n in below_headings(lines, half):
        found[n] = found[n] or "footer"
    for n in headlines_at_foot(lines, open_):
        found[n] = found[n] or ("promotion" if n > top else None)
    last = max((n for n in range(len(lines)) if found[n] is None), default=0)
    if last >= half and is_of_author(lines, last):
        found[last] = "footer"
    return found


def _above_lead(lines: list[str], reasons: Reasons) -> Reasons:
    """What stands between headline and lead, and is of another story."""
    found = list(reasons)
    stranger = above_lead(lines, [reason is None for reason in reasons])
    if stranger is not None:
        found[stranger] = "caption"
    for n in range(headline(reasons) + 1, min(len(lines) - 1, _TOP)):
        if signs.SENTENCE_END.search(lines[n]):
            break
        if found[n] is None and _is_of_other_time(lines[n]):
            found[n] = "caption"
    return found


def _is_of_other_time(line: str) -> bool:
    """Whether a line that is no sentence tells of a deed of another year."""
    dated = OTHER_TIME.search(line) is not None and not signs.SPEECH.search(line)
    return dated and count_words(line) >= _FEWEST_OF_CAPTION and tells_deed(line)


def _repetitions(lines: list[str], reasons: Reasons) -> Reasons:
    """Second and later copies of a paragraph, and the headline where it stands twice.

    Of short ones only those directly below the first: "Thank you." comes back in earnest.
    """
    first = lines[headline(reasons)] if lines else ""
    seen: set[str] = set()
    found = list(reasons)
    for n, line in enumerate(lines):
        close = line == first or line == lines[n - 1]
        if reasons[n] is None and line in seen and count_words(line) > (3 if close else 7):
            found[n] = "repeated"
        seen.add(line)
    return found
