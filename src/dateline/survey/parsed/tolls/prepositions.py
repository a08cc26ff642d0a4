"""What a verb says of those whom its preposition ties to it: "made off with 12"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.blows import pierced
from dateline.survey.parsed.tolls.objects import given_to
from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


def by_verb(head: Word, prep: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb with a preposition says: "made off with 12", "nothing was heard of 14"."""
    governor, low = prep.head, prep.text.lower()
    no_trace = low == "of" and any(
        s.lemma in ("trace", "word", "sign", "news") and is_negated(s)
        for s in governor.having("nsubjpass", "nsubj", "dobj")
    )
    if (
        no_trace
        or (low in ("of", "from") and governor.lemma in ("hear", "see") and is_negated(governor))
        or (low == "with" and governor.lemma in ("contact", "lose"))
    ):
        yield Fate("missing", governor)
    elif low in ("off", "away", "on") and (outcome := words.object.get(f"{governor.lemma} {low}")):
        yield Fate(outcome, governor)
    elif _brings_back(head, governor, low, words):
        yield Fate("captured", governor)  # "returned with nine suspects"
    elif low == "with" and governor.lemma in ("make", "drive", "run", "flee", "ride"):
        if any(c.text.lower() in ("off", "away") for c in governor.children):
            yield Fate("captured", governor, certain=governor.lemma == "make")
    elif low == "to" and governor.lemma == "give":
        yield from given_to(governor, words)
    elif (wound := pierced(prep, words)) is not None:
        yield wound
    elif low == "of" and governor.lemma == "empty" and governor.having("dobj", "nsubjpass"):
        yield Fate("displaced", governor, certain=False)
    elif low == "on" and governor.lemma == "operate":
        yield Fate("wounded", governor)
    elif low == "to" and governor.lemma in words.verbs["deadly_to"]:
        yield Fate("killed", governor)


def _brings_back(head: Word, governor: Word, low: str, words: Predicates) -> bool:
    returns = governor.lemma in words.verbs["come_back"]
    return low == "with" and returns and head.lemma in words.verbs["captives"]
