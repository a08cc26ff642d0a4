"""Where sentences end. A full stop inside a name, a number or an abbreviation ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A sentence's end with the marks that close after it, before something that can open another; the
# forms below it are glued to what follows, as in text that lost its line breaks, or are of scripts
# that set no space there. A dash goes on more often than it opens.
_END = re.compile(
    r"[.!?…‽]+[\"”’'»)\]]*(?=\s+[\"“‘'«„(\[¿¡]{0,2}(?:(?<=«)\s)?(?P<next>\w))"
    r"|[.!?]+[”\"]+(?=(?P<glued>[^\W\d_]))"
    r"|(?<=[a-z]{2})[.!?]+(?=[“\"‘]?[A-Z][a-z]*[\s,’'])|(?<=[\d%][)%])[.!?]+(?=[“\"‘]?[A-Z])"
    r"|(?<=[A-Z]{2}|\d\d)\.(?=[A-Z][a-z]{2,}\s)"
    r"|[。！？؟۔।॥]+[”」』\"]*"
)
_INITIAL = re.compile(r"(?:^|[\s(.“\"])[A-Z]$")
_WORD_BEFORE = re.compile(r"[^\s(“\"‘'—–-]*$")
# Words that open a sentence, and never go on with a name behind its abbreviation.
_OPENER = re.compile(
    r"\s+[\"“‘']?(?:The|It|He|She|They|We|I|You|But|And|In|On|At|By|From|To|With|This|That|These"
    r"|Those|There|Then|After|Before|Since|Until|When|While|Where|Which|What|Who|Why|How|If|Though"
    r"|Although|Its|His|Her|Their|Our|My|Your|Some|Many|Most|All|No|Not|One|Two|Now|Also|As|For|So"
    r"|Yet|However|Meanwhile|According|Asked)\s"
)
_FAR = 40  # characters: the longest word that is looked at


def sentence_ends(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[int]:
    """The places in `text[start:end]` behind a sentence and the marks that close after it.

    Args:
        text: The text.
        start: Where reading starts.
        end: Where it ends; the end itself is none of the places.
        abbreviations: Words that a full stop shortens, as written and without the stop. One ends
            a sentence only before a word that opens one.
    """
    for match in _END.finditer(text, start, end):
        if _closes(text, match, start, abbreviations):
            yield match.end()


def _closes(text: str, match: re.Match[str], floor: int, abbreviations: frozenset[str]) -> bool:
    following = match["next"] or match["glued"]
    if following is not None and following.islower():
        return False
    if not match[0].startswith(".") or match[0].startswith("..."):
        return True
    before = text[max(floor, match.start() - _FAR) : match.start()]
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    if _INITIAL.search(before) or word in abbreviations:
        return _OPENER.match(text, match.end()) is not None and len(word) != 0
    return True
