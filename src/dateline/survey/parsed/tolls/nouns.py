"""What a noun says of those whom its "of" or its "to" names, or whose it is: "the deaths of 14"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.blows import pierced_part, takes_limb
from dateline.survey.parsed.tolls.idioms import own_deed
from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


def by_noun(noun: Word, prep: str, words: Predicates) -> Fate | None:
    """What a noun says of those whom its "of" or its "to" names: "the deaths of 14"."""
    is_object = noun.dep in ("dobj", "nsubjpass")
    if noun.lemma in ("life", "lives"):
        took = noun.head.lemma in words.verbs["lives"] and is_object
        return Fate("killed", noun.head) if took else None
    if prep == "of" and noun.lemma in words.verbs["signs"] and _is_awaited(noun, words):
        return Fate("missing", noun)
    outcome = words.noun_of.get(noun.lemma)
    if outcome and (prep == "of" or outcome != "killed"):
        told = outcome != "missing" or noun.lemma == "disappearance" or _is_unknown(noun)
        return Fate(outcome, noun) if told else None
    if prep == "of" and is_object and noun.head.lemma in words.verbs["razed"]:
        homes = noun.text.lower() in ("homes", "houses", "huts", "shelters", "flats", "dwellings")
        return Fate("displaced", noun.head, certain=False) if homes else None
    if prep == "of" and is_object and noun.head.lemma == "empty":
        return Fate("displaced", noun.head, certain=False)
    if prep == "of" and (wound := pierced_part(noun, words)) is not None:
        return wound
    harmed = noun.head.lemma in words.verbs["harm_body"]
    is_part = prep == "of" and words.is_body(noun) and is_object
    if is_part and (harmed or noun.lemma in words.verbs["limbs"]):
        return Fate("wounded", noun.head, certain=harmed)
    if noun.lemma in ("treatment", "aid") and prep == "to":
        return Fate("wounded", noun)
    return None


def by_body(part: Word, words: Predicates) -> Iterator[Fate]:
    """What befalls those of whose body a part is hit: "breaking an assistant's collarbone"."""
    is_object = part.dep in ("dobj", "nsubjpass")
    if (is_object and words.is_body(part) and part.head.lemma in words.verbs["harm_body"]) or (
        part.lemma in words.verbs["limbs"] and takes_limb(part, words)
    ):
        yield Fate("wounded", part.head)
    elif (told := pierced_part(part, words) or own_deed(part, words)) is not None:
        yield told


def _is_awaited(news: Word, words: Predicates) -> bool:
    """Whether somebody waits for it: "wait for news of nine boys"."""
    above = news.head.head if news.dep == "pobj" else news.head
    return news.dep in ("dobj", "pobj") and above.lemma in words.verbs["wait"]


def _is_unknown(noun: Word) -> bool:
    verb = noun.head
    return verb.lemma in ("be", "remain", "know", "stay") and (
        is_negated(verb)
        or is_negated(noun)
        or any(w.lemma in ("unknown", "unclear") for w in verb.children)
    )
