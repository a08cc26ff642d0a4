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
# Begins with one class for all marks: such a pattern is found several times faster.
_MARKS = re.compile(r"[.!?…‽。！？؟۔।॥][.!?…‽]*")
# The words that a full stop shortens, in any text; a language's lexicon has its own.
_SHORTENED = (
    "mr mrs ms dr prof gen gov sen sens rep reps lt col capt sgt maj adm cmdr st rev hon pres "
    "supt ft mt no nos vs sr mme mlle hr fr jan feb mar apr jun jul aug sept sep oct nov dec "
    "jr inc corp co ltd bros etc al ave blvd pa calif fla ga ill mass u.s u.k u.n a.m p.m"
)
ABBREVIATIONS = frozenset(w for word in _SHORTENED.split() for w in (word, word.capitalize()))
_BEFORE_INITIAL = re.compile(r"[\s(.“\"]")
_TO_LAST_WORD = re.compile(r".*[\s(“\"‘'—–-]", re.DOTALL)
_SMALL_INITIAL = re.compile(r"\d\Z|(?:^|\W)[a-z]\Z")
# Words that open a sentence, and never go on with a name behind its abbreviation.
_OPENER = re.compile(
    r"\s+[\"“‘']?(?:The|It|He|She|They|We|I|You|But|And|In|On|At|By|From|To|With|This|That|These"
    r"|Those|There|Then|After|Before|Since|Until|When|While|Where|Which|What|Who|Why|How|If|Though"
    r"|Although|Its|His|Her|Their|Our|My|Your|Some|Many|Most|All|No|Not|One|Two|Now|Also|As|For|So"
    r"|Yet|However|Meanwhile|According|Asked)\s"
)
_FAR = 40  # characters: the longest word that is looked at


def sentence_ends(
    text: str,
    start: int,
    end: int,
    abbreviations: frozenset[str] = ABBREVIATIONS,
    *,
    small: bool = False,
) -> Iterator[int]:
    """The places in `text[start:end]` behind a sentence and the marks that close after it.

    Args:
        text: The text.
        start: Where reading starts.
        end: Where it ends: nothing behind it is looked at, and nothing ends there.
        abbreviations: Words that a full stop shortens, as written and without the stop. One ends
            a sentence only before a word that opens one.
        small: Whether a small letter may open a sentence, as in archives that keep no capitals.
            "“Why?” he asked" is two then.
    """
    at = start
    # The marks are few, and what ends a sentence is dear to look for at every letter.
    while (marks := _MARKS.search(text, at, end)) is not None:
        match = _END.match(text, marks.start(), end)
        at = match.end() if match is not None else marks.end()
        if match is not None and _closes(text, match, abbreviations, small=small):
            yield at


def _closes(text: str, match: re.Match[str], abbreviations: frozenset[str], *, small: bool) -> bool:
    if match["glued"] is not None and match["glued"].islower():
        return False
    goes_on = match["next"] is not None and match["next"].islower()
    if goes_on and not small:
        return False
    if not match[0].startswith(".") or match[0].startswith("..."):
        return True
    before = text[max(0, match.start() - _FAR) : match.start()].removesuffix("\n")
    opened = _TO_LAST_WORD.match(before)
    word = before[opened.end() :] if opened is not None else before
    if goes_on and _SMALL_INITIAL.search(before[-2:]):
        return False
    if word in abbreviations or _is_initial(before[-2:]):
        return _OPENER.match(text, match.end()) is not None and len(word) != 0
    return True


def _is_initial(end: str) -> bool:
    """Whether a capital alone stands before the stop, or a text's first one."""
    if not ("A" <= end[-1:] <= "Z"):
        return False
    return len(end) == 1 or _BEFORE_INITIAL.match(end) is not None
