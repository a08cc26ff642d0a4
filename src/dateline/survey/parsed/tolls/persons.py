"""Whether a noun is of people, of one person, or of a thing."""

from __future__ import annotations

from dateline.expressions.counted_nouns import scan_noun
from dateline.expressions.lexicon import MEASURES
from dateline.expressions.people import is_singular
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.predicates import load_predicates
from dateline.syntax import Word

FATES = frozenset({"dead", "wounded", "injured", "missing", "killed", "deceased", "hurt"})
"""Words for people by what became of them."""
BODY_PARTS = frozenset(
    {"eye", "leg", "arm", "hand", "foot", "ear", "finger", "toe", "limb", "lung", "kidney", "rib"}
)
# A number that stands with these has its own noun, and adds nobody.
_NO_PEOPLE = ("percent", "per", "%", "cent", "o'clock", "a.m.", "p.m.", "am", "pm")


def is_person(word: Word) -> bool:
    """Whether a noun names one person; "a village head" does, and "a head" is a part of one."""
    return (
        _is_chief(word)
        or scan_noun(f" {word.text}", 0, one=True).kind == "people"
        or is_listed(word)
        or (
            word.lemma in ("elect", "designate") and any(is_singular(c.text) for c in word.children)
        )
    )


def may_be_people(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is none that is known to be a thing or a measure."""
    low = noun.text.lower()
    if is_thing(noun, lexicon) or low in MEASURES or low in _NO_PEOPLE:
        return False
    return noun.tag != "NN" or is_person(noun) or not _is_no_person(noun)


def is_thing(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is a thing, whatever is done to it."""
    return not _is_chief(noun) and lexicon.things.fullmatch(noun.text) is not None


def is_listed(word: Word) -> bool:
    """Whether the lexicon has it among the nouns of people that no other list holds."""
    return word.lemma in load_predicates().verbs["persons"]


def _is_no_person(noun: Word) -> bool:
    """Whether a noun is of a thing or a deed: by itself, or by how it ends, as "quarrel" is."""
    verbs = load_predicates().verbs
    return noun.lemma in verbs["no_persons"] or noun.lemma.endswith(tuple(verbs["no_persons_end"]))


def _is_chief(word: Word) -> bool:
    verbs = load_predicates().verbs
    led = {c.text.lower() for c in word.having("compound")}
    if word.lemma == "carrier":
        return bool(led & verbs["carried"])  # "a letter carrier"
    if word.lemma != "head" or word.tag != "NN":
        return False
    of = [o for p in word.having("prep") if p.text.lower() == "of" for o in p.having("pobj")]
    return bool(led & verbs["heads"]) or any(o.lemma not in verbs["headed_things"] for o in of)
