"""What people have, or have done to them: "lost their lives", "had their throats cut"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.blows import (
    breathed_in,
    carries_shot,
    hurt_oneself,
    lost_use,
    pierced,
)
from dateline.survey.parsed.tolls.leaving import is_without_home
from dateline.survey.parsed.tolls.phrases import Fate, harm, is_negated, placed
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.saving import last_breath
from dateline.syntax import Word


def had(verb: Word, child: Word, words: Predicates) -> Iterator[Fate]:
    """What the object says of the subject: "lost their lives", "suffered burns"."""
    if (
        verb.lemma in words.verbs["own_death"] and child.lemma in ("life", "death", "martyrdom")
    ) or (
        (verb.lemma == "meet" and child.lemma in ("end", "death", "fate"))
        or (verb.lemma in ("pay", "make") and _is_sacrifice(child, words))
    ):
        yield Fate("killed", child)
    elif verb.lemma in words.verbs["take_in"] and child.lemma in words.verbs["shot"]:
        yield Fate("wounded", child)
    elif is_without_home(verb, child, words):
        yield Fate("displaced", verb if verb.lemma == "seek" else child)
    elif verb.lemma == "lose" and _is_fight_for_life(child):
        yield Fate("killed", verb)
    elif verb.lemma in words.verbs["suffer"] and (outcome := harm(child, words)):
        if verb.lemma != "lose" or child.lemma in words.verbs["limbs"]:
            # Who seeks or needs help is hurt already.
            wants = verb.lemma in words.verbs["need"]
            yield Fate(outcome, verb if wants else child)
    elif (
        told := hurt_oneself(verb, child, words)
        or carries_shot(verb, child, words)
        or lost_use(verb, child, words)
        or breathed_in(verb, child, words)
        or last_breath(verb, child, words)
        or _is_gone(verb, child)
    ) is not None:
        yield told
    elif verb.lemma in words.verbs["kept_home"] and words.place.get(child.lemma) == "displaced":
        yield Fate("displaced", verb)


def _is_sacrifice(noun: Word, words: Predicates) -> bool:
    """Whether it is told as "the supreme sacrifice", "the ultimate price"."""
    return noun.lemma in ("sacrifice", "price") and any(
        c.lemma in words.verbs["sacrifice"] for c in noun.having("amod")
    )


def _is_gone(verb: Word, thing: Word) -> Fate | None:
    """The death of those who "gave up the ghost"; the loss of those who miss a roll call."""
    if verb.lemma == "give" and thing.lemma == "ghost":
        return Fate("killed", thing)
    if not any(c.lemma in ("roll", "muster") for c in (thing, *thing.having("compound", "amod"))):
        return None
    unheard = verb.lemma in ("answer", "make", "attend") and is_negated(verb)
    if not (unheard or (verb.lemma == "miss" and not is_negated(verb))):
        return None
    return Fate("missing", verb, others=frozenset({"killed", "captured"}))


def _is_fight_for_life(noun: Word) -> bool:
    return noun.lemma in ("fight", "battle", "struggle") and is_for_life(noun)


def is_for_life(fight: Word) -> bool:
    """Whether what is fought for is one's life, be it tied to "left" by mistake."""
    is_left = fight.dep == "dobj" and fight.head.lemma == "leave"
    return any(
        o.lemma in ("life", "survival")
        for prep in (*fight.having("prep"), *(fight.head.having("prep") if is_left else ()))
        if prep.text.lower() == "for"
        for o in prep.having("pobj")
    )


def had_done(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What was done to a part of the subject's body: "had their throats cut"."""
    for clause in verb.having("ccomp"):
        for part in clause.having("nsubj", "nsubjpass"):
            if verb.lemma != "have" or part.text.lower() in ("home", "homes", "houses", "huts"):
                yield from _roof_gone(clause, part, words)
            elif _beheads(clause, part) or (clause.tag in ("VBN", "JJ") and part.lemma == "throat"):
                yield Fate("killed", clause)
            elif words.is_body(part) and _is_hurt(clause, part, words):
                yield Fate("wounded", clause)
            # "Had acid thrown in his face"
            yield from (f for p in clause.having("prep") if (f := pierced(p, words)) is not None)


def _roof_gone(clause: Word, house: Word, words: Predicates) -> Iterator[Fate]:
    """What those lose who "had their houses burned", or "saw their homes go up in flames"."""
    gone = clause.lemma in words.verbs["razed"] or clause.lemma in ("go", "collapse", "burn")
    if gone and house.having("poss") and house.text.lower() in ("home", "homes", "houses", "huts"):
        yield Fate("displaced", clause, certain=False)


def _beheads(clause: Word, part: Word) -> bool:
    off = any(c.text.lower() == "off" for c in clause.children)
    return part.lemma == "head" and off and clause.lemma in ("cut", "chop", "hack", "saw", "slice")


def _is_hurt(clause: Word, part: Word, words: Predicates) -> bool:
    """Whether it is his own that was harmed: "had his skull cracked", "had teeth knocked out"."""
    own = clause.tag == "VBN" and bool(part.having("poss"))
    return own or (clause.tag in ("VBN", "VBD") and clause.lemma in words.verbs["harm_body"])


def brought_with(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What those have who were brought out or found: "was pulled from the rubble with burns"."""
    places = [o for prep in verb.having("prep") for o in prep.having("pobj")]
    for near in (verb, *places):
        for prep in near.having("prep"):
            if prep.text.lower() == "with":
                yield from placed(prep, words)


def with_a_part_harmed(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a clause says of its subject's body: "was found with his skull fractured"."""
    # "Were found in a ditch, their throats cut", with the aside taken for the main clause
    if verb.dep == "ccomp" and verb.head.tag in ("VBN", "VBD"):
        cut = verb.head.having("nsubj", "nsubjpass")
        if any(c.lemma == "throat" and c.having("poss") for c in cut):
            yield Fate("killed", verb.head)
    for clause in verb.having("advcl"):
        if any(m.text.lower() == "with" for m in clause.having("mark")):
            for part in clause.having("nsubj", "nsubjpass"):
                if part.having("poss") and words.is_body(part):
                    yield Fate("wounded", clause, certain=clause.tag == "VBN")
