"""What became of those counted, by the words that govern them, where they must be people."""

from __future__ import annotations

from dataclasses import replace

from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.fates import fate_of
from dateline.survey.parsed.tolls.idioms import beaten_down
from dateline.survey.parsed.tolls.leaving import has_arrived, has_left, has_moved
from dateline.survey.parsed.tolls.mistied import tied_amiss
from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.phrases import Fate, is_fatal
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.saving import sent_to_grave
from dateline.survey.parsed.tolls.taking import is_flown_out
from dateline.survey.triggers import ARMED
from dateline.syntax import Word

HELD = frozenset({"detention", "custody", "captivity"})
"""Where nothing but people are kept."""
_MANY = 50  # who flee together are no attackers who get away
_TAKE = frozenset({"take", "capture", "seize", "grab", "snatch"})


def own_fate(party: Party, words: Predicates, lexicon: Lexicon) -> Fate | None:
    """What became of those counted by their own words; None where they may be things."""
    fate = fate_of(party.head, words) or tied_amiss(party.head, words)
    if fate is None or _none_of_them(party.head):
        return None
    if fate.cue is party.head and not party.known:
        return None  # "an attempted murder" is a deed, and nobody who is counted
    if party.part and _is_beside_object(party.head) and fate.cue not in party.head.subtree():
        return None  # "suffered burns, two of them critically"
    if not (party.known or _is_animate(party, fate, words)):
        return None
    if _is_nothing(party, fate, words) or _may_be_trip(party, fate, words):
        return None
    if fate.cue.lemma in ("return", "come") and _is_community(party, words):
        return replace(fate, outcome="displaced", others=frozenset())  # whole families stay away
    if _is_survived(fate, words):
        fate = replace(fate, others=frozenset())
    borne_out = _bears_out(party, fate, words, lexicon)
    if not borne_out and _has_gone(fate, words):
        return None  # who camps out, or walks off, may be anybody
    return replace(fate, certain=True) if borne_out else fate


def _is_beside_object(head: Word) -> bool:
    return head.dep == "appos" and head.head.dep in ("dobj", "pobj")


def _is_animate(party: Party, fate: Fate, words: Predicates) -> bool:
    """Whether it befalls people alone: what no list holds may be a thing."""
    cue = fate.cue
    return fate.certain and (
        cue.lemma in words.verbs["animate"]
        or is_fatal(cue)
        or (cue.lemma in words.having and cue.pos != "VERB")  # a bakery burns too
        or cue.lemma in words.verbs["shot"]
        or (party.named and (cue.lemma in words.noun_of or cue.lemma in words.verbs["lead_off"]))
        or beaten_down(cue, words)
        or sent_to_grave(cue, words) is not None
        or (fate.outcome == "captured" and cue.lemma in HELD)
        or _falls_in_battle(cue, words)
    )


def _is_nothing(party: Party, fate: Fate, words: Predicates) -> bool:
    """Whether it befell something else, or nobody: "58 were shot down", "lost his father"."""
    if party.bare and (_is_downed(fate.cue) or fate.cue.lemma == "destroy"):
        return True
    if party.named and fate.cue.lemma in ("lose", "loss"):
        return True
    return fate.cue.lemma == "fall" and _falls_upon(fate.cue, words)


def is_taken(party: Party, fate: Fate) -> bool:
    """Whether captives are told of as they are taken: "took nine prisoners"."""
    head = party.head
    return fate.outcome == "captured" and head.dep == "dobj" and head.head.lemma in _TAKE


def _falls_in_battle(verb: Word, words: Predicates) -> bool:
    """Whether men fall as soldiers do: "in action", "on the field of battle"."""
    return verb.lemma == "fall" and any(
        o.lemma in words.verbs["battle"]
        for prep in verb.having("prep")
        for o in prep.having("pobj")
    )


def _falls_upon(verb: Word, words: Predicates) -> bool:
    """Whether they attack: "fell upon a column", "fell on the hamlet"."""
    for prep in verb.having("prep"):
        if prep.text.lower() == "upon":
            return True
        if prep.text.lower() == "on" and any(
            o.lemma in words.verbs["homeland"] or o.lemma in words.verbs["fallen_on"]
            for o in prep.having("pobj")
        ):
            return True
    return False


def _is_survived(fate: Fate, words: Predicates) -> bool:
    """Whether a shot or a blow met a limb, and nobody dies of that: "shot through the hand"."""
    verb = fate.cue
    return fate.outcome == "wounded" and any(
        o.lemma in words.verbs["outlived"]
        for prep in verb.having("prep")
        if prep.text.lower() in ("in", "on", "through", "across")
        for o in prep.having("pobj")
    )


def _has_gone(fate: Fate, words: Predicates) -> bool:
    return fate.outcome == "displaced" and fate.cue.pos == "VERB" and has_left(fate.cue, words)


def _may_be_trip(party: Party, fate: Fate, words: Predicates) -> bool:
    """Whether those who went somewhere may be no families or villagers who flee."""
    if fate.outcome != "displaced" or fate.cue.pos != "VERB" or not has_moved(fate.cue, words):
        return False
    if has_arrived(fate.cue, words):
        return not _is_home(party)  # many people arrive somewhere
    return not _is_community(party, words)


def _is_community(party: Party, words: Predicates) -> bool:
    many = (party.low or 0) >= _MANY and party.head.lemma in words.verbs["inhabitants"]
    return _is_home(party) or many


def _is_home(party: Party) -> bool:
    return party.head.lemma in ("family", "household", "refugee", "evacuee")


def _bears_out(party: Party, fate: Fate, words: Predicates, lexicon: Lexicon) -> bool:
    """Whether the noun leaves of a verb's meanings only the one: who seizes men takes captives."""
    verb = fate.cue
    if verb is party.head:
        return is_taken(party, fate)
    if verb.lemma in words.verbs["gashed"]:
        return party.known and bool(verb.having("auxpass"))
    if verb.lemma == "evacuate" and is_flown_out(verb, words):
        return (party.low or 0) < _MANY and party.head.lemma not in words.verbs["dwellers"]
    if verb.lemma in words.verbs["doubted"]:
        return party.known and not party.bare
    if fate.outcome == "displaced" and verb.pos == "VERB":
        many = party.bare and (party.low or 0) >= _MANY
        return many or party.head.lemma in words.verbs["dwellers"]
    if verb.lemma == "fall":
        armed = lexicon.actor_kind(party.head.text) in ARMED
        armed = armed or party.head.lemma in words.verbs["assailants"]
        return armed or _falls_alone(party, verb) or _falls_in_battle(verb, words)
    return False


def _falls_alone(party: Party, verb: Word) -> bool:
    """Whether nothing else is told of it than that people fell: "the coordinator fell"."""
    return party.known and all(c.dep in ("nsubj", "punct", "cc", "conj") for c in verb.children)


def _is_downed(cue: Word) -> bool:
    """Whether what was shot down may be aircraft that were told of before: "58 were shot down"."""
    return cue.lemma in ("shoot", "bring", "take") and any(
        c.dep in ("prt", "advmod") and c.text.lower() == "down" for c in cue.children
    )


def _none_of_them(head: Word) -> bool:
    return any(c.text.lower() in ("no", "none", "neither") for c in head.children)
