"""The words for places, with their districts and provinces."""

from __future__ import annotations

import re
from functools import cache

from dateline.expressions.places import resolve_place
from dateline.models import Span
from dateline.survey.lexicon import Lexicon

_NAME = (
    r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]+|al-[A-Z]\w+|el-[A-Z]\w+)"
    r"(?:[ \u00a0-](?:[A-ZÀ-ÖØ-Þ][\w’'-]+|al-[A-Z]\w+|de(?:[ \u00a0]l[ao]s?)?(?=[ \u00a0][A-Z])|"
    r"du(?=[ \u00a0][A-Z])|do(?=[ \u00a0][A-Z])|da(?=[ \u00a0][A-Z])|of(?=[ \u00a0][A-Z]))){0,3}"
)
_NEVER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Ramadan|Christmas|Easter|"
    r"Parliament|Congress|Twitter|Facebook|Telegram|(?:English|Arabic|French)(?!\s[A-Z])|God|Islam|Mr|Mrs|Ms|Dr|"
    r"President|Prime|Minister|General|Gen|Colonel|Col|Captain|Capt|Lieutenant|Lt|Major|Maj|Sergeant|"
    r"King|Queen|Prince|Princess|Pope|Sir|Lord|Lady|Senator|Governor|Secretary|Judge|Sheikh|Imam|"
    r"Professor|Father|Sister|Brother|Bishop|Commander|Spokesman|"
    r"I|The|A|An|He|She|They|It|We|This|That|Reuters|AFP|AP|His|Her|Their|Our|My|Another|Other)\b"
)


# Peoples, faiths and views: "in Western eyes", "in Islamist custody".
_PEOPLE = re.compile(
    r"(?:the\s)?(?:Western|Eastern|Northern|Southern|Islamic|Muslim|Christian|Jewish|Arab|Kurdish|"
    r"[A-Z]\w+(?:ist|ish|ese|ists|ism)|Camp|Base|Operation|Day|Army|Police|State|Government)"
)
# "In the Obama administration": a name that only describes the noun behind it.
_DESCRIBES = re.compile(r"\s+[a-z]{3,}")
_VERBAL = re.compile(
    r"\s+(?:and|or|by|on|in|at|as|to|of|for|from|with|when|while|after|before|during|that|who|which|"
    r"where|was|were|is|are|has|have|had|will|would|killed|left|said|late|early|this|last|near|"
    r"over|since|under|but|into|against|about|because|until|amid|\w+ed|\w+ing|\w+ly)\b"
)
# What follows one of these may be a person or a thing as well as a place.
_STRUCK = (
    "hit|struck|rocked|attacked|raided|stormed|seized|captured|entered|bombed|shelled|retook|"
    "recaptured|overran|retakes|seizes|captures"
)
_UNSURE = ("from", "between", *_STRUCK.split("|"))


_DEMONYM = (
    r"(?:[A-Z]\w+(?:ian|ese|ish|eli|yan|ican|ccan|andan|stani)|Iraqi|Yemeni|Saudi|French|Greek|Dutch|"
    r"German|Kurdish|Thai|Bengali|Kashmiri)"
)
_ONLY_DEMONYM = re.compile(rf"(?:the\s)?{_DEMONYM}")
# Where somebody comes from or has an office, not where a thing happened.
_HOME = re.compile(r"\b(?:based|headquartered|born|exiled|educated|raised|registered)\s+$")


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Prepositional phrases of place, with what narrows them down."""
    inline = {"admin": lexicon.admin.pattern, "direction": lexicon.directions.pattern}
    admin, direction = (f"(?i:{inline[name]})" for name in ("admin", "direction"))
    s = r"[ \u00a0]+"
    unit = (
        rf"(?:the{s}|a{s}|an{s})?(?:{_DEMONYM}{s}(?=(?:{direction}{s})*{admin}{s}of{s}))?"
        rf"(?:(?:{direction}|[a-z]+-(?:held|controlled|ruled|run|rich|hit)|so-called)(?:{s}|,{s})){{0,3}}"
        rf"(?:{admin}{s}(?:of{s}|in{s})(?:the{s})?)?{_NAME}(?:[’']s)?(?:{s}{admin})?"
    )
    link = rf"(?:,?{s}(?:in|of|near|outside)(?:{s}the)?{s}|,{s}|[’']s{s})"
    return re.compile(
        rf"\b(?P<preposition>[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|"
        rf"[Oo]n the (?:outskirts|edge) of|(?:north|south|east|west)\w* of|[Ff]rom|[Ii]nside|"
        rf"[Tt]hroughout|[Tt]hrough|[Ii]nto|between|{_STRUCK}){s}"
        rf"(?P<place>{unit}(?:{link}{unit})*)"
    )


def find_places(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """The places that `sentence` names, the most precise first, then in order."""
    found: list[tuple[int, Span]] = []
    for match in _pattern(lexicon).finditer(text, sentence.start, sentence.end):
        span = _kept(match.start("place"), match["place"])
        if span is None or _HOME.search(text[max(0, match.start() - 16) : match.start()]):
            continue
        if _ONLY_DEMONYM.fullmatch(span.text) and _DESCRIBES.match(text, span.end):
            continue
        words = span.text
        precision = 2 * len(re.findall(r",| in | of ", words)) + len(lexicon.admin.findall(words))
        vague = match["preposition"].lower() in ("across", "throughout", "from", "between")
        known = _known(words)
        sure = known or lexicon.admin.search(words)
        if not sure and match["preposition"] in _UNSURE:
            continue
        if not known and not _looks_like_place(text, span, lexicon):
            continue
        if _belongs(text, span, lexicon):
            continue
        # A country alone says less than a spot that nobody knows.
        found.append((precision + _weight(words) - 4 * vague, span))
    return tuple(span for _, span in sorted(found, key=lambda item: (-item[0], item[1].start)))


def _looks_like_place(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether an unknown name may be a place's: not a people's, a body's or an adjective."""
    if _PEOPLE.fullmatch(span.text):
        return False
    bare = re.sub(r"^(?:the|a|an)\s", "", span.text)
    if lexicon.actors["Rebel group"].match(bare) and bare[0].isupper():
        return False
    if lexicon.admin.search(span.text):
        return True
    if text[span.end : span.end + 1] in ("’", "'"):
        return not text[span.end + 1 : span.end + 3].startswith("s ") or not span.text.startswith(
            "the"
        )
    described = _DESCRIBES.match(text, span.end) and not _VERBAL.match(text, span.end)
    return not (span.text.startswith(("the ", "a ", "an ")) and described)


def _kept(start: int, words: str) -> Span | None:
    """The phrase without a following clause that a comma brought in."""
    # "a village in X district": the village has no name, and the district is the place.
    unnamed = re.match(r"an?\s[a-z]+\sin\s", words)
    if unnamed:
        start, words = start + unnamed.end(), words[unnamed.end() :]
    pieces = re.split(r"(,\s+)", words)
    kept = pieces[0]
    if _NEVER.match(re.sub(r"^(?:the|a|an)\s", "", kept)):
        return None
    for comma, piece in zip(pieces[1::2], pieces[2::2], strict=False):
        if _NEVER.match(piece) or not _is_place(piece):
            break
        kept += comma + piece
    # "near Mali’s border" names Mali.
    kept = re.sub(r"[’'](?:s)?$", "", kept)
    # "from the Kabul bombing" names Kabul.
    if re.fullmatch(rf"the\s{_NAME}", kept) and _known(kept[4:]):
        start, kept = start + 4, kept[4:]
    if not re.search(r"[A-ZÀ-ÖØ-Þ]", kept):
        return None
    return Span.at(start, kept)


def _belongs(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether something of the place's is meant: "in Turkey's pay", not "in Mali's north"."""
    match = re.match(r"[’']s\s+(?P<next>[a-z]+)", text[span.end : span.end + 30])
    if match is None:
        return False
    return not (lexicon.directions.match(match["next"]) or lexicon.admin.match(match["next"]))


def _weight(words: str) -> int:
    resolved = resolve_place(words)
    if resolved is None or resolved.country is None:
        return 0
    return -1 if resolved.admin1 is None and resolved.geo_precision == 3 else 2


def _known(words: str) -> bool:
    resolved = resolve_place(words)
    return resolved is not None and resolved.country is not None


def _is_place(piece: str) -> bool:
    return _known(piece) or bool(
        re.search(r"\b(?:district|province|state|governorate|region|county|oblast|city)\b", piece)
    )
