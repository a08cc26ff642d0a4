"""What the sentence around an expression of time says of it: whether it is of a day to come.

The rules read the words nearest to the expression: "will meet on Tuesday", "before the vote on
Tuesday", "said on Tuesday that it will".
"""

from __future__ import annotations

import itertools
import re
from functools import partial

from dateline.expressions.date_contexts import Place
from dateline.models.sentence_ends import sentence_ends

# As far as is looked for the ends of a sentence.
_REACH = 600

# Where a sentence ends without a mark: lines are no paragraphs yet, and digests have rules.
_RULE = "___"
_BREAK = re.compile(rf"\n|{_RULE}")

_DATE_TAIL = r"\s+(?:(?:early|late|again|back)\s+)?(?:(?:on|in|at|by|of|for)\s+)?(?:a\s+|the\s+)?$"
_SPEECH = (
    r"(?:said|says|told|wrote|tweeted|announced|reported|added|declared|argued|noted|published"
    r"|posted|released|issued|aired|confirmed|denied|claimed|insisted|warned|acknowledged|revealed"
    r"|stated|pledged|vowed|promised)"
)
# "said Tuesday", "told the paper on Tuesday", "on Tuesday said", "in a Tuesday interview".
_SAID_BEFORE = re.compile(
    rf"\b{_SPEECH}(?:\s+(?!that\b|it\b|he\b|she\b|they\b)[\w’'-]+){{0,3}}?{_DATE_TAIL}"
)
_SAID_AFTER = re.compile(
    rf"(?:\s+(?:night|morning|afternoon|evening))?\s+(?:\w+ly\s+)?{_SPEECH}\b"
    r"|\s+(?:night|morning|afternoon|evening)?\s*(?:interview|statement|email|letter|speech)\b"
)

_EVENT = (
    r"(?:primar(?:y|ies)|caucus(?:es)?|elections?|vote|votes|ballot|runoff|run-off|referendum"
    r"|conventions?|summits?|conference|meetings?|talks|debates?|hearings?|trial|deadline|inauguration"
    r"|ceremon(?:y|ies)|launch|visit|opening|contests?|polls|match|final|strike|march|rally"
    r"|anniversary|expiry|handover|transition)"
)
# "before the vote on Tuesday", "until the convention in July".
_BEFORE_EVENT = re.compile(
    r"\b(?:ahead\s+of|before|until|till|in\s+time\s+for|in\s+the\s+run-?up\s+to|leading\s+up\s+to)"
    r"\s+(?:[\w’'.-]+\s+){0,5}?" + rf"{_EVENT}{_DATE_TAIL}"
)
# "before Tuesday's vote", "for the November election".
_BEFORE_DATED_EVENT = re.compile(
    r"\b(?:ahead\s+of|before|until|till|for|in\s+the\s+run-?up\s+to|leading\s+up\s+to)"
    r"(?:\s+(?:the|that|this|his|her|its|their|our|a|any))?\s+$"
)
_DATED_EVENT = re.compile(
    r"(?:['’]s)?\s+(?:(?:general|presidential|parliamentary|primary|national|local|regional|party"
    rf"|midterm|next|second|first)\s+){{0,2}}{_EVENT}\b"
)

# "will", "is to", "plans to": what is to come. Longer ones that hold a past form come first.
_FUTURE = (
    r"(?:\bwill\b|\bwon['’]t\b|['’]ll\b|\bshall\b|\bmust\b|\bgoing\s+to\b"
    r"|\b(?:scheduled|set|slated|due|expected|likely|unlikely|poised|ready|about|planned|supposed"
    r"|bound|billed|invited)\s+(?:to|for|on|in)\b"
    r"|\b(?:is|are|has|have|needs?|ought)\s+to\b"
    r"|\b(?:try|tries|trying|hopes?|hoping|seeks?|seeking|aims?|aiming|plans?|planning|wants?|intends?"
    r"|expects?|expecting|prepar(?:e|es|ing)|looks?|looking|vow(?:s|ed)?|promise[sd]?|pledge[sd]?"
    r"|threaten(?:s|ed)?|agree[sd]?|fights?|fighting)\s+(?:to|for)\b"
    r"|\bcan(?!['’]t)\b|\b(?:vying|competing|campaigning|battling|bidding|racing)\s+(?:to|for|in)\b"
    r"|\bto\s+(?:review|decide|vote|cast|meet|hold|regain|win|retain|elect)\b"
    r"|\b(?:holds?|meets?|begins?|starts?|opens?(?!\s+(?:fire|up)\b)|convenes?|expires?|ends|arrives?|departs?|hosts?"
    r"|heads|goes|faces?|takes?\s+(?:place|office|effect))\b"
    r"|\bwould\s+(?!have\b|often\b|always\b|never\b)\w|\bdeadline\b|\bupcoming\b)"
)
_PAST = (
    r"(?:\b(?:was|were|had|did|been|held|said|told|won|lost|met|made|took|came|went|gave|began|left"
    r"|found|got|wrote|spoke|fell|led|sent|struck|broke|drew|rose|ran|saw|sat|stood|shot|fought|fled"
    r"|killed|became|kept|brought|bought|sold|paid|grew|knew|thought|put|hit|cut)\b"
    r"|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?<!\btheir\s)"
    r"\b(?!need|speed|exceed|proceed|succeed|indeed|hundred|united|alleged|so-called)[a-z]{3,}ed\b)"
)
# "He and the friends he invited will meet": this outweighs a verb of a clause within.
_SURELY = re.compile(r"\b(?:will|shall)\b|['’]ll\b|\bgoing\s+to\b")
# "The looming duel in July".
_COMING = re.compile(
    rf"\b(?:looming|upcoming|forthcoming|approaching|planned|scheduled)\s+(?:[\w’'-]+\s+){{0,2}}?"
    rf"[\w’'-]+{_DATE_TAIL}"
)
# "Since Tuesday", "after Tuesday's victory".
_SINCE = re.compile(r"\b(?:since|following)\s+(?:the\s+)?$")
_AFTER = re.compile(r"\bafter\s+(?:the\s+)?$")
_OWNING = re.compile(r"(?:\s+(?:night|morning|afternoon|evening))?['’]s\b")
# Each form begins a word, or is "'ll": elsewhere none of the dozens is tried.
_TENSE = re.compile(rf"(?:\b(?=[a-z])|(?=['’]ll\b))(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))")
_BOUNDARY = re.compile(
    r"[,;:—–()\"“”]|\s-\s|--|''"
    r"|\b(?:that|which|who|whom|whose|where|because|since|after|while|when|as|but|and|though|although"
    r"|so|than)\b"
)
# Nothing before the date in its clause: "But on ", "By early ".
_EMPTY = re.compile(
    r"\s*(?:(?:and|but|then|so|on|in|by|early|late|before|after|until|at|from|since|for)\s+)*$"
)


# What stands before a date that a verb has: a preposition, or nothing.
_OF_VERB = re.compile(r"(?:^|\b(?:on|in|since|from|of|by|during|until|before|after)\b)[\s,“\"]*$")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that holds `text[start:end]`."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    # A date is read in archives without capitals too, and what is near it counts most.
    ends = partial(sentence_ends, text, small=True)
    # From the last break on: it is near, and all before it would be read for nothing.
    if text.find(_RULE, low, high) < 0:
        low = max(low, text.rfind("\n", low, start) + 1)
        broken = text.find("\n", end, high)
    else:
        low = max([low, *(match.end() for match in _BREAK.finditer(text, low, start))])
        ruled = _BREAK.search(text, end, high)
        broken = ruled.start() if ruled is not None else -1
    before = [low, *itertools.takewhile(start.__ge__, ends(low, high))]
    after = [high, *itertools.islice(ends(end, high), 1)]
    if broken >= 0:
        after.append(broken)
    return max(before), min(after)


def _sides(at: Place) -> tuple[str, str]:
    """The sentence before the expression and after it, in lower case."""
    first, last = sentence_around(at.text, at.start, at.end)
    return at.lower[first : at.start], at.lower[at.end : last]


def looks_ahead(at: Place) -> bool | None:
    """Whether the words around an expression make it one of a day to come; None without a sign."""
    before, after = _sides(at)
    if _SAID_BEFORE.search(before) or _SAID_AFTER.match(after):
        return False
    if _SINCE.search(before) or (_AFTER.search(before) and _OWNING.match(after)):
        return False
    if _BEFORE_EVENT.search(before) or _COMING.search(before):
        return True
    if _BEFORE_DATED_EVENT.search(before) and _DATED_EVENT.match(after):
        return True
    ahead = _tense(before, after)
    # "the primary Feb. 9" hangs on its noun, and not on the verb.
    return ahead if ahead or _OF_VERB.search(before) else None


def is_of_speech(at: Place) -> bool:
    """Whether an expression tells when something was said: "told the paper on Tuesday"."""
    before, after = _sides(at)
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(after))


def _tense(before: str, after: str) -> bool | None:
    """Whether the verbs nearest to the expression look ahead: in its clause, else in the next."""
    lefts = _BOUNDARY.split(before)[::-1]
    rights = _BOUNDARY.split(after)
    # "On Tuesday, the party will vote": the comma after the date parts no clause.
    if _EMPTY.match(lefts[0]) and not rights[0].strip(" .'’s") and len(rights) > 1:
        rights = rights[1:]
    for clause in ((lefts[0], rights[0]), *((left, "") for left in lefts[1:2])):
        verdict = _nearest(*clause)
        if verdict is not None:
            return verdict
    for rest in (*rights[1:], *lefts[2:]):
        verdict = _nearest("", rest)
        if verdict is not None:
            return verdict
    return None


def _nearest(left: str, right: str) -> bool | None:
    """Whether the nearest verb to the left, else to the right, looks ahead; None without one."""
    before = [*_TENSE.finditer(left)]
    if not before and _SURELY.search(right):
        return True
    nearest = before[-1] if before else _TENSE.search(right)
    return nearest["future"] is not None if nearest is not None else None
