"""Footers: rights, credits, contacts, and the short lines at the very end."""

from __future__ import annotations

import re

from dateline.articles import signs
from dateline.articles.page_talk import load_page_talk
from dateline.articles.promotion import count_words
from dateline.articles.reasons import Reasons, headline

_RIGHTS = signs.Sign(
    (
        "©",
        "(c)",
        "copyright",
        "reserved",
        "may not be",
        "reservados",
        "réservés",
        "vorbehalten",
        "защищены",
        "محفوظة",
        "版权所有",
    ),
    re.compile(
        signs.any_of(
            r"\A(?:©|\(c\)\s?\d|copyright\s?(?:©|\(c\)|\d{4}|by\b))",
            r"(?<!\S)©\s?\w|\ball rights (?:are )?reserved\b",
            r"\bmay not be (?:published, broadcast|reproduced|republished)\b",
            r"\b(?:todos los derechos reservados|tous droits réservés|alle rechte vorbehalten)\b",
            r"\b(?:todos os direitos reservados|все права защищены|جميع الحقوق محفوظة)\b|版权所有",
        ),
        re.IGNORECASE,
    ),
)
_PROVENANCE = signs.Sign(
    (
        "this",
        "version of",
        "the original",
        "as published",
        "some",
        "views",
        "opinions",
        "not necessarily",
        "not responsible",
    ),
    re.compile(
        signs.any_of(
            r"\A(?:this|a version of this|the original(?: version of this)?) "
            r"(?:article|story|post|report|piece|column|op-ed|essay|dispatch|interview|commentary)\b"
            r".{0,40}\b(?:(?:originally|first|previously) (?:published|appeared|posted|ran|written)"
            r"|(?:was|is|has been|been) (?:re-?published|syndicated|reprinted"
            r"|automatically generated)|appear(?:s|ed) in print)\b",
            r"\Aas published in (?:the )?[A-Z]",
            r"\Asome (?:of the )?information (?:for|in) this (?:report|story|article)\b",
            r"\b(?:views|opinions) expressed (?:here|in (?:this|the) (?:article|column|commentary"
            r"|piece|blog|post)|by (?:the|this|guest|our) (?:authors?|writers?|columnists?"
            r"|contributors?))\b",
            r"\bnot responsible for (?:the )?contents?\b",
            r"\bdo(?:es)? not necessarily (?:reflect|represent) the (?:views|opinions|editorial)",
        ),
        re.IGNORECASE,
    ),
)
# What a paper says of its own errors repeats numbers of other days, and reports nothing.
_CORRECTION = signs.Sign(
    ("correct", "clarif", "amend", "version", "update", "note", "misst", "erron", "wrong"),
    re.compile(
        signs.any_of(
            r"\A(?:corrections?|clarifications?|corrected|editors?[’']?s?[’']? note"
            r"|note to (?:readers|editors)|amendments?)(?: \([^()]{2,40}\))?\s?[:.–—-]",
            r"\b(?:this|the|an earlier|a previous) "
            r"(?:article|story|report|post|piece|page|headline)(?: \w+){0,3} "
            r"(?:was|were|has been|have been) (?:amended|corrected|updated|revised|edited)\b",
            r"\ban? (?:earlier|previous|original) version of (?:this|the) (?:article|story|report"
            r"|post|piece|page|headline)\b",
            r"\b(?:article|story|report|caption|headline)s?\b.{0,60}\b(?:misstated|misidentified"
            r"|misspelled|incorrectly|erroneously|wrongly) ?(?:stated|said|gave|identified|named"
            r"|described|reported)?\b",
        ),
        re.IGNORECASE,
    ),
)
_OPENS_WITH_NAME = re.compile(
    r"(?!(?:As|And|But|The|In|On|At|For|If|When|So|Yet) )"
    rf"({signs.CAPITAL}(?: {signs.CAPITAL}){{1,3}})"
    r"(?:, [^,]{3,80},)? (?:is|was|has|teaches|writes|reports|covers|reported|covered|lectures"
    r"|lives|works)\b"
)
_COMPILED = re.compile(
    r"(?:compiled|adapted|abridged|condensed) from\b"
    r"|(?:with|additional) (?:agenc|input|wire|report)"
    r"|(?:longer|shorter|full|edited) versions? of (?:this|these|the)\b|(?:a|the) (?:longer|shorter"
    r"|full|fuller) version\b",
    re.IGNORECASE,
)
_CONTRIBUTED = signs.Sign(
    ("contribut",),
    re.compile(
        signs.any_of(
            r"\bcontributed (?:reporting )?(?:from .{2,60} )?"
            r"to this (?:report|story|article|post|piece)[.)\]]{0,2}\Z",
            r"\bcontributed (?:additional )?reporting(?: from .{2,60})?[.)\]]{0,2}\Z",
            r"\A(?:Contributing|Contributors?)\s?:\s?[A-Z]",
        )
    ),
)
_CREDIT = re.compile(
    r"(?:(?:additional|extra|with) )?"
    r"(?:reporting|writing|editing|compil(?:ed|ing)|edited|written|reported|translat(?:ed|ion|ing)"
    r"|production|produced)"
    r"(?:(?:,| and|/| &) (?:reporting|writing|editing|edited|compiled)){0,3}"
    r"(?: in [\w ,]{2,40})? ?(?:by|from|:)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:originally|first|also) )?published (?:at|by|in|on|as)\b", re.IGNORECASE
)
_REPORTED_FROM = re.compile(
    rf"{signs.NAMES}(?:(?:,| and|, and) {signs.NAMES}){{0,5}} reported from [A-Z]"
)
_SOURCE = re.compile(
    r"(?:sources?|quelle|fuente|fonte|источник|المصدر|来源)\s?[:：]\s?\S", re.IGNORECASE
)
_CREDIT_WORDS = signs.names(
    """
    reporting, writing, editing, edited, compiled, compiling, written, reported, translated
    translating, translation, production, produced, additional, extra, originally, first
    published, as, with, by, and, in, at, on, from, for, of, the, to, staff, agencies, newsroom
    bureau, de, da, di, du, del, la, le, van, von, der, den, bin, ibn, al, el
    """
)
_END_MARK = re.compile(r"(?:enditem|ends|-\s?30\s?-|\(ends?\))[.\s]{0,2}\Z", re.IGNORECASE)
_FOOTER_LINKS = re.compile(
    r"(?:"
    + signs.any_of(
        r"terms (?:of (?:use|service)|and conditions|& conditions)|cookie (?:policy|settings)",
        r"privacy(?: (?:policy|notice))?|about us|contact us|advertise(?: with us)?|careers",
        r"site ?map|accessibility|imprint|impressum|do not sell my (?:personal )?info(?:rmation)?",
    )
    + r"(?:\s?[|·•,/]\s?|\s{2,4}|\Z))+\Z",
    re.IGNORECASE,
)
_MIRRORS = signs.Sign(
    ("site", "page", "channel"),
    re.compile(
        r"\b(?:web ?site|site|page|channel)s?\b.{0,60}\b(?:alternat(?:e|ive)|mirror|following)\b"
        r".{0,30}\b(?:address(?:es)?|domains?|links?|urls?|sites?)\b",
        re.IGNORECASE,
    ),
)
_CONTACT = re.compile(
    r"(?:contact|e-?mail|write to|reach|call|tel|phone|fax|send .{2,60} to)\b", re.IGNORECASE
)
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{6,20}\d")
PLATFORM = re.compile(
    r"\b(?:Roku|Apple TV|Android TV|Fire TV|Chromecast|App Store|Google Play|YouTube|Telegram"
    r"|WhatsApp|Instagram|Facebook|Twitter|TikTok|RSS|Spotify|Apple Podcasts|iOS|Android)\b"
)


_SHORT = 200  # characters


def is_footer(line: str, *, last: bool) -> bool:
    """Whether a line says what foots say; among the last ones less shows it."""
    # Its words are counted last: that is dearer than most signs, and hardly a line has one.
    if signs.QUOTED.match(line):
        return False
    if _CORRECTION.search(line) is not None and not signs.QUOTED.search(line):
        return count_words(line) <= 70
    if _RIGHTS.search(line) is not None:
        return count_words(line) <= 70
    bare = line.lstrip(signs.BULLETS)
    if (
        _PROVENANCE.search(bare) is not None
        or _is_credit(line, last=last)
        or _is_service(line, last=last)
    ):
        return count_words(line) <= 45
    return _COMPILED.match(bare) is not None and count_words(line) <= 30


def is_of_author(lines: list[str], n: int) -> bool:
    """Whether the last paragraph is of somebody's work who is named nowhere but in a byline."""
    name = _OPENS_WITH_NAME.match(lines[n])
    if name is None or load_page_talk().authors.search(lines[n]) is None:
        return False
    others = [line for m, line in enumerate(lines) if m != n and not line.startswith("By ")]
    return not any(name[1] in line for line in others)


def tail(lines: list[str], reasons: Reasons) -> Reasons:
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


def _is_credit(line: str, *, last: bool) -> bool:
    """Who wrote, edited or helped: names, and the few words between them."""
    bare = line.lstrip(signs.BULLETS)
    if _END_MARK.match(bare) or _CONTRIBUTED.search(bare):
        return not signs.QUOTED.search(line)
    closing = last and (_REPORTED_FROM.match(bare) or _PUBLISHED.match(bare) or _SOURCE.match(bare))
    return bool(_CREDIT.match(bare) or closing) and _only_names(bare)


def _only_names(line: str) -> bool:
    words = signs.WORD.findall(line)
    return all(not word[0].islower() or word in _CREDIT_WORDS for word in words[1:])


def _is_service(line: str, *, last: bool) -> bool:
    """Mirrors, contacts, and the links at the foot of every page."""
    bare = line.lstrip(signs.BULLETS)
    if _FOOTER_LINKS.match(bare):
        return True
    if _MIRRORS.search(line) and (line.endswith(":") or (last and signs.ADDRESS.search(line))):
        return True
    if not _CONTACT.match(bare) or signs.SPEECH.search(line):
        return False
    return bool(signs.ADDRESS.search(line) or _PHONE.search(line))


def _tail_start(lines: list[str], reasons: Reasons) -> int:
    """From where on nothing is a sentence; never the headline."""
    start, top = len(lines), headline(reasons) + 1
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
    return PLATFORM.search(line) is not None and count_words(line) <= 6 and _only_names(line)
