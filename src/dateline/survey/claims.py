"""Who claims a deed, who is blamed for it, and which deed is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.models.vocabulary import ClaimStatus
from dateline.survey.actors import agent_of
from dateline.survey.frames import Frames
from dateline.survey.lexicon import Lexicon

_NAMED = re.compile(
    r"\s+((?:the\s|a\s)?(?:[a-zA-Z]+\s){0,3}?[A-Z][\w-]*(?:[\s-][A-Z][\w-]*)*"
    r"(?:\s(?:group|militia|militants|faction|movement)\s(?:al[\s-])?[A-Z][\w-]*)?)"
)
# What a claim or an accusation is of: "responsibility for the ambush", "blamed X for the raid".
_OBJECT = re.compile(
    r"\b(?:for|behind|out|of|staged|launched|planted|the)\s+(?P<object>[^,;.]{3,80})"
)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a sentence says of who did it.

    Attributes:
        status: Whether somebody claims the deed, or nobody does.
        by: Who claims it.
        blamed: Who is blamed, and by whom.
        about: The words for what is claimed, or for which somebody is blamed.
        word: The words of a claim.
    """

    status: ClaimStatus = "not_mentioned"
    by: Span | None = None
    blamed: tuple[Span, Span | None] | None = None
    about: Span | None = None
    word: Span | None = None

    @property
    def spoken_of(self) -> bool:
        """Whether a deed is claimed, left unclaimed, or laid at somebody's door."""
        return self.status != "not_mentioned" or self.blamed is not None


NO_CLAIMS = Claims()


def find_claims(
    text: str, sentence: Span, actors: Sequence[Span], frames: Frames, lexicon: Lexicon
) -> Claims:
    """The claims and accusations of a sentence.

    Args:
        text: The article's text.
        sentence: The sentence.
        actors: The words for people and groups in it.
        frames: Its clauses.
        lexicon: The language's lexicon.
    """
    word = lexicon.claimed.search(text, sentence.start, sentence.end)
    status, by = _claim(text, sentence, word, actors, frames, lexicon)
    blamed = _blamed(text, sentence, actors, lexicon)
    claims = Claims(status, by, blamed, None, _span(word) if word else None)
    if not claims.spoken_of:
        return claims
    return replace(claims, about=_about(text, sentence, lexicon))


def _claim(
    text: str,
    sentence: Span,
    word: re.Match[str] | None,
    actors: Sequence[Span],
    frames: Frames,
    lexicon: Lexicon,
) -> tuple[ClaimStatus, Span | None]:
    if lexicon.unclaimed.search(text, sentence.start, sentence.end):
        return "stated_unclaimed", None
    if word is None or not frames.is_actual(_span(word)):
        return "not_mentioned", None
    if word[0].endswith("by"):
        return "claimed", _named_after(text, word.end(), sentence.end)
    by = agent_of(text, sentence, _span(word), actors)
    if by is None:
        subject = trim_source(text, sentence.start, word.start())
        by = subject if subject and any(c.isupper() for c in subject.text) else None
    return "claimed", by


def _named_after(text: str, start: int, end: int) -> Span | None:
    """The name that follows "claimed by", after an article and a description."""
    match = _NAMED.match(text, start, end)
    if match is None:
        return None
    return Span.at(match.start(1), match[1])


def _blamed(
    text: str, sentence: Span, actors: Sequence[Span], lexicon: Lexicon
) -> tuple[Span, Span | None] | None:
    """Who is blamed and by whom: "the governor blamed X for", "blamed the attack on X"."""
    on = lexicon.blamed_on.search(text, sentence.start, sentence.end)
    match = on or lexicon.blamed.search(text, sentence.start, sentence.end)
    if match is None:
        return None
    by = trim_source(text, sentence.start, match.start())
    for actor in actors:
        if actor.start >= match.end() and not text[match.end() : actor.start].strip():
            return _whole_name(text, actor), by
    return None


def _whole_name(text: str, actor: Span) -> Span:
    """The actor with the rest of its name: "the People’s Protection Units"."""
    rest = re.match(r"(?:[’']s)?(?:\s[A-Z][\w’'-]*\w)+", text[actor.end : actor.end + 60])
    if rest is None or not actor.text.split()[-1][0].isupper():
        return actor
    end = actor.end + rest.end()
    return Span.cut(text, actor.start, end)


def trim_source(text: str, start: int, end: int) -> Span | None:
    """The subject before a verb: the last piece between commas."""
    start = max(start, text.rfind(",", start, end) + 1)
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if conjunction := re.match(r"(?:but|and|while|however|then|so)\s+", words, re.IGNORECASE):
        lead, words = lead + conjunction.end(), words[conjunction.end() :]
    if not words or len(words.split()) > 8:
        return None
    return Span.at(start + lead, words)


def _about(text: str, sentence: Span, lexicon: Lexicon) -> Span | None:
    """What a claim, or an accusation, is of."""
    patterns = (lexicon.claimed, lexicon.blamed, lexicon.unclaimed)
    ends = [m.end() for p in patterns if (m := p.search(text, sentence.start, sentence.end))]
    match = _OBJECT.search(text, min(ends), sentence.end) if ends else None
    if match is None:  # "The ambush was claimed by", "no group said it had carried out the raid"
        return sentence
    return Span.at(match.start("object"), match["object"])


def _span(match: re.Match[str]) -> Span:
    return Span.cut(match.string, *match.span())
