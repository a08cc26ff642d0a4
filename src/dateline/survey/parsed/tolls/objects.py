"""What a verb does to its object, and says with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.idioms import left_for_dead, robbed_of, set_alight, taken_by_fire
from dateline.survey.parsed.tolls.phrases import (
    Fate,
    is_fatal,
    is_out_of_action,
    moved_to,
    placed,
    said_beside_verb,
)
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.saving import fought_for, not_saved, sent_to_grave
from dateline.survey.parsed.tolls.taking import is_flown_out, is_led_off, taken_in, unseen
from dateline.syntax import Word

_AMBIGUOUS = frozenset({"shoot", "stab", "burn", "hack", "spear", "beat", "bludgeon", "stone"})


def done_to(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb does to its object."""
    outcome = words.done_to_object(verb)
    told = taken_in(verb, words) or phrase(verb, words) or not_saved(verb, words)
    if told := told or fought_for(verb, words) or unseen(verb, words):
        yield told
    elif outcome and verb.lemma == "lose":
        if any(o.lemma not in words.verbs["limbs"] for o in verb.having("dobj")):
            yield Fate("killed", verb)
    elif verb.lemma == "hold" and _is_blamed(verb, words):
        return
    elif outcome:
        yield of_verb(outcome, verb)
    else:
        yield from _done_otherwise(verb, words)


def _is_blamed(verb: Word, words: Predicates) -> bool:
    """Whether somebody is only held to have done it: "holds the front responsible"."""
    beside = [
        *verb.having("oprd", "acomp", "advcl"),
        *(c for o in verb.having("dobj") for c in o.children),
    ]
    return any(c.lemma in words.verbs["to_blame"] for c in beside)


def phrase(verb: Word, words: Predicates) -> Fate | None:
    """What a verb says with what stands beside it: "to death", "hostage", "to hospital"."""
    if is_fatal(verb):
        return Fate("killed", verb)
    if is_out_of_action(verb):
        return Fate("killed", verb, others=frozenset({"wounded"}))
    if _at_gunpoint(verb) or is_led_off(verb, words):
        return Fate("captured", verb)
    if verb.lemma == "take" and (pronoun := _with_oneself(verb)):
        died = verb.head.lemma in ("blow", "die", "kill", "detonate")
        # "Took a priest with them" is told of captors.
        outcome: Outcome = "captured" if pronoun == "them" and not died else "killed"
        return Fate(outcome, verb, certain=died or outcome == "captured")
    told = said_beside_verb(verb, words) or set_alight(verb, words) or left_for_dead(verb)
    if told := told or sent_to_grave(verb, words):
        return told
    if verb.lemma in words.verbs["move"] and (moved := moved_to(verb, words)) is not None:
        return moved if not (moved.apart and is_flown_out(verb, words)) else _flown(verb)
    if is_flown_out(verb, words):
        return _flown(verb)
    if verb.lemma == "pay":
        return next((f for p in verb.having("prep") for f in placed(p, words)), None)
    if verb.lemma in words.verbs["treat"]:
        return Fate("wounded", verb, certain=verb.lemma == "treat" or bool(verb.having("prep")))
    return None


def _flown(verb: Word) -> Fate:
    # Those who are shut in are flown out as well.
    certain = verb.lemma != "evacuate"
    return Fate("wounded", verb, certain=certain, others=frozenset({"displaced"}))


def _at_gunpoint(verb: Word) -> bool:
    return verb.lemma in ("take", "lead", "march", "drag", "grab") and any(
        noun.lemma in ("gunpoint", "knifepoint")
        for prep in verb.having("prep")
        for noun in prep.having("pobj")
    )


def _is_amount(verb: Word, words: Predicates) -> bool:
    """Whether its object is the figure of a sum: "the toll has reached", "the dead include"."""
    return verb.lemma in words.verbs["amounts"] and bool(_sums(verb, words))


def _sums(verb: Word, words: Predicates) -> list[tuple[Word, Outcome]]:
    return [
        (subject, found)
        for subject in verb.having("nsubj")
        if not subject.having("nummod") and subject.tag != "CD"
        if (found := words.of_sum(subject) or words.of_those(subject))
    ]


def _with_oneself(verb: Word) -> str | None:
    """The pronoun of those with whom others were taken along: "taking 14 others with him"."""
    return next(
        (
            noun.text.lower()
            for prep in verb.having("prep")
            if prep.text.lower() == "with"
            for noun in prep.having("pobj")
            if noun.text.lower() in ("him", "her", "them", "it")
        ),
        None,
    )


def _done_otherwise(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What verbs say that need not harm: "cost them six men", "have in their custody"."""
    if (lost := robbed_of(verb, words) or taken_by_fire(verb, words)) is not None:
        yield lost
        return
    if verb.lemma == "cost":
        yield Fate("killed", verb, certain=False)
    elif verb.lemma == "leave":
        yield from (f for p in verb.having("prep") if p.text == "without" for f in placed(p, words))
    elif verb.lemma in ("have", "keep", "put", "place"):
        for prep in verb.having("prep"):
            yield from placed(prep, words)
    elif _is_amount(verb, words):
        yield from (Fate(found, subject) for subject, found in _sums(verb, words))
    elif verb.lemma in words.verbs["hit"]:
        yield Fate("wounded", verb, others=frozenset({"killed"}))
    elif verb.lemma in ("dig", "open", "fill") and any(
        o.text.lower() == "graves" for o in verb.having("dobj")
    ):
        yield Fate("killed", verb)
    elif verb.lemma in ("admit", "receive", "get") and any(
        words.place.get(s.lemma) == "wounded" for s in verb.having("nsubj")
    ):
        yield Fate("wounded", verb, certain=verb.lemma == "admit")


def of_verb(outcome: Outcome, verb: Word) -> Fate:
    """The fate that a verb gives; who is shot may have died."""
    if verb.lemma in _AMBIGUOUS:
        return Fate(outcome, verb, others=frozenset({"killed"}))
    if verb.lemma == "bury" and _is_under(verb):
        return Fate(outcome, verb, certain=False, others=frozenset({"missing"}))
    weak = (
        *("hold", "net", "pick", "stone", "catch", "expel", "take", "bring", "seize"),
        *("evacuate", "destroy"),
    )
    return Fate(outcome, verb, certain=verb.lemma not in weak, apart=verb.lemma == "evacuate")


def _is_under(verb: Word) -> bool:
    """Whether they lie under what fell on them, and may live: "were buried under the rubble"."""
    passive = bool(verb.having("auxpass")) or verb.dep == "acl"
    return passive and any(
        prep.text.lower() in ("under", "beneath", "in", "by")
        and prep.having("pobj", "pcomp")
        and any(
            o.lemma
            in (
                "rubble",
                "debris",
                "mud",
                "ruin",
                "wreckage",
                "earth",
                "landslide",
                "house",
                "building",
                "avalanche",
                "roof",
                "wall",
                "snow",
                "blast",
            )
            for o in prep.having("pobj")
        )
        for prep in verb.having("prep", "agent")
    )


def given_to(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What befalls a second object: "treatment was given to 37"."""
    if (
        verb.lemma == "give"
        and any(words.having.get(o.lemma) == "wounded" for o in verb.having("nsubjpass", "dobj"))
    ) or (
        verb.lemma == "cost" and any(o.lemma in words.verbs["limbs"] for o in verb.having("dobj"))
    ):
        yield Fate("wounded", verb)
