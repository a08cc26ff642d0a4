"""What stands beside a verb or a noun and says what became of people: "dead", "to hospital"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.clauses import tied_to_object
from dateline.survey.parsed.tolls.leaving import is_driven_out
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some people.

    Attributes:
        cue: The word that says so.
        certain: Whether grammar and word leave nothing else: not a noun that is only counted, nor
            a verb that may mean another thing.
        others: What else became of them.
        apart: Whether it is told beside the news: they are looked for, or have left home. No
            sentence is about an incident for that alone.
    """

    outcome: Outcome
    cue: Word
    certain: bool = True
    others: frozenset[Outcome] = frozenset()
    apart: bool = False


def harm(word: Word, words: Predicates) -> Outcome | None:
    """What having this says: wounds, a broken leg; a leg alone says nothing."""
    if word.lemma in ("aid", "help") and any(
        c.lemma in ("first", "medical") for c in word.children
    ):
        return "wounded"
    outcome = words.having.get(word.lemma)
    if outcome and word.lemma in ("hand", "foot", "face", "head", "eye", "chest", "neck", "arm"):
        broken = word.having("amod") or word.head.lemma in ("lose", "break", "fracture", "in")
        return outcome if broken else None
    return outcome or _broken_part(word, words)


def _broken_part(word: Word, words: Predicates) -> Outcome | None:
    """What a part of the body says that is told to be harmed: "a broken wrist"."""
    harmed = any(a.lemma in words.verbs["harmed"] for a in word.having("amod", "compound"))
    return "wounded" if harmed and words.is_body(word) else None


def is_to_death(verb: Word) -> bool:
    """Whether it is done to death, or somebody does it to death: "bled to death"."""
    if verb.lemma == "lay" and any(c.lemma == "rest" for c in verb.having("advcl", "xcomp")):
        return True
    return any(
        o.lemma in ("death", "piece", "bit", "shred") or (verb.lemma == "lay" and o.lemma == "rest")
        for prep in verb.having("prep", "dative")
        if prep.text.lower() == "to"
        for o in prep.having("pobj")
    )


def is_out_of_action(verb: Word) -> bool:
    """Whether somebody is put out of action, or out of the fight: the words of armies."""
    return verb.lemma == "put" and any(
        noun.lemma in ("action", "fight", "combat")
        for out in verb.having("prep", "advmod")
        if out.text.lower() == "out"
        for of in (out, *out.having("prep"))
        for noun in of.having("pobj")
    )


def is_fatal(verb: Word) -> bool:
    """Whether it is done "to death", "dead", "fatally", or "alive": by any verb."""
    if is_to_death(verb) or any(is_shot_dead(c) for o in verb.having("dobj") for c in o.children):
        return True
    for child in verb.children:
        low = child.text.lower()
        if (
            (child.dep in ("advmod", "oprd", "acomp") or _trails(child))
            and (
                low in ("fatally", "mortally")
                or (
                    low == "dead"
                    and verb.lemma in ("shoot", "strike", "knock", "beat", "drop", "fall")
                )
                or (low == "alive" and verb.lemma in ("burn", "bury", "flay", "roast"))
            )
        ) or (low in ("throat", "throats") and child.dep in ("dobj", "nsubj", "nsubjpass")):
            return True
    return False


def _trails(word: Word) -> bool:
    """Whether what stands behind a name is joined to the verb: "shot the guard, Musa, dead"."""
    return word.dep in ("conj", "advcl") and word.tag == "JJ" and not word.children


def is_shot_dead(word: Word) -> bool:
    """Whether the tree has "dead" hang on who is "shot dead", and not on the verb before it."""
    noun = word.head
    verb = noun.head
    return (
        word.text.lower() == "dead"
        and noun.dep == "dobj"
        and word.at == verb.at + 1
        and verb.lemma in ("shoot", "strike", "knock", "beat")
    )


def said_beside_verb(verb: Word, words: Predicates) -> Fate | None:
    """What is said of an object beside its verb: "left 14 dead", "took four hostage"."""
    for child in verb.having("oprd", "acomp", "ccomp", "advmod", "dobj", "xcomp", "attr", "advcl"):
        if child.dep == "ccomp" and (
            child.tag in ("VBD", "VBZ", "VBP") or child.having("aux", "auxpass")
        ):
            continue  # a clause with a subject of its own
        captive = child.text.lower() in ("hostage", "captive", "prisoner")  # be it read as a verb
        apart = child.dep == "advcl" and child.pos != "NOUN" and not captive
        outcome = words.said_of(child) if not apart else None
        if child.dep == "advcl" and verb.lemma == "leave" and not child.having("aux", "mark"):
            # "Left a woman and her grandson dead", read as a clause
            outcome = None if child.having("nsubj") else words.said_of(child)
        if outcome and (child.dep != "dobj" or outcome == "captured"):
            if child.pos == "VERB" and child.tag in ("VB", "VBG"):
                continue
            if child.dep == "dobj" and child.having("nummod"):
                continue
            return Fate(outcome, child)
    return _said_as(verb, words)


def _said_as(verb: Word, words: Predicates) -> Fate | None:
    """What people are listed "as": "lists five as missing", "named twelve as having fallen"."""
    if verb.lemma not in words.verbs["list_as"]:
        return None
    said = (c for p in verb.having("prep") if p.text.lower() == "as" for c in p.children)
    for child in said:
        outcome = words.said_of(child)
        if child.dep == "pcomp" and child.having("aux"):
            outcome = outcome or words.done_to_subject(child)
        if outcome:
            return Fate(outcome, child)
    return None


def moved_to(verb: Word, words: Predicates) -> Fate | None:
    """Where people were taken: to hospital, into custody, into the bush, from their homes."""
    for prep in (*verb.having("prep", "dative"), *tied_to_object(verb)):
        low = prep.text.lower()
        of = [o for p in prep.having("prep") if low == "out" for o in p.having("pobj")]
        places = [*of, *prep.having("pobj")]
        if _is_dragged_out(verb, low, places, words):
            return Fate("captured", verb)
        moved = (_moved(verb, low, place, words) for place in places)
        if (fate := next((f for f in moved if f is not None), None)) is not None:
            return fate
        if is_driven_out(verb, low, words):
            return Fate("displaced", verb, certain=False, apart=True)
        if low == "with" and any(words.having.get(o.lemma) for o in places):
            return Fate("wounded", verb)
        if low == "for" and any(o.lemma in ("treatment", "surgery") for o in places):
            return Fate("wounded", verb, apart=True)
    outcome = words.done_to_object(verb)
    if outcome is None:
        return None
    saved = verb.lemma == "evacuate"
    return Fate(outcome, verb, certain=not saved, apart=saved)


def _is_dragged_out(verb: Word, low: str, places: Sequence[Word], words: Predicates) -> bool:
    """Whether people were dragged out of somewhere, and not to be saved."""
    return (
        low in ("out", "from", "off")
        and verb.lemma in words.verbs["carry_off"]
        and not any(o.lemma in words.verbs["ruins"] for o in places)
    )


def _brought_to(verb: Word, low: str, place: Word, words: Predicates) -> Fate | None:
    """What the place says where people were brought: "to hospital", "into the boot of a car"."""
    outcome = words.place.get(place.lemma) if place.lemma not in ("state", "condition") else None
    if outcome == "wounded" and low in ("to", "in", "into", "at"):
        return Fate("wounded", place)
    if outcome == "captured" and low in ("into", "in", "under", "to"):
        return Fate("captured", place)
    if outcome == "killed" and low in ("to", "in", "at"):
        return Fate("killed", place)
    purpose = verb.having("xcomp", "advcl")  # "to be sworn in"
    if low in ("to", "into", "at") and not purpose and _is_station(place, words):
        return Fate("captured", verb, certain=False)
    if low == "into" and verb.lemma == "take" and place.lemma in words.verbs["wilds"]:
        return Fate("captured", verb)
    if low in ("to", "into") and outcome == "displaced" and place.lemma in ("camp", "shelter"):
        return Fate("displaced", verb, certain=False, apart=True)
    return Fate("captured", verb) if _is_thrown_in(verb, low, place, words) else None


def _is_station(place: Word, words: Predicates) -> bool:
    """Whether it is the police's, or the army's: "a police station", "the barracks"."""
    whose = {c.lemma for c in place.having("compound", "poss", "nmod", "amod")}
    ours = whose & (words.verbs["police"] | words.verbs["stations_of"])
    return place.lemma in words.verbs["stations"] and (
        bool(ours) or place.lemma not in ("station", "post", "headquarters", "brigade")
    )


def _is_thrown_in(verb: Word, low: str, place: Word, words: Predicates) -> bool:
    """Whether captors put them into a boot, or march them to a car."""
    if low not in ("in", "into", "to"):
        return False
    thrown = verb.lemma in words.verbs["force_along"] or verb.lemma in ("put", "stuff")
    boot = place.lemma in words.verbs["boot"]
    marched = verb.lemma == "frogmarch" and place.lemma in words.verbs["vehicles"]
    return thrown and (boot or marched)


def _moved(verb: Word, low: str, place: Word, words: Predicates) -> Fate | None:
    """What it says that people were moved to or from a place, with the preposition `low`."""
    if (fate := _brought_to(verb, low, place, words)) is not None:
        return fate
    outcome = words.place.get(place.lemma)
    if low in ("from", "out") and outcome == "displaced" and verb.lemma not in words.verbs["freed"]:
        taken = verb.lemma in ("take", "drag", "pull", "snatch", "haul", "march", "lead")
        return Fate("captured" if taken else "displaced", verb)
    if low == "from" and place.lemma in words.verbs["ruins"]:
        return None  # "was pulled from the rubble"
    if low in ("into", "onto", "off", "from") and verb.lemma in words.verbs["force_along"]:
        aboard = low == "onto" and place.lemma in words.verbs["vehicles"]
        return (
            Fate("captured", verb, certain=low == "into" or aboard)
            if (low != "onto" or aboard)
            else None
        )
    if verb.lemma == "take" and verb.having("auxpass") and low == "from":
        return _taken_from(verb, place, words)
    if low in ("across", "over") and verb.lemma in ("drive", "send", "force", "chase"):
        return Fate("displaced", verb, certain=False)
    return None


def _taken_from(verb: Word, place: Word, words: Predicates) -> Fate | None:
    """Who is taken from a place, and nowhere that is told of: "taken from a brick kiln"."""
    saved = place.lemma in words.verbs["ruins"] or any(
        p.text.lower() in ("to", "into", "for") for p in verb.having("prep")
    )
    return None if saved else Fate("captured", verb, apart=True)


def placed(prep: Word, words: Predicates, *, certain: bool = True) -> Iterator[Fate]:
    """What a preposition says: "in hospital", "behind bars", "with broken legs"."""
    low = prep.text.lower()
    for noun in prep.having("pobj"):
        if low == "with" and harm(noun, words):
            yield Fate("wounded", noun, certain=certain)
        elif (
            low in ("in", "into", "under", "behind", "at", "on")
            and (low != "on" or noun.lemma == "admission")
            and (outcome := words.place.get(noun.lemma))
        ):
            bad = noun.lemma not in ("condition", "state") or any(
                a.lemma in ("critical", "serious", "grave", "stable", "poor", "threatening")
                for a in noun.having("amod")
            )
            if (
                bad
                and outcome != "displaced"
                and (noun.lemma != "hand" or _is_somebodys(noun, words))
            ):
                yield Fate(outcome, noun, certain=certain)
        elif low in ("among", "amongst") and (
            outcome := words.of_sum(noun) or words.of_those(noun)
        ):
            yield Fate(outcome, noun)
        elif low in ("under", "beneath") and noun.lemma in words.verbs["buried_under"]:
            yield Fate("missing", noun, others=frozenset({"killed", "wounded"}))
        elif low == "with" and noun.lemma in ("captor", "abductor", "kidnapper"):
            yield Fate("captured", noun, certain=certain)
        elif low == "with" and noun.lemma == "life" and prep.head.lemma == "pay":
            yield Fate("killed", prep.head)
        elif low == "without" and noun.lemma in ("home", "shelter", "roof"):
            yield Fate("displaced", noun)


def is_negated(verb: Word) -> bool:
    """Whether a verb is told as one that did not happen."""
    return bool(verb.having("neg")) or any(
        w.text.lower() in ("never", "no", "nothing", "nobody") for w in verb.children
    )


def _is_somebodys(hands: Word, words: Predicates) -> bool:
    """Whether it is told in whose hands somebody is: "rebel hands", and no "good hands"."""
    whose = hands.having("amod") if hands.head.head.lemma == "fall" else ()
    return bool(hands.having("prep", "poss", "compound")) or any(
        a.lemma not in words.verbs["safe_hands"] for a in whose
    )
