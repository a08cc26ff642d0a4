"""What a verb says of those whom its preposition ties to it: "made off with 12"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.blows import pierced, torn_from
from dateline.survey.parsed.tolls.objects import done_to, given_to
from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.taking import done_by, told_of_nobody
from dateline.syntax import Word

_ALONG = ("along", "together")


def by_verb(head: Word, prep: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb with a preposition says: "made off with 12", "nothing was heard of 14"."""
    governor, low = prep.head, prep.text.lower()
    signs = words.verbs["signs"]
    counted = head.tag == "CD" or bool(head.having("nummod"))  # "of nine there is no trace"
    where = ("nsubjpass", "nsubj", "dobj", *(("attr",) if counted else ()))
    no_trace = low == "of" and any(
        s.lemma in signs and is_negated(s) for s in governor.having(*where)
    )
    # "There has been no sign of life from 14"
    no_trace |= low == "from" and governor.lemma in signs and is_negated(governor)
    if (
        no_trace
        or (low in ("of", "from") and governor.lemma in ("hear", "see") and _not_done(governor))
        or (low == "with" and governor.lemma in ("contact", "lose"))
    ):
        yield Fate("missing", governor)
    elif (
        governor.pos == "VERB"
        and not governor.having("dobj", "auxpass")
        and (outcome := words.object.get(f"{governor.lemma} {low}"))
    ):
        yield Fate(outcome, governor)
    elif _brings_back(head, governor, low, words):
        yield Fate("captured", governor)  # "returned with nine suspects"
    elif low == "with" and governor.lemma in words.verbs["off_with"] and _is_off(governor):
        yield Fate("captured", governor, certain=governor.lemma == "make")
    elif low == "with" and _made_off(head, governor, words):
        yield Fate("captured", governor, certain=False)  # "the raiders left with 12 villagers"
    elif low == "to" and governor.lemma == "give":
        yield from given_to(governor, words)
    elif (told := _of_harm(prep, words)) is not None:
        yield told


def taken_up(prep: Word, words: Predicates) -> Iterator[Fate]:
    """What the next verb does to them: "came for three men and took them away"."""
    for other in prep.head.having("conj", "advcl"):
        if any(o.text.lower() in ("them", "him", "her") for o in other.having("dobj")):
            yield from (f for f in done_to(other, words) if not is_negated(other))


def _is_off(verb: Word) -> bool:
    return any(c.text.lower() in ("off", "away") for c in verb.children)


def _made_off(head: Word, verb: Word, words: Predicates) -> bool:
    """Whether armed men went, and had people with them who are none of their own."""
    own = bool(head.having("poss")) or any(
        o.having("poss") for p in head.having("prep") for o in p.having("pobj")
    )
    return verb.lemma in words.verbs["make_off"] and not own and done_by(verb, "captors", words)


def _not_done(verb: Word) -> bool:
    return is_negated(verb) or told_of_nobody(verb)


def _of_harm(prep: Word, words: Predicates) -> Fate | None:
    """The harm that a verb with a preposition tells: "operated on three", "emptied it of 900"."""
    governor, low = prep.head, prep.text.lower()
    if low == "of" and governor.lemma == "empty" and governor.having("dobj", "nsubjpass"):
        return Fate("displaced", governor, certain=False)
    if low == "on" and governor.lemma == "operate":
        return Fate("wounded", governor)
    if low in ("to", "for") and governor.lemma in words.verbs["deadly_to"]:
        return Fate("killed", governor)
    if low == "for" and _is_ransom(governor):
        return Fate("captured", governor)
    if (
        low == "of"
        and governor.lemma == "become"
        and any(c.text.lower() == "what" for c in governor.children)
    ):
        return Fate("missing", governor)  # "it is unclear what has become of nine"
    if low == "for" and (soldiers := _accounted(governor, words)):
        return soldiers
    return torn_from(prep, words) or pierced(prep, words)


def _is_ransom(word: Word) -> bool:
    """Whether a ransom is paid or asked: "a ransom for 17", "ransom is asked for 17"."""
    return word.lemma == "ransom" or any(
        o.lemma == "ransom" for o in word.having("dobj", "nsubjpass")
    )


def _accounted(verb: Word, words: Predicates) -> Fate | None:
    """Those for whom an army or an ambush "accounted"."""
    doers = {s.lemma for s in verb.having("nsubj")}
    by_arms = doers & (words.verbs["deadly"] | words.verbs["police"] | words.verbs["captors"])
    return Fate("killed", verb) if verb.lemma == "account" and by_arms else None


def _brings_back(head: Word, governor: Word, low: str, words: Predicates) -> bool:
    returns = governor.lemma in words.verbs["come_back"]
    return low == "with" and returns and head.lemma in words.verbs["captives"]


def told_between(prep: Word) -> Word | None:
    """The verb of "between 20 and 30 residents", where nothing else is its subject."""
    verb = next((w for w in prep.ancestors if w.pos in ("VERB", "AUX")), None)
    if verb is None or verb.at < prep.at or verb.having("nsubj", "nsubjpass", "csubj"):
        return None
    return verb


def accompanied(prep: Word) -> Word | None:
    """What is told of others too, where a preposition adds them: "along with two aides"."""
    low, above = prep.text.lower(), prep.head
    if low == "alongside":
        return above
    if low != "with":
        return None
    if above.text.lower() in _ALONG:
        return above.head if not above.is_root else None
    beside = [c for c in above.children if c.at == prep.at - 1 and c.text.lower() in _ALONG]
    return above if beside else None
