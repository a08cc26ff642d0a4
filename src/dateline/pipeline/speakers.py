"""Names for "he", "Saeedi" and "the statement": the sources that words for a speaker stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from dateline.expressions.places import find_country_names
from dateline.models import Mention, Statement
from dateline.survey import Lexicon


def resolve_speakers(statements: Sequence[Statement], lexicon: Lexicon) -> tuple[Statement, ...]:
    """Statements in order, with names for "he", "Saeedi" and "the statement".

    A bare surname is the fullest name before it that ends so. A pronoun or an epithet is the
    nearest source before it that fits: "she" no man and no institution, "it" no person, "they"
    several, "the minister" whose words or office hold "minister". What nothing fits stays as
    it is.
    """
    named: list[_Named] = []
    resolved = []
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or statement.resolved_speaker is not None:
            resolved.append(statement)
            continue
        role = statement.speaker_role.text if statement.speaker_role else ""
        meant, reason = _meant(speaker, role, named, lexicon)
        if meant is None:
            if lexicon.pronouns.fullmatch(speaker.text) is None:
                named.append(_described(speaker, role, lexicon))
            resolved.append(statement)
            continue
        named.append(meant.also(role, _gender(speaker.text, role), _start(speaker)))
        if meant.mention.text.lower() == speaker.text.lower():
            resolved.append(statement)
            continue
        name = meant.mention.model_copy(
            update={"inferred": True, "reason": reason, "found_by": "parser"}
        )
        resolved.append(statement.model_copy(update={"resolved_speaker": name}))
    return tuple(resolved)


Gender = Literal["he", "she"]
Kind = Literal["person", "people", "institution"]

# Characters between a pronoun and its source: further back, another may have come between.
_REACH = 2500
_TITLES = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Gen|General|Col|Colonel|Maj|Major|Capt|Captain"
    r"|Lt|Sgt|Sen|Senator|Rep|Gov|Governor|President|Minister|Judge|Prof|Professor|Rev|Sheikh)"
    r"\.?\s+)+"
)
_HE = re.compile(
    r"\b(?:Mr|Sir|Lord|king|prince|spokesman|chairman|policeman|congressman|businessman|fisherman"
    r"|gunman|man|boy|father|brother|son|husband|uncle|grandfather|nephew|sheikh|imam|bishop|monk)\b",
    re.IGNORECASE,
)
_SHE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Dame|Lady|queen|princess|spokeswoman|chairwoman|policewoman|congresswoman"
    r"|businesswoman|woman|girl|mother|sister|daughter|wife|aunt|grandmother|niece|widow|nun)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|army|military|navy|government|police|agency|council|committee|union|company"
    r"|court|commission|group|party|embassy|department|office|parliament|organi[sz]ation|forces?"
    r"|front|movement|brigades?|authority|administration|mission|service|association|federation"
    r"|watchdog|network|foundation|bank|board|statement|report|militia|faction|coalition|alliance"
    r"|bloc|hospital|university|newspaper|television|radio|campaign|command|kingdom|republic"
    r"|states|nations|presidency|junta|regime|tribunal|congress|senate|cabinet"
    r"|confederation|league|club|charity|house|state|watch|international)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:president|minister|premier|chancellor|governor|mayor|senator|spokes(?:man|woman|person)"
    r"|chief|commander|commissioner|secretary|director|chair(?:wo)?man|ambassador|envoy|general"
    r"|colonel|major|captain|lieutenant|sergeant|brigadier|inspector|prosecutor|judge|lawyer"
    r"|leader|analyst|official|officer|doctor|nurse|teacher|witness|survivor|resident|farmer|driver"
    r"|shopkeeper|student|activist|diplomat|source|expert|professor|secretary|head|member|neighbour"
    r"|neighbor|worker|man|woman|boy|girl|father|mother|brother|sister|son|daughter|wife|husband"
    r"|widow|cousin|uncle|aunt|Mr|Mrs|Ms|Dr)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-ÞŠČŽ][\w’'-]+(?:\s+(?:[A-ZÀ-ÞŠČŽ][\w’'.-]*|al|bin|de|van|der|la)){1,4}")
_DETERMINER = re.compile(r"^(?:the|a|an|some|several|many|most|both)\s+", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"\s+(?:of|in|for|from|at|with|on|who|to|under)\s|,")
_ISSUED = ("statement", "report", "text", "communique", "letter")
_OFFICE = (
    "official",
    "minister",
    "governor",
    "secretary",
    "commissioner",
    "director",
    "chief",
    "ambassador",
    "officer",
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A source, with what its words show of it."""

    mention: Mention
    words: str
    kind: Kind | None
    gender: Gender | None
    start: int

    def also(self, role: str, gender: Gender | None, start: int) -> _Named:
        """The same source, named again."""
        return replace(
            self,
            words=f"{self.words} {role}".lower(),
            gender=self.gender or gender,
            start=start,
        )


def _start(mention: Mention) -> int:
    return mention.spans[0].start if mention.spans else 0


def _described(speaker: Mention, role: str, lexicon: Lexicon) -> _Named:
    return _Named(
        mention=speaker,
        words=f"{speaker.text} {role}".lower(),
        kind=_kind(speaker.text, role, lexicon),
        gender=_gender(speaker.text, role),
        start=_start(speaker),
    )


def _gender(words: str, role: str) -> Gender | None:
    if words.lower() in ("he", "she"):
        return "he" if words.lower() == "he" else "she"
    # The head of a description stands first: "the widow of a policeman" is a woman.
    found = [(m.start(), g) for p, g in ((_HE, "he"), (_SHE, "she")) for m in p.finditer(words)]
    found = found or [
        (m.start(), g) for p, g in ((_HE, "he"), (_SHE, "she")) for m in p.finditer(role)
    ]
    return cast("Gender", min(found)[1]) if found else None


def _kind(words: str, role: str, lexicon: Lexicon) -> Kind | None:
    """Whether the words name a person, several, or an institution; None where they may be any."""
    head = _BEHIND_HEAD.split(_DETERMINER.sub("", words), maxsplit=1)[0]
    if " and " in words:
        return "people"
    last = head.split()[-1].lower() if head.split() else ""
    if role and _PERSON.search(role):
        return "person"
    if _PERSON.fullmatch(last):
        return "person"
    if _INSTITUTION.fullmatch(last):
        return "institution"
    if last.endswith("s") and head.split()[-1][:1].islower():
        return "people"
    if _PERSON.search(head) and _NAME.search(head):
        return "person"
    if _INSTITUTION.search(head) or (head.isupper() and len(head) > 1):
        return "institution"
    if lexicon.actor_kind(words) in ("Rebel group", "State forces"):
        return "institution" if any(w[:1].isupper() for w in head.split()) else "people"
    if words.lower().startswith("the ") or find_country_names(words):
        return "institution" if head[:1].isupper() else None
    return "person" if _NAME.fullmatch(words) or role else None


def _meant(
    speaker: Mention, role: str, named: Sequence[_Named], lexicon: Lexicon
) -> tuple[_Named | None, str]:
    """The source that the words stand for, None where they name one themselves."""
    words = speaker.text.lower()
    near = [n for n in reversed(named) if abs(_start(speaker) - n.start) <= _REACH]
    if lexicon.pronouns.fullmatch(speaker.text):
        # Once a person has spoken, "it" may be whatever that person spoke of.
        looked = near[:1] if words == "it" else near
        fits = next((n for n in looked if _fits_pronoun(words, n)), None)
        return fits, f"{speaker.text!r} is taken to be the nearest source before it that fits"
    if re.fullmatch(r"(?:the|this|that) [\w-]+", words) or lexicon.epithets.fullmatch(words):
        looked = near[:1] if words.split()[-1] in _ISSUED else near
        fits = next((n for n in looked if _fits_epithet(words, n, lexicon)), None)
        return fits, f"{speaker.text!r} is taken to be the nearest source before it that fits"
    return _by_surname(speaker.text, role, named)


def _by_surname(words: str, role: str, named: Sequence[_Named]) -> tuple[_Named | None, str]:
    gender = _gender(words, role)
    bare = _TITLES.sub("", words)
    same = [n for n in reversed(named) if n.mention.text in (words, bare)]
    fuller = [
        n
        for n in reversed(named)
        if _is_surname(bare, n.mention.text) and None in (gender, n.gender, *_agree(gender, n))
    ]
    if len({n.mention.text for n in fuller}) == 1:
        return fuller[0], f"{words!r} is the last name of {fuller[0].mention.text!r}"
    return (same[0], "") if same else (None, "")


def _agree(gender: Gender | None, source: _Named) -> tuple[None, ...]:
    return (None,) if gender == source.gender else ()


def _fits_pronoun(pronoun: str, source: _Named) -> bool:
    if pronoun in ("he", "she"):
        return source.kind in ("person", None) and source.gender in (pronoun, None)
    if pronoun == "it":
        return source.kind == "institution"
    if pronoun == "they":
        return source.kind == "people" or "police" in source.words
    return False


def _fits_epithet(words: str, source: _Named, lexicon: Lexicon) -> bool:
    noun = words.split()[-1]
    if noun in _ISSUED:
        return source.kind == "institution" and source.mention.text.lower() != words
    if source.mention.text.lower() == words:
        return False
    if re.search(rf"\b{re.escape(noun.removesuffix('s'))}s?\b", source.words):
        plural = noun.endswith("s") and noun != "police"
        return not plural or source.kind in ("people", "institution")
    if noun == "official":
        return source.kind == "person" and any(office in source.words for office in _OFFICE)
    if noun in ("group", "militants", "rebels", "militia"):
        return lexicon.actor_kind(source.mention.text) in ("Rebel group", "Political militia")
    return False


def _is_surname(words: str, name: str) -> bool:
    return words != name and name.endswith(" " + words) and words[:1].isupper()
