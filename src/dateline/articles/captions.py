"""Captions: by their credits, and by how they tell what a picture shows."""

from __future__ import annotations

import re

from dateline.articles import signs
from dateline.articles.promotion import count_words
from dateline.articles.reasons import Reasons, headline

_CAPITALS = rf"{signs.CAPITAL}(?: (?:d[aeiu]|van|von|al|bin|{signs.CAPITAL})){{0,3}}"
_AGENCY = signs.any_of(
    r"(?:The )?Associated Press|AFP|AP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|UPI|DPA|dpa|ANSA|TASS",
    r"Xinhua|Kyodo|Yonhap|Anadolu(?: Agency| Ajans[ıi])?|AA|IRNA|ISNA|Tasnim|Fars|SANA|WANA",
    r"Getty(?: Images)?|GETTY IMAGES|Sputnik|RIA Novosti|Bloomberg|PA(?: Wire| Images)?",
    r"ZUMA(?: Press)?|Shutterstock|Alamy|iStock|Rex Features|Sipa(?: USA)?|Polaris|Redux",
    r"Magnum(?: Photos)?|Corbis|NurPhoto|LightRocket|EyePress|Keystone|Ritzau|ABACA|Imago",
    r"Middle East Images|picture alliance|Bettmann|Pool|POOL|Handout|Al Jazeera",
    r"The New York Times|The Washington Post|The Guardian|Los Angeles Times",
)
# Who sells nothing but pictures: "(Getty Images)" credits one, "(AP)" may credit a report.
_PICTURES = signs.any_of(
    r"Getty(?: Images)?|Shutterstock|Alamy(?: Stock Photo)?|iStock|Corbis|AP Photo|AFP Photo"
)
_PHOTO = signs.any_of(
    r"photo(?:graph)?s?|image|picture|pic|screen ?(?:shot|grab)|video still|illustration",
    r"foto|fotografía|imagen|bild|фото|صورة|عکس|图|写真",
)
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,90})[)\]）】]\s?[.。]?\Z")
_IN_BRACKETS = re.compile(
    signs.any_of(
        # (Photo by …), (file photo: …), (Credit: …), (courtesy of …), (file)
        rf"(?:(?:file|archive|handout|stock) )?(?i:{_PHOTO}(?: credits?)?|credits?)"
        r"\s?(?:(?i:by|courtesy(?: of)?|via|from|credit)\b|[:：/|–-])\s?\S.*",
        r"(?i:courtesy(?: of)?|via) [A-Z].*",
        r"(?i:file|archive|handout)(?i: (?:photo|image|picture|pic))?\s?(?:[:/–-].*)?",
        # (AFP photo), (US Navy photo), but not (See photo)
        rf"(?!See|The|This|In|Above|Below|A )[A-Z\u0400-\uffff][^/]{{0,40}}\b(?i:{_PHOTO})",
        # (Getty Images), (AFP/Getty Images), (Jane Doe/AP), (AP/Jane Doe), (SANA via AP)
        rf"(?:{_AGENCY} ?/ ?)?{_PICTURES}(?: ?/.*)?\.?",
        rf"{signs.NAMES} ?/ ?{_AGENCY}\b.*",
        rf"(?:AFP|AP|Reuters|REUTERS|EPA) ?/ ?{signs.NAME} {signs.NAME}.*",
        rf"{signs.NAMES} via {_AGENCY}",
    )
)
# Polls are cited like pictures: "leads by 3 points (Marist/AP)".
_POLL = re.compile(r"%|\b(?:percent|per cent|polls?|polled|points?|surveys?|Ipsos|GfK|NBC News)\b")
_IN_SQUARE = signs.any_of(
    r"AP|AFP|Reuters|EPA|EFE|Getty(?: Images)?|Anadolu|AA|Xinhua|Al Jazeera|Handout",
    rf"[^\[\]/]{{3,40}}/ ?{_AGENCY}\b[^\[\]]{{0,40}}",
)
_SQUARE_CREDIT = re.compile(rf"\[(?:File: ?)?{_IN_SQUARE}\]\Z")
_ROUND_AGENCY = re.compile(rf"\({_AGENCY}\)\.?\Z")
_CREDIT_SIGNS = (
    *("photo", "image", "pic", "screen", "video", "illustration", "credit", "/", " via "),
    *("foto", "bild", "фото", "صورة", "عکس", "图", "写真"),
    *("getty", "shutterstock", "alamy", "istock", "corbis", "handout"),
)
_TRAILING_CREDIT = signs.Sign(
    _CREDIT_SIGNS,
    re.compile(
        r"(?:\A|[.!?”\"»]\s{1,3}|\s[|–—]\s)"
        + signs.any_of(
            rf"(?:(?i:file) )?(?i:{_PHOTO})\s?(?i:credits?|courtesy(?: of)?)?\s?[:：]\s?"
            rf"(?:{_CAPITALS}(?: ?/ ?{signs.NAMES})?"
            rf"|.{{0,40}}\b{_AGENCY}(?: ?/ ?{signs.NAMES}| via {_AGENCY})?)",
            r"(?:Photo(?:graph)?|Image|Picture) (?:by|courtesy of|credit) "
            rf"{_CAPITALS}(?: ?/ ?{signs.NAMES})?",
            rf"Credits?: {_CAPITALS}(?: ?/ ?{signs.NAMES}){{0,2}}",
            rf"(?:REUTERS|Reuters|AFP|AP|EPA) ?/ ?{signs.NAMES}",
            rf"(?:AP|AFP) (?:Photo|PHOTO)(?: ?/ ?{signs.NAMES})?",
            rf"{signs.NAMES} ?/ ?{_AGENCY}(?: ?/ ?{signs.NAMES}| via {_AGENCY})?",
            rf"{signs.NAMES} via {_AGENCY}",
            rf"{_PICTURES}(?: ?/ ?{signs.NAME})?|(?i:file (?:photo|picture|image)|handout)",
        )
        + r"\.?\Z"
    ),
)
_MONTH = signs.any_of(
    r"Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)",
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)",
)
_DATE = rf"{_MONTH} \d{{1,2}}, \d{{4}}"
_PICTURE = r"(?:photo|photograph|image|picture|frame)s?"
_ARCHIVE = re.compile(
    signs.any_of(
        r"\(?FILES?\)?(?: (?:PHOTO|IMAGE|PICTURE))?\s?[-–—:]|\(FILES\)",
        r"(?:File|Archive|Stock) (?:photo|picture|image|pic)"
        r"\s?(?:[:–—-]|of\b|dated\b|taken\b|shows\b)",
        r"(?:In )?[Tt]his (?:\w+ )?(?:file|handout|undated|combination|combo|still|screen ?grab)\b"
        rf".{{0,20}}\b{_PICTURE}\b",
        rf"In this {_DATE},? (?:file )?{_PICTURE}\b",
        rf"(?:This|An?) {_PICTURE} (?:taken|released|provided|made|issued)\b"
        r".{0,80}\b\d{4}\b.{0,80}\bshows\b",
    )
)
_FILE_NOTE = re.compile(r"\bfile\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:Image|Media|Video|Photo) (?:source|caption|copyright)[,:]")
PICTURED = re.compile(
    r"(?i:(?:(?:main|cover|top|file|inset|lead) )?(?:photo(?:graph)?|pictured?|image|caption))"
    r"(?i:,? (?:above|below|left|right|top))?\s?[:|]\s?\S"
    r"|(?:Top|Above|Below|Left|Right|Inset|TOP|ABOVE|BELOW|LEFT|RIGHT)\s?:\s?\S"
)
# A picture of another time than the story's.
OTHER_TIME = re.compile(
    r"\b(?:last (?:week|month|year|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)|in (?:19|20)\d\d|(?:earlier|previous|past) (?:attacks?|raids?)"
    r"|(?:an|the) (?:earlier|previous)|years? ago|months? ago|archive|undated)\b",
    re.IGNORECASE,
)
_AGENCY_ALONE = re.compile(rf"(?:[.!?]|\s[|])\s{{1,3}}{_AGENCY}\.?\Z")
_POSE = re.compile(
    r"\b"
    + signs.any_of(
        r"stands?|sits?|walks?|looks?|speaks?|talks?|waves?|holds?|carry|carries|attends?",
        r"gathers?|inspects?|poses?|shakes? hands|arrives?|leaves?|listens?|gestures?|smiles?",
        r"mourns?|prays?|march(?:es)?|chants?|rides?|drives?|rises?|patrols?|guards?|queues?",
        r"reacts?|seen|pictured|shown",
    )
    + r"\b"
)
_DAY = re.compile(rf"{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}(?!\w)")
_DATED = re.compile(rf"\b{_DATE}|\b\d{{1,2}} {_MONTH} \d{{4}}")
_SIDES = re.compile(
    r"\((?:\d?(?:st|nd|rd)? ?[LRC]|(?:second |third )?(?:left|right)|cent(?:er|re))\)"
)
SLUG = re.compile(r"\W{0,3}(?:[A-Z'’-]{2,}\W{1,3}){3}")
# What happens to people and buildings; a picture of it is news of it.
VIOLENCE = re.compile(
    r"\b"
    + signs.any_of(
        r"attack(?:ed|s)?|bomb(?:ed|ing|ings)?|blasts?|explosions?|exploded|airstrikes?",
        r"air (?:strike|raid)s?|shell(?:ed|ing)|shoot(?:ing|ings|out)|massacres?|raid(?:ed|s)?",
        r"clash(?:es|ed)?|kill(?:ed|ing|ings)|wounded|assassinat(?:ed|ion)|kidnapp(?:ed|ing)",
    )
    + r"\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?<![.!?] )(?<!\A)\b[A-Z][^\W\d_]{3,}")


_LONGEST_CREDIT = 60  # characters
_HEAD = 3  # paragraphs, without captions: headline, byline, lead


def is_caption(line: str) -> bool:
    """Whether it is marked as one, or ends in a credit."""
    if _ARCHIVE.match(line) or _LABEL.match(line):
        return True
    return _has_credit(line) or _has_agency_in_square(line) or _has_agency_alone(line)


def captions_beside(lines: list[str], reasons: Reasons) -> Reasons:
    """Lines in the manner of captions that stand next to one."""
    first = headline(reasons)
    return [
        "caption"
        if reason is None and n != first and _captioned(reasons, n) and _poses(lines[n])
        else reason
        for n, reason in enumerate(reasons)
    ]


def without_news(lines: list[str], reasons: Reasons) -> Reasons:
    """Leave in the captions that report an event of the story itself.

    A picture of the explosion that the story is about says where and when it was. One of
    something else, or from the archive, would add an event that the story does not report.
    """
    if "caption" not in reasons:
        return reasons
    told = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    names = set(_PROPER.findall(" ".join(told[: _HEAD + 1])))
    days = set(_DAY.findall(" ".join(told)))
    return [
        None if reason == "caption" and _reports(line, names, days) else reason
        for line, reason in zip(lines, reasons, strict=True)
    ]


def _has_agency_alone(line: str) -> bool:
    """Whether what it shows ends in an agency's name: "Troops stand guard in Zinder. AFP"."""
    # What it looks for ends the line, and is short.
    end = max(0, len(line) - _LONGEST_CREDIT)
    if _AGENCY_ALONE.search(line, end) is None or count_words(line) > 45:
        return False
    opening = " ".join(line.split()[:14])
    told = signs.QUOTED.search(line) or signs.SPEECH.search(line)
    return told is None and _POSE.search(opening) is not None


def _has_credit(line: str) -> bool:
    """Whether it ends in a photo credit, "(Photo by …)", or is one."""
    end = line[-120:]
    bracketed = _BRACKETED.search(end)
    if bracketed and _IN_BRACKETS.fullmatch(bracketed[1]):
        return _POLL.search(line) is None
    # Only what follows a sentence, or the whole line, can be a credit without brackets.
    found = _TRAILING_CREDIT.search(line) if len(line) <= 120 else _TRAILING_CREDIT.search(end, 1)
    return found is not None and _POLL.search(line) is None


def _has_agency_in_square(line: str) -> bool:
    """Whether it ends in "[Reuters]"; digests of other papers' news cite their source so too."""
    return (
        _SQUARE_CREDIT.search(line) is not None
        and not SLUG.match(line)
        and not signs.QUOTED.search(line)
        and not signs.SPEECH.search(line)
    )


def _captioned(reasons: Reasons, n: int) -> bool:
    return "caption" in (*reasons[max(0, n - 1) : n], *reasons[n + 1 : n + 2])


def _poses(line: str) -> bool:
    """What a picture shows: someone stands or speaks, now, on a date that is past."""
    if count_words(line) > 45 or signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    opening = " ".join(line.split()[:14])
    marked = any(sign.search(line) for sign in (_DATED, _SIDES, _ROUND_AGENCY))
    return marked and _POSE.search(opening) is not None


def _reports(line: str, names: set[str], days: set[str]) -> bool:
    """Whether a caption's event is the story's: at a place of its head, on no other date."""
    caption = _BRACKETED.sub("", line)
    if _ARCHIVE.match(line) or _FILE_NOTE.search(line[-60:]):
        return False
    if OTHER_TIME.search(caption):
        return False
    dated = set(_DAY.findall(caption))
    if dated and days and dated.isdisjoint(days):
        return False
    return VIOLENCE.search(caption) is not None and not names.isdisjoint(_PROPER.findall(caption))
