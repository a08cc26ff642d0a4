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
from dateline.survey.parsed.tolls.taking import (
    is_flown_out,
    is_led_off,
    is_questioned,
    led_kindly,
    taken_in,
    unseen,
)
from dateline.syntax import Word

_AMBIGUOUS = frozenset({"shoot", "stab", "burn", "hack", "spear", "beat", "bludgeon", "stone"})


def done_to(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb does to its object."""
    outcome = words.done_to_object(verb)
    told = taken_in(verb, words) or phrase(verb, words) or not_saved(verb, words)
    if told := told or fought_for(verb, words) or unseen(verb, words):
        yield told
    elif outcome == "captured" and led_kindly(verb, words):
        return  # a bus picks up 30 passengers
    elif outcome and verb.lemma == "lose":
        if not _is_lost_to(verb, words) and any(
            o.lemma not in words.verbs["limbs"] for o in verb.having("dobj")
        ):
            yield Fate("killed", verb)
    elif verb.lemma == "hold" and _is_blamed(verb, words):
        return
    elif outcome:
        yield of_verb(outcome, verb, words)
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
    if outcome := words.idiom_to_object(verb):
        return Fate(outcome, verb, certain=outcome != "displaced")
    if _at_gunpoint(verb, words) or is_led_off(verb, words) or is_questioned(verb, words):
        return Fate("captured", verb)
    if verb.lemma == "take" and (pronoun := _with_oneself(verb)):
        died = verb.head.lemma in ("blow", "die", "kill", "detonate")
        # "Took a priest with them" is told of captors.
        told_by: Outcome = "captured" if pronoun == "them" and not died else "killed"
        return Fate(told_by, verb, certain=died or told_by == "captured")
    told = _out_of_sight(verb, words) or said_beside_verb(verb, words) or set_alight(verb, words)
    if told := told or left_for_dead(verb) or sent_to_grave(verb, words):
        return told
    if verb.lemma in words.verbs["move"] and (moved := moved_to(verb, words)) is not None:
        if moved.outcome == "captured" and moved.cue is verb and led_kindly(verb, words):
            return None  # "teachers led 200 pupils into the hall"
        return moved if not (moved.apart and is_flown_out(verb, words)) else _flown(verb)
    if is_flown_out(verb, words):
        return _flown(verb)
    if verb.lemma == "pay":
        return next((f for p in verb.having("prep") for f in placed(p, words)), None)
    return _tended(verb, words)


def _out_of_sight(verb: Word, words: Predicates) -> Fate | None:
    """The loss of those who are put out of action, or lie under what fell on them."""
    if is_out_of_action(verb):
        return Fate("killed", verb, others=frozenset({"wounded"}))
    if verb.lemma in words.verbs["entomb"] and _is_under(verb, words):
        return Fate("missing", verb, others=frozenset({"killed", "wounded"}))
    return None


def _tended(verb: Word, words: Predicates) -> Fate | None:
    """The wounds of those whom doctors treat, or operate on."""
    if verb.lemma == "operate":
        on = any(p.text.lower() in ("on", "upon") for p in verb.having("prep", "prt"))
        return Fate("wounded", verb) if on else None
    if verb.lemma in words.verbs["treat"]:
        return Fate("wounded", verb, certain=verb.lemma == "treat" or bool(verb.having("prep")))
    return None


def _flown(verb: Word) -> Fate:
    # Those who are shut in are flown out as well.
    certain = verb.lemma != "evacuate"
    return Fate("wounded", verb, certain=certain, others=frozenset({"displaced"}))


def _at_gunpoint(verb: Word, words: Predicates) -> bool:
    return verb.lemma in words.verbs["at_gunpoint"] and any(
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
    elif _is_for_the_dead(verb, words):
        yield Fate("killed", verb)
    elif verb.lemma in ("admit", "receive", "get") and any(
        words.place.get(s.lemma) == "wounded" for s in verb.having("nsubj")
    ):
        yield Fate("wounded", verb, certain=verb.lemma == "admit")


def _is_for_the_dead(verb: Word, words: Predicates) -> bool:
    """Whether it is told of graves, or done at a morgue: "dug 19 graves", "identified 12"."""
    if verb.lemma in words.verbs["identify"]:
        told = (f for p in verb.having("prep") for f in placed(p, words))
        return any(f.outcome == "killed" for f in told)
    # Not "the graves of its founders"
    return verb.lemma in words.verbs["count_graves"] and any(
        o.text.lower() == "graves" and not any(p.text == "of" for p in o.having("prep"))
        for o in verb.having("dobj")
    )


def _is_lost_to(verb: Word, words: Predicates) -> bool:
    """Whether they live, and are lost to a rival, or in a vote: "lost three players to injury"."""
    return any(
        o.lemma in words.verbs["lost_to"]
        for to in (*verb.having("prep"), *verb.having("advcl"))
        # "To injury", be it read as an infinitive
        for o in (to.having("pobj") if to.dep == "prep" and to.text.lower() == "to" else [to])
    ) or any(
        o.lemma in words.verbs["lost_in"]
        for within in verb.having("prep")
        if within.text.lower() in ("in", "at", "after", "over")
        for o in within.having("pobj")
    )


def of_verb(outcome: Outcome, verb: Word, words: Predicates) -> Fate:
    """The fate that a verb gives; who is shot may have died."""
    if verb.lemma in _AMBIGUOUS:
        return Fate(outcome, verb, others=frozenset({"killed"}))
    if verb.lemma == "bury" and _is_under(verb, words):
        return Fate(outcome, verb, certain=False, others=frozenset({"missing"}))
    weak = (
        *("hold", "net", "pick", "stone", "catch", "expel", "take", "bring", "seize"),
        *("evacuate", "destroy", "grab", "move", "clear", "kick"),
    )
    return Fate(outcome, verb, certain=verb.lemma not in weak, apart=verb.lemma == "evacuate")


def _is_under(verb: Word, words: Predicates) -> bool:
    """Whether they lie under what fell on them, and may live: "were buried under the rubble"."""
    passive = bool(verb.having("auxpass")) or verb.dep in ("acl", "oprd", "xcomp")
    return passive and any(
        o.lemma in words.verbs["buried_under"]
        for prep in verb.having("prep", "agent")
        if prep.text.lower() in ("under", "beneath", "in", "by")
        for o in prep.having("pobj")
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
