"""The words for a source beside a reporting cue."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.lexicon import Lexicon

# Where the name of a source that follows its cue ends: "said Jane Roe in a statement".
_AFTER_NAME = re.compile(
    r"[,;:!?“\"(—–]|''|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr))(?<!\b(?:Mrs|Gen|Col|Sgt|Rev|Sen|Gov|Maj|Rep))"
    r"(?<!\b(?:Prof|Capt|Brig))(?<!\bLt)\.|"
    r"\s(?:in|on|at|after|before|during|when|while|as|who|which|that|to|from|by|via|"
    r"late|early|last|this|here|and|adding|speaking)\s|"
    r"\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_AND_NAMES = re.compile(r"\sand\s(?=[A-Z]|witnesses|officials|residents|police|medics|doctors)")
_CLOSE = re.compile(r"[,.;:“\"]|''")
_PIECE_ENDS = re.compile(r"[,;:—–]\s|\s--?\s|[”\"]\s?|''\s?|(?<=[,.!?])[’']\s|\)\s?|\s\(")
# What opens a clause and is no part of its subject.
_OPENERS = re.compile(
    r"^(?:but|and|or|however|meanwhile|so|yet|then|also|still|later|earlier|while|as|because"
    r"|although|though|whereas|instead|nevertheless|moreover|separately|according to|after|before"
    r"|when|since|until|if|that"
    r"|(?:\w+ )?(?:hours|days|weeks|months|minutes|years|shortly|soon|moments|day) (?:after|before)"
    r"|for his part|for her part|hours later|today|yesterday"
    r"|(?:late |early )?(?:on|at|in|by|last|this|earlier|later) (?:[\w.]+ ){0,3}?"
    r"(?:\w+day|\d{4}|week|month|year|morning|afternoon|evening|night|January|February|March|April"
    r"|May|June|July|August|September|October|November|December|[ap]\.m\.)(?: \w+ing| night)?)"
    r"[\s,]+(?=\S)",
    re.IGNORECASE,
)
# What stands between a subject and its verb.
_AUXILIARIES = re.compile(
    r"\s+(?:has|have|had|is|are|was|were|also|later|then|earlier|further|previously|reportedly"
    r"|repeatedly|again|since|once|simply|only|even|publicly|quickly|initially|soon|now|still|just"
    r"|already|immediately|always|often|recently|today|yesterday|himself|herself|themselves|itself"
    r"|would|will|may|might|could|\w{3,}ly|on (?:\w+day|\w+day \w+)|in (?:\d{4}|turn|response))$",
    re.IGNORECASE,
)
# A pronoun at the end of a clause's words is its subject, whatever goes before.
_ENDS_IN_PRONOUN = re.compile(r"(?:^|\s)(he|she|they|it|we|I|others|some)$", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:^|[\s,]+)(?:who|which|that)$")
_COORDINATED = re.compile(r"(?:^|[\s,]+)(?:and|but|or|then)$", re.IGNORECASE)
# Words that only a verb can be: where one stands, the words are a clause and no name of a source.
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|did|do|will|would|can|could|shall|should|may"
    r"|might|must|took|went|came|made|gave|got|saw|ran|kept|began|fell|brought|sent|won|lost|hit"
    r"|knew|wrote|spoke|met|drew|flew|rose|told|said|says|say|asked|became|"
    r"[a-z]{2,}ed(?=\s+(?:the|a|an|his|her|its|their|him|them|it|that|to|at|into|[A-Z“\"'‘«]))"
    r"|[a-z]+n[’']t)\b"
)
_FIRST_VERB = re.compile(
    _VERB.pattern + r"|\b(?:left|held|put|set|led|lay|stood|fled|fought|struck|shot|drove|broke"
    r"|[a-z]{3,}ed)(?=\s)"
)
_SUBORDINATORS = re.compile(
    r"\b(?:that|after|before|when|while|where|because|as|if|who|which|whom|and|but|than|what|how|why"
    r"|whether|although|though|since|until)\s+",
)
_WHO = re.compile(r"\s+(?:who|whose)\s")
_RELATIVE_CLAUSE = re.compile(r"\b(?:that|which|whom)\s+(?=(?:the|an?|his|her|its|their)\s|[A-Z])")
_OFFICE = (
    r"(?:president|minister|premier|chancellor|governor|mayor|senator|representative|congress(?:wo)?man"
    r"|spokes(?:man|woman|person)|chief|commander|commissioner|secretary|director|chair(?:wo)?(?:man)?"
    r"|ambassador|envoy|general|gen\.|colonel|col\.|major|maj\.|captain|capt\.|lieutenant|lt\.|sergeant"
    r"|sgt\.|brigadier|brig\.|admiral|inspector|superintendent|prosecutor|judge|justice|magistrate"
    r"|attorney|lawyer|leader|candidate|analyst|official|officer|king|queen|prince|princess|bishop"
    r"|archbishop|pope|imam|sheikh|rev\.|reverend|professor|prof\.|doctor|councillor|sheriff|agent"
    r"|editor|coordinator|administrator|head|nominee)"
)
_TITLED = re.compile(
    rf"^((?:[\w.’'-]+\s+){{0,5}}?{_OFFICE}(?:[\s-]+{_OFFICE})*)\s+(?=[A-ZÀ-ÖØ-ÞŠ])", re.IGNORECASE
)
_NAME = re.compile(r"(?:[A-ZÀ-ÞŠČŽ][\w’'.-]*\s?|(?:al|de|bin|van|der|la)[ -]){1,5}")
_CAPITAL = re.compile(r"\b[A-ZÀ-ÞŠČŽ][\w’'-]+|[A-Z]\.")
_NO_SOURCE = re.compile(
    r"[“”\"«»]|''|^(?:no|nobody|neither|none|nothing|which|who|what|where|when|there|to|of|in|on"
    r"|at|by|for|with|from|into|not|how|why|whether|than|more|out|up|under|over"
    r"|during|about|between|against)\b|^(?:this|that|these|those|each)$",
    re.IGNORECASE,
)
_TIME_ONLY = re.compile(r"(?:on |late |last |this |earlier )+[\w ]{3,20}")
_ABBREVIATED = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z][a-z]{1,5}\.|\d+")
# A noun phrase that a verb of saying makes a speaker: "a friend", "the letter", "his colleague".
_LOOSE = re.compile(
    r"(?:an?|the|one|another|his|her|their|its|two|three|some|many|most|several|local|other|both)"
    r"(?: [\w’'-]+){1,7}",
    re.IGNORECASE,
)
_MAX_WORDS = 14
_FAR = 260  # characters: no source with its description is longer


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
    return Span.cut(text, start, end) if start < end else None


def source_before(
    text: str, start: int, cue_start: int, lexicon: Lexicon, *, loose: bool = False
) -> Source | None:
    """The source in `text[start:cue_start]`, which ends where its reporting verb begins.

    Args:
        text: The article.
        start: Where its clause begins.
        cue_start: Where its verb begins.
        lexicon: The words of its language.
        loose: Whether any short noun phrase will do, because nothing but a person or a paper
            can be the subject of the verb.
    """
    start = max(start, cue_start - _FAR)
    closing = text[start:cue_start].rstrip()[-1:]
    pieces = _pieces(text, start, cue_start)
    if not pieces:
        return None
    speaker, role = _from_pieces(pieces, closing, lexicon)
    if role is not None and not _is_role(role.text):
        role = None
    if speaker is None or not (
        plausible(speaker.text, lexicon) or (loose and _LOOSE.fullmatch(speaker.text))
    ):
        return None
    return without_title(speaker, role)


def _from_pieces(
    pieces: list[Span], closing: str, lexicon: Lexicon
) -> tuple[Span | None, Span | None]:
    """The speaker and the office, from what commas part before the verb."""
    last = pieces[-1]
    if len(pieces) > 1 and _TIME_ONLY.fullmatch(last.text):
        # "Jane Roe (Ind.) on Saturday": the day is no part of it.
        return _from_pieces(pieces[:-1], closing, lexicon)
    if len(pieces) == 1:
        return _subject(last), None
    if _RELATIVE.fullmatch(last.text.split(" ")[0]) and len(last.text.split()) <= 3:
        # "The envoy, who said": the words that it relates to.
        return _from_pieces(pieces[:-1], "", lexicon)
    if closing == ")":  # "Jane Roe (Ind.) said"
        return _from_pieces(pieces[:-1], "", lexicon)
    if closing not in (",", "-", "—", "–") or not closing:
        return _subject(last), None
    if _looks_adverbial(last.text) or _ABBREVIATED.fullmatch(last.text):
        return _from_pieces(pieces[:-1], closing, lexicon)
    first = _subject(pieces[-2])
    if first is None or _looks_adverbial(pieces[-2].text):
        return (_subject(last), None) if first is None else (last, None)
    # "John Smith, the mayor, said" or "the mayor, John Smith, said": the name speaks.
    if _is_name(last.text) and not _is_name(first.text):
        return last, first
    if len(pieces) > 2 and not plausible(first.text, lexicon):
        return _subject(pieces[-3]), None
    return first, last


def source_after(text: str, cue_end: int, end: int, lexicon: Lexicon) -> Source | None:
    """The source that follows its cue: "said Jane Roe, the mayor"."""
    end = min(end, cue_end + _FAR)
    match = _AFTER_NAME.search(text, cue_end + 1, end)
    if match and match[0].split() == ["and"] and _AND_NAMES.match(text, match.start(), end):
        match = _AFTER_NAME.search(text, match.end(), end)
    name_end = match.start() if match else end
    speaker = trimmed(text, cue_end, name_end, " \t\r\n\u00a0\u202f,;:.")
    if speaker is None or not plausible(speaker.text, lexicon) or _VERB.search(speaker.text):
        return None
    pronoun = lexicon.pronouns.match(speaker.text)
    if pronoun and pronoun.end() < len(speaker.text):
        return None  # a clause: "said it had not been invited"
    role: Span | None = None
    if match and match[0] == ",":
        close = _CLOSE.search(text, match.end(), end)
        role = trimmed(text, match.end(), close.start() if close else end)
        if role is not None and not _is_role(role.text):
            role = None
        elif role is not None and _is_name(role.text) and not _is_name(speaker.text):
            speaker, role = role, speaker
    return without_title(speaker, role)


def is_coordinated(text: str, start: int, cue_start: int) -> bool:
    """Whether nothing but a conjunction and adverbs stand before the cue: "and warned"."""
    words = text[max(start, cue_start - 60) : cue_start].rstrip()
    while (auxiliary := _AUXILIARIES.search(words)) is not None:
        words = words[: auxiliary.start()]
    return _COORDINATED.search(words) is not None


def first_subject(text: str, start: int, end: int, lexicon: Lexicon) -> Source | None:
    """The subject of the clause that begins at `start`: the words before its first verb."""
    verb = _FIRST_VERB.search(text, start, min(end, start + _FAR))
    if verb is None:
        return None
    return source_before(text, start, verb.start(), lexicon)


def without_title(speaker: Span, role: Span | None) -> Source:
    """The name without the office before it, which is the role where none stands apart."""
    title = _TITLED.match(speaker.text)
    if title is None or not _NAME.fullmatch(speaker.text[title.end() :]):
        return Source(speaker, role)
    name = Span(
        start=speaker.start + title.end(), end=speaker.end, text=speaker.text[title.end() :]
    )
    office = Span(
        start=speaker.start, end=speaker.start + title.end(1), text=speaker.text[: title.end(1)]
    )
    return Source(name, role or office)


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """What commas, dashes, brackets and semicolons part."""
    cuts = [start]
    cuts += [m.end() for m in _PIECE_ENDS.finditer(text, start, end)]
    cuts.append(end)
    strip = " \t\r\n\u00a0\u202f,;:—–()"
    spans = (trimmed(text, a, b, strip) for a, b in itertools.pairwise(cuts))
    return [_undashed(span) for span in spans if span is not None]


def _undashed(span: Span) -> Span:
    words = re.sub(r"\s-+$", "", span.text)
    return Span.at(span.start, words)


def _subject(piece: Span) -> Span | None:
    """The subject of the clause whose verb follows `piece`, None where it cannot be told."""
    span = _bare(piece)
    # "Gunmen who claimed to be soldiers took …": where such a clause ends cannot be told.
    if _RELATIVE.search(span.text) or _COORDINATED.search(span.text):
        return None
    pronoun = _ENDS_IN_PRONOUN.search(span.text)
    if pronoun is not None:
        return Span(start=span.start + pronoun.start(1), end=span.end, text=pronoun[1])
    last = _last(_VERB, span.text)
    who = _WHO.search(span.text)
    first = _VERB.search(span.text)
    if who is not None and first is not None and who.start() < first.start():
        # "people who have seen it say": the verb belongs to the relative clause.
        return Span.at(span.start, span.text[: who.start()])
    if last is None:
        # "a step that the mediators", "messages in which the group": a clause of its own.
        relative = _last(_RELATIVE_CLAUSE, span.text)
        if relative is None:
            return span
        start = span.start + relative.end()
        return Span(start=start, end=span.end, text=span.text[relative.end() :])
    # "the dam that the army built": what stands behind the last conjunction is a clause of its own.
    opener = _last(_SUBORDINATORS, span.text, last.end())
    if opener is None:
        return None
    start = span.start + opener.end()
    return _bare(Span(start=start, end=span.end, text=span.text[opener.end() :]))


def _last(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text, start):
        last = match
    return last


def _bare(span: Span) -> Span:
    """Without a conjunction before and an auxiliary behind."""
    rest = span.text
    while (opener := _OPENERS.match(rest)) is not None:
        rest = rest[opener.end() :]
    start = span.end - len(rest)
    while (auxiliary := _AUXILIARIES.search(rest)) is not None:
        rest = rest[: auxiliary.start()]
    return Span.at(start, rest)


def _looks_adverbial(phrase: str) -> bool:
    """Whether the words between two commas are a circumstance and no description."""
    return (
        re.match(
            r"(?:in|on|at|by|with|without|after|before|during|from|speaking|meanwhile|however|too|who"
            r"|which|whose|where|when|as|citing|quoting|referring|asked|\d+$)\b",
            phrase,
        )
        is not None
    )


def _is_name(phrase: str) -> bool:
    return _NAME.fullmatch(phrase) is not None


def _is_role(phrase: str) -> bool:
    if phrase.isdigit():
        return False  # an age
    return len(phrase.split()) <= _MAX_WORDS and not re.match(
        r"(?:but|and|who|which|as|in|on|after|when|while|because|\w+ing)\b", phrase
    )


def plausible(phrase: str, lexicon: Lexicon) -> bool:
    """Whether the phrase can be a source: not too long, and a name or a noun for people."""
    if not phrase or len(phrase.split()) > _MAX_WORDS:
        return False
    if _NO_SOURCE.search(phrase):
        return False
    return bool(
        lexicon.speaker_nouns.search(phrase)
        or lexicon.actor_words.search(phrase)
        or _CAPITAL.search(phrase)
    )
