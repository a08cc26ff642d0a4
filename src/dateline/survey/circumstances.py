"""What may stand between a verb of saying and what is said: the audience, the time, the medium."""

from __future__ import annotations

import re

from dateline.survey.cues import TELL, Cue
from dateline.survey.lexicon import Lexicon

_TIME = (
    r"(?:(?:late|early|earlier|later)\s+)?(?:on\s+|in\s+)?(?:the\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|today|yesterday|tonight|earlier|later|recently|again|also|overnight|afterwards"
    r"|(?:last|this|earlier\s+this)\s+(?:week|month|year|\w+day|morning|afternoon|evening|night)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?|in\s+[A-ZÀ-Þ][\w’-]+)"
)
_MEDIA = (
    r"(?:statement|interview|conference|briefing|report|letter|speech|address|video|message|post"
    r"|tweet|text|email|e-mail|telephone|phone|television|radio|court|public|private|rally|debate"
    r"|memo|note|release|article|filing|editorial|column|Twitter|Facebook|WhatsApp|parliament"
    r"|Parliament|court|session|call|bulletin|communiqu\w+|broadcast|recording|reply|response"
    r"|English|Arabic|sermon|meeting|event|documents?|papers?|affidavit|testimony|blog|website|TV"
    r"|condition of anonymity)"
)
_MEDIUM = (
    rf"(?:in|on|at|by|via|through|to|during)\s+(?:(?!(?:not|no|never)\b)[\w’'-]+\s+){{0,4}}?{_MEDIA}"
    r"(?:\s+(?:with|on|to|in|of|for|broadcast\s+on|posted\s+on|published\s+in)\s+"
    r"(?:the\s+|a\s+|its\s+|his\s+|her\s+|their\s+)?[A-Z\w][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})?"
)
_AUDIENCE = (
    r"(?:to\s+)?(?:him|her|them|us|me|it|reporters|journalists|lawmakers|investigators|police"
    r"|officials|colleagues|supporters|followers|viewers|residents|state\s+television"
    r"|state\s+media|parliament|"
    r"(?:the|a|an|his|her|its|their|this|local|state|French|British|American|Russian)"
    r"(?:\s+(?!(?:not|no|idea|notion|claim|that)\b)[\w’'-]+){1,4}?"
    r"|[A-ZÀ-ÞŠ][\w’'.-]*(?:\s+(?:of\s+|the\s+|for\s+)?[A-ZÀ-ÞŠ][\w’'-]*){0,4})"
)
_ADJUNCT = rf"(?:,?\s+(?:{_TIME}|{_MEDIUM}))"
# Only an audience, a time or a medium stands between a verb of saying and its "that": with a
# noun there ("rejected the idea that"), the clause is not what is said.
_THAT = re.compile(rf"(?:\s+{_AUDIENCE})?{_ADJUNCT}{{0,2}}?,?\s+that,?\s+")
_CIRCUMSTANCES = re.compile(rf"{_ADJUNCT}{{1,2}}(?=[\s,.:;]|$)")
# What is told stands behind the one who is told.
_TOLD = re.compile(
    rf"\s+{_AUDIENCE}(?:{_ADJUNCT}){{0,2}}?\s+(?:that\s+)?"
    r"(?=(?:he|she|it|they|we|I|there|the|a|an|his|her|its|their|no|this|these|some|\d[\d,]*|two"
    r"|three|what|how|why|whether|all|many|most|both|to|nobody|more|at\s+least|[A-Z][\w’'-]+)\s)"
)
_TOLD_WHOM = re.compile(rf"\s+{_AUDIENCE}(?=[,.]|\s+(?:on|in|at|by|late|early|that)\b|$)")
_TOLD_THAT = re.compile(
    r"(?:\s+(?!(?:not|no|never|that|he|she|it|they|we|I|is|are|was|were|has|had|have|will|would)\b)"
    rf"[\w’'.-]+){{1,8}}?{_ADJUNCT}{{0,2}}?,?\s+that,?\s+"
)
# What a verb of saying cannot govern: "said on Friday", "said pleasantly into the phone".
_NO_CLAUSE = re.compile(
    r"(?:in|on|at|by|via|during|after|before|from|with|into|as|about|of|for|when|while|who|which|goodbye"
    r"|so|and|or|but|through|under|\w+ly|according|it\s+all|nothing|something|anything|hello)\b",
    re.IGNORECASE,
)
_PRESENT_NOUN = re.compile(
    r"(?:reports|claims|states|notes|demands|promises|pledges|vows|warns|writes|adds|blames|posted"
    r"|calls (?:for|on)|claim|deny|report|warn)",
    re.IGNORECASE,
)
_FAR = 300  # characters: none of these patterns reads on further
_AS = re.compile(r"\s+as\b")
_OPENS_CLAUSE = re.compile(r"(?:he|she|it|they|we|there|the|a|an|his|her|its|their|no)\b")


def after_cue(text: str, cue: Cue, end: int) -> int:
    """Where the audience, time and medium of saying end."""
    end = min(end, cue.end + _FAR)
    at = cue.end
    if TELL.fullmatch(cue.span.text):
        match = _TOLD_WHOM.match(text, at, end)
        at = match.end() if match else at
    match = _CIRCUMSTANCES.match(text, at, end)
    return match.end() if match else at


def is_that_clause(text: str, start: int, end: int) -> bool:
    """Whether "that" opens what is said, behind its audience, time and medium."""
    return _THAT.match(text, start, min(end, start + _FAR)) is not None


def is_no_clause(words: str) -> bool:
    """Whether no clause opens with the words, so that nothing is said in them."""
    return _NO_CLAUSE.match(words) is not None


def content_start(text: str, cue: Cue, end: int, lexicon: Lexicon) -> int | None:
    """Where what is said begins behind its cue, None where nothing is said."""
    near = min(end, cue.end + _FAR)
    word = cue.span.text
    if TELL.fullmatch(word):
        match = _TOLD_THAT.match(text, cue.end, near) or _TOLD.match(text, cue.end, near)
        return match.end() if match else None
    that = _THAT.match(text, cue.end, near)
    if that is not None:
        return that.end()
    if lexicon.governs(word):
        return None if _AS.match(text, cue.end, near) else cue.end
    circumstances = _CIRCUMSTANCES.match(text, cue.end, near)
    start = circumstances.end() if circumstances else cue.end
    rest = text[start:near].lstrip(" \u00a0,:")
    if _NO_CLAUSE.match(rest) or (
        _PRESENT_NOUN.fullmatch(word) and rest[:1].islower() and not _OPENS_CLAUSE.match(rest)
    ):
        return None
    return start
