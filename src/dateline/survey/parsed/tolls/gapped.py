"""What is told once for several: before them all, behind the last, or of another figure."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.expressions.people import is_plural
from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_ELSEWHERE = frozenset(
    {"for", "with", "by", "in", "at", "near", "on", "outside", "inside", "during", "from", "later"}
)


def share_back(parties: Sequence[Party], fates: list[Fate | None]) -> None:
    """Give the first of two what is told behind the second: "11 men and six boys with burns"."""
    for number in range(len(parties) - 2, -1, -1):
        party, following, fate = parties[number], parties[number + 1], fates[number + 1]
        if fates[number] is not None or fate is None or party.part or following.part:
            continue
        joined = following.head.dep == "conj" and following.head.head is party.head
        trails = fate.cue.start >= following.end and fate.cue in following.head.subtree()
        if joined and trails and party.known:
            fates[number] = fate


def share_cost(parties: Sequence[Party], fates: list[Fate | None]) -> None:
    """Give all of a list what it cost the last: "cost a nurse and eight patients their lives"."""
    for number in range(len(parties) - 2, -1, -1):
        fate, following = fates[number], fates[number + 1]
        if fate is None or following is None or not following.certain or fate.certain:
            continue
        if fate.cue is following.cue and fate.cue.lemma == "cost":
            fates[number] = following


def gapped(
    party: Party, before: Sequence[Party], fates: Sequence[Fate | None], words: Predicates
) -> Fate | None:
    """What is told once for several: "Five were killed in Herat and nine in Farah"."""
    if not before or party.part:
        return None
    told = next((f for f in reversed(fates) if f is not None), None)
    if told is not None and party.bare and _is_figure(party.head, words):
        return Fate(told.outcome, told.cue)
    last, fate = before[-1], fates[-1]
    if fate is None:
        return None
    more = party.bare or any(
        w.text.lower() in ("other", "others", "more", "another") for w in party.head.subtree()[:4]
    )
    if not more and last.head not in party.head.ancestors:
        return None
    head = party.head
    governor = head.head
    joined = head.dep in ("conj", "dep", "appos", "npadvmod", "dobj") and (
        governor is last.head
        or governor is last.head.head
        or governor in last.head.ancestors
        or governor is fate.cue
    )
    if head.dep in ("conj", "appos") and joined and not head.having("relcl"):
        return Fate(fate.outcome, fate.cue, certain=fate.certain)
    placed = any(p.text.lower() in _ELSEWHERE for p in head.having("prep", "advmod"))
    listed = head.dep == "conj" and party.bare
    if not ((joined or listed) and placed):
        return None
    return Fate(fate.outcome, fate.cue, certain=fate.certain)


def _is_figure(number: Word, words: Predicates) -> bool:
    """Whether it is another figure for the same: "the army will own to seven", "up from 19"."""
    prep = number.head
    if number.dep == "dobj":
        return prep.lemma in words.verbs["gives_figure"]  # "the radio counted twenty"
    if number.dep != "pobj":
        return False
    low, above = prep.text.lower(), prep.head
    if low == "of" and above.lemma in words.verbs["figures"]:
        return True
    if low == "from" and above.text.lower() in ("up", "down"):
        return True
    if low in ("against", "with") and (low == "against" or above.lemma == "compare"):
        return True  # "nine are in custody, against three on Wednesday"
    if low == "at" and above.lemma in words.verbs["gives_figure"]:
        sums = [o for o in above.having("dobj", "nsubjpass") if o.lemma in words.verbs["figures"]]
        return any(not _is_of_things(noun, words) for noun in sums)
    return low in ("to", "of") and above.lemma in words.verbs["gives_figure"]


def _is_of_things(noun: Word, words: Predicates) -> bool:
    """Whether it is told of what it is a sum, and they are no people: "the number of rockets"."""
    counted = [o for p in noun.having("prep") if p.text.lower() == "of" for o in p.having("pobj")]
    return any(
        o.tag == "NNS" and not is_plural(o.text) and words.sum.get(o.lemma) is None for o in counted
    )
