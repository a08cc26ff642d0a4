"""Paragraphs that are no reporting: menus, captions, promotion, footers, repetitions.

Setting a report aside loses events without a trace in the records; leaving a menu line in
costs a little noise. So each rule asks for a sign that reporting does not carry (a photo
credit, a copyright line, a list of section names), and a paragraph without one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.articles import signs
from dateline.articles.page_talk import below_headings, load_page_talk
from dateline.articles.promotion import count_words, is_label, is_promotion, is_teaser
from dateline.articles.strangers import above_lead, headlines_at_foot, tells_deed
from dateline.models.article import SetAside
from dateline.models.text import Span

Reason = Literal["menu", "caption", "promotion", "footer", "repeated"]
_Reasons = list[Reason | None]

_LONG = 900  # characters; no caption, menu or credit line comes near
_SHORT = 200
_LONGEST_CREDIT = 60
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
        *(_section_lists, _captions_beside, _related_lists, _foot, _tail, _repetitions),
        *(_above_lead, _news),
    ):
        reasons = stage(lines, reasons)
    if all(reasons):
        return ()
    return tuple(
        SetAside(span=span, reason=reason)
        for span, reason in zip(paragraphs, reasons, strict=True)
        if reason is not None
    )


def _alone(lines: list[str]) -> _Reasons:
    """What each paragraph shows by itself."""
    return [_own_reason(line, n, len(lines)) for n, line in enumerate(lines)]


def _own_reason(line: str, n: int, count: int) -> Reason | None:
    if len(line) > _LONG:
        return None
    if _is_menu(line, top=n < _TOP):
        return "menu"
    # "Photos: Market burns" may be the headline of a story.
    if _is_caption(line) or (n and signs.PICTURED.match(line)):
        return "caption"
    if is_promotion(line) or (n and (is_label(line) or is_teaser(line))):
        return "promotion"
    if _is_footer(line, last=n >= max(count - 3, 1)):
        return "footer"
    # A page's headline may speak of the page: "Welcome to our live coverage".
    return load_page_talk().reason(line) if n else None


def _headline(reasons: _Reasons) -> int:
    """The first paragraph that shows no sign: never set aside for what stands beside it."""
    return next((n for n, reason in enumerate(reasons) if reason is None), 0)


# --- menus ---------------------------------------------------------------------------------


def _section(part: str) -> bool:
    return part.strip(" .:").replace("’", "'").lower() in signs.SECTIONS


def _is_menu(line: str, *, top: bool) -> bool:
    if signs.NAVIGATION.match(line.lstrip(signs.BULLETS)):
        return True
    return _is_trail(line, top=top) or _is_bar(line) or _is_row(line)


def _is_trail(line: str, *, top: bool) -> bool:
    """A breadcrumb, "Home > Asia > Kabul": three steps above the story, or known sections."""
    if not any(mark in line for mark in signs.TRAIL_MARKS):
        return False
    steps = signs.TRAIL.split(line)
    if len(steps) < 2 or not all(map(_is_step, steps)):
        return False
    # Several places of one dateline are written with strokes too: "KABUL / DOHA / GENEVA".
    known = sum(map(_section, steps))
    needed = 1 if len(steps) > 2 and "/" in line else 0 if len(steps) > 2 else 2
    return known == len(steps) or (top and (known >= needed or _section(steps[0])))


def _is_bar(line: str) -> bool:
    """Section names with bars or dots between: half of them known."""
    if not any(mark in line for mark in signs.BAR_MARKS):
        return False
    parts = [part for part in signs.BAR.split(line) if part]
    known = sum(map(_section, parts))
    return len(parts) > 2 and all(map(_is_step, parts)) and 2 * known >= len(parts)


def _is_row(line: str) -> bool:
    """Section names in a row with nothing between: four words at least, all known."""
    words = line.split()
    return len(words) > 3 and all(map(_section, words)) and count_words(line) == len(words)


def _is_step(part: str) -> bool:
    named = bool(part) and not part[0].islower() and any(map(str.isalpha, part))
    return (
        named and len(part.split()) <= 4 and len(part) <= 40 and not signs.NO_SECTION.search(part)
    )


def _section_lists(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Three section names or more on lines of their own; one alone may be a subhead."""
    names = [_section(line) for line in lines]
    return [
        "menu" if reason is None and names[n] and _run(names, n) > 2 else reason
        for n, reason in enumerate(reasons)
    ]


def _run(flags: list[bool], n: int) -> int:
    """How many neighbours in a row, with `n` among them, are flagged."""
    start = end = n
    while start > 0 and n - start < 3 and flags[start - 1]:
        start -= 1
    while end + 1 < len(flags) and end - n < 3 and flags[end + 1]:
        end += 1
    return end - start + 1


# --- captions ------------------------------------------------------------------------------


def _is_caption(line: str) -> bool:
    if signs.ARCHIVE.match(line) or signs.LABEL.match(line):
        return True
    return _has_credit(line) or _has_agency_in_square(line) or _has_agency_alone(line)


def _has_agency_alone(line: str) -> bool:
    """Whether what it shows ends in an agency's name: "Troops stand guard in Zinder. AFP"."""
    # What it looks for ends the line, and is short.
    end = max(0, len(line) - _LONGEST_CREDIT)
    if signs.AGENCY_ALONE.search(line, end) is None or count_words(line) > 45:
        return False
    opening = " ".join(line.split()[:14])
    told = signs.QUOTED.search(line) or signs.SPEECH.search(line)
    return told is None and signs.POSE.search(opening) is not None


def _has_credit(line: str) -> bool:
    """Whether it ends in a photo credit, "(Photo by …)", or is one."""
    end = line[-120:]
    bracketed = signs.BRACKETED.search(end)
    if bracketed and signs.IN_BRACKETS.fullmatch(bracketed[1]):
        return signs.POLL.search(line) is None
    # Only what follows a sentence, or the whole line, can be a credit without brackets.
    found = (
        signs.TRAILING_CREDIT.search(line)
        if len(line) <= 120
        else signs.TRAILING_CREDIT.search(end, 1)
    )
    return found is not None and signs.POLL.search(line) is None


def _has_agency_in_square(line: str) -> bool:
    """Whether it ends in "[Reuters]"; digests of other papers' news cite their source so too."""
    return (
        signs.SQUARE_CREDIT.search(line) is not None
        and not signs.SLUG.match(line)
        and not signs.QUOTED.search(line)
        and not signs.SPEECH.search(line)
    )


def _captions_beside(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Lines in the manner of captions that stand next to one."""
    headline = _headline(reasons)
    return [
        "caption"
        if reason is None and n != headline and _captioned(reasons, n) and _poses(lines[n])
        else reason
        for n, reason in enumerate(reasons)
    ]


def _captioned(reasons: _Reasons, n: int) -> bool:
    return "caption" in (*reasons[max(0, n - 1) : n], *reasons[n + 1 : n + 2])


def _poses(line: str) -> bool:
    """What a picture shows: someone stands or speaks, now, on a date that is past."""
    if count_words(line) > 45 or signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    opening = " ".join(line.split()[:14])
    marked = any(sign.search(line) for sign in (signs.DATED, signs.SIDES, signs.ROUND_AGENCY))
    return marked and signs.POSE.search(opening) is not None


def _news(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Leave in the captions that report an event of the story itself.

    A picture of the explosion that the story is about says where and when it was. One of
    something else, or from the archive, would add an event that the story does not report.
    """
    if "caption" not in reasons:
        return reasons
    told = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    names = set(signs.PROPER.findall(" ".join(told[: _HEAD + 1])))
    days = set(signs.DAY.findall(" ".join(told)))
    return [
        None if reason == "caption" and _reports(line, names, days) else reason
        for line, reason in zip(lines, reasons, strict=True)
    ]


_HEAD = 3  # paragraphs, without captions: headline, byline, lead


def _reports(line: str, names: set[str], days: set[str]) -> bool:
    """Whether a caption's event is the story's: at a place of its head, on no other date."""
    caption = signs.BRACKETED.sub("", line)
    if signs.ARCHIVE.match(line) or signs.FILE_NOTE.search(line[-60:]):
        return False
    if signs.OTHER_TIME.search(caption):
        return False
    dated = set(signs.DAY.findall(caption))
    if dated and days and dated.isdisjoint(days):
        return False
    return signs.VIOLENCE.search(caption) is not None and not names.isdisjoint(
        signs.PROPER.findall(caption)
    )


# --- promotion -----------------------------------------------------------------------------


def _foot(lines: list[str], reasons: _Reasons) -> _Reasons:
    """What stands at the foot: further reading, the author, headlines of other stories."""
    found = list(reasons)
    top = _headline(reasons) + 1
    half = max(top + 1, (len(lines) + 1) // 2)
    open_ = [reason is None for reason in reasons]
    for n in below_headings(lines, half):
        found[n] = found[n] or "footer"
    for n in headlines_at_foot(lines, open_):
        found[n] = found[n] or ("promotion" if n > top else None)
    last = max((n for n in range(len(lines)) if found[n] is None), default=0)
    if last >= half and _is_of_author(lines, last):
        found[last] = "footer"
    return found


def _is_of_author(lines: list[str], n: int) -> bool:
    """Whether the last paragraph is of somebody's work who is named nowhere but in a byline."""
    name = signs.OPENS_WITH_NAME.match(lines[n])
    if name is None or load_page_talk().authors.search(lines[n]) is None:
        return False
    others = [line for m, line in enumerate(lines) if m != n and not line.startswith("By ")]
    return not any(name[1] in line for line in others)


def _above_lead(lines: list[str], reasons: _Reasons) -> _Reasons:
    """What stands between headline and lead, and is of another story."""
    found = list(reasons)
    stranger = above_lead(lines, [reason is None for reason in reasons])
    if stranger is not None:
        found[stranger] = "caption"
    for n in range(_headline(reasons) + 1, min(len(lines) - 1, _TOP)):
        if signs.SENTENCE_END.search(lines[n]):
            break
        if found[n] is None and _is_of_other_time(lines[n]):
            found[n] = "caption"
    return found


_FEWEST_OF_CAPTION = 12  # words; a standfirst without a full stop is seldom of another year


def _is_of_other_time(line: str) -> bool:
    """Whether a line that is no sentence tells of a deed of another year."""
    dated = signs.OTHER_TIME.search(line) is not None and not signs.SPEECH.search(line)
    return dated and count_words(line) >= _FEWEST_OF_CAPTION and tells_deed(line)


def _related_lists(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Headlines of other stories below "Related stories", up to the next sentence."""
    found = list(reasons)
    sentences = 0
    for n, line in enumerate(lines):
        sentences += reasons[n] is None and signs.SENTENCE_END.search(line) is not None
        bare = line.lstrip(signs.BULLETS)
        # "Top stories" at the head of a digest announces what is reported there.
        below = sentences > 1 or (n > 0 and signs.ELSEWHERE.match(bare) is not None)
        if below and len(line) < _SHORT and signs.RELATED.match(bare):
            others = _headlines_from(lines, n + 1)
            if others or reasons[n] is not None:
                found[n : n + 1 + others] = ["promotion"] * (1 + others)
    return found


def _headlines_from(lines: list[str], start: int) -> int:
    """How many lines from `start` on are headlines: two to ten, none of them a sentence."""
    count = 0
    for line in lines[start : start + 11]:
        if (
            signs.SENTENCE_END.search(line)
            or not 3 <= count_words(line) <= 20
            or signs.QUOTED.match(line)
        ):
            break
        count += 1
    # One alone is as likely to be a subhead of the story.
    return count if 2 <= count <= 10 else 0


# --- footers -------------------------------------------------------------------------------


def _is_footer(line: str, *, last: bool) -> bool:
    # Its words are counted last: that is dearer than most signs, and hardly a line has one.
    if signs.QUOTED.match(line):
        return False
    if signs.CORRECTION.search(line) is not None and not signs.QUOTED.search(line):
        return count_words(line) <= 70
    if signs.RIGHTS.search(line) is not None:
        return count_words(line) <= 70
    bare = line.lstrip(signs.BULLETS)
    if (
        signs.PROVENANCE.search(bare) is not None
        or _is_credit(line, last=last)
        or _is_service(line, last=last)
    ):
        return count_words(line) <= 45
    return signs.COMPILED.match(bare) is not None and count_words(line) <= 30


def _is_credit(line: str, *, last: bool) -> bool:
    """Who wrote, edited or helped: names, and the few words between them."""
    bare = line.lstrip(signs.BULLETS)
    if signs.END_MARK.match(bare) or signs.CONTRIBUTED.search(bare):
        return not signs.QUOTED.search(line)
    closing = last and (
        signs.REPORTED_FROM.match(bare) or signs.PUBLISHED.match(bare) or signs.SOURCE.match(bare)
    )
    return bool(signs.CREDIT.match(bare) or closing) and _only_names(bare)


def _only_names(line: str) -> bool:
    words = signs.WORD.findall(line)
    return all(not word[0].islower() or word in signs.CREDIT_WORDS for word in words[1:])


def _is_service(line: str, *, last: bool) -> bool:
    """Mirrors, contacts, and the links at the foot of every page."""
    bare = line.lstrip(signs.BULLETS)
    if signs.FOOTER_LINKS.match(bare):
        return True
    if signs.MIRRORS.search(line) and (line.endswith(":") or (last and signs.ADDRESS.search(line))):
        return True
    if not signs.CONTACT.match(bare) or signs.SPEECH.search(line):
        return False
    return bool(signs.ADDRESS.search(line) or signs.PHONE.search(line))


def _tail(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Short lines at the very end: below a footer, or naming where else the site is found."""
    found = list(reasons)
    start = _tail_start(lines, reasons)
    # Where most lines are scraps the text is a list, and has no foot.
    at_foot = 2 * start >= len(lines)
    below = False
    for n in range(start, len(lines)):
        below = below or reasons[n] == "footer"
        if reasons[n] is None and (below or (at_foot and _names_platform(lines[n]))):
            found[n] = "footer"
    return found


def _tail_start(lines: list[str], reasons: _Reasons) -> int:
    """From where on nothing is a sentence; never the headline."""
    start, top = len(lines), _headline(reasons) + 1
    while start > top and (reasons[start - 1] or _is_scrap(lines[start - 1])):
        start -= 1
    return start


def _is_scrap(line: str) -> bool:
    """An address, or a few words that end in no punctuation and count nothing."""
    if len(line) > _SHORT:
        return False
    if signs.ADDRESS.fullmatch(line):
        return True
    plain = not signs.SENTENCE_END.search(line) and not signs.DIGIT.search(line)
    return plain and count_words(line) <= 8 and not signs.QUOTED.search(line)


def _names_platform(line: str) -> bool:
    if signs.ADDRESS.fullmatch(line):
        return True
    return signs.PLATFORM.search(line) is not None and count_words(line) <= 6 and _only_names(line)


# --- repetitions ---------------------------------------------------------------------------


def _repetitions(lines: list[str], reasons: _Reasons) -> _Reasons:
    """Second and later copies of a paragraph, and the headline where it stands twice.

    Of short ones only those directly below the first: "Thank you." comes back in earnest.
    """
    headline = lines[_headline(reasons)] if lines else ""
    seen: set[str] = set()
    found = list(reasons)
    for n, line in enumerate(lines):
        close = line == headline or line == lines[n - 1]
        if reasons[n] is None and line in seen and count_words(line) > (3 if close else 7):
            found[n] = "repeated"
        seen.add(line)
    return found
