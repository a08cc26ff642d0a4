"""Wounds that verb and noun tell together: a knife driven into somebody, a mine stepped on."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.phrases import Fate, harm, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_MAYBE_DEAD: frozenset[Outcome] = frozenset({"killed"})
_OWN = frozenset({"his", "her", "their", "both", "one", "a", "an"})
_INTO = frozenset({"into", "in", "through", "across"})
_ONTO = frozenset({"over", "on", "at"})


def pierced(prep: Word, words: Predicates) -> Fate | None:
    """The wound of those into whom a weapon is driven: "plunged a knife into two guards"."""
    verb, low = prep.head, prep.text.lower()
    if verb.lemma not in words.verbs["drive_in"]:
        return None
    things = {o.lemma for o in verb.having("dobj", "nsubjpass", "nsubj")}
    if verb.dep == "acl":
        things.add(verb.head.lemma)  # "a bullet lodged in her spine", as a phrase
    armed = bool(things & (words.verbs["weapons"] | words.verbs["shot"])) and low in _INTO
    doused = bool(things & words.verbs["corrosives"]) and low in _INTO | _ONTO
    return Fate("wounded", verb, others=_MAYBE_DEAD) if armed or doused else None


def pierced_part(part: Word, words: Predicates) -> Fate | None:
    """The wound of those into a part of whose body it is driven: "into the neck of a guard"."""
    return pierced(part.head, words) if part.dep == "pobj" and words.is_body(part) else None


def extracted(prep: Word, words: Predicates) -> Fate | None:
    """The wound of those from whom a bullet is taken: "removed shrapnel from two men"."""
    verb, low = prep.head, prep.text.lower()
    while (verb.pos == "ADP" or verb.lemma in words.verbs["shot"]) and not verb.is_root:
        verb = verb.head  # "out of"; with the preposition tied to what was taken out
    shot = any(o.lemma in words.verbs["shot"] for o in verb.having("dobj", "nsubjpass"))
    taken = verb.lemma in words.verbs["extract"] and low in ("from", "of") and shot
    return Fate("wounded", verb) if taken else None


def stepped_on(verb: Word, words: Predicates) -> Fate | None:
    """What befalls those who set off a mine: "trod on a mine", "drove over a bomb"."""
    if verb.lemma not in words.verbs["step"]:
        return None
    mined = any(
        {o.lemma, o.text.lower()} & words.verbs["buried_bombs"]
        for prep in verb.having("prep", "prt")
        if prep.text.lower() in ("on", "onto", "upon", "over")
        for o in (*prep.having("pobj"), *verb.having("dobj"))
    )
    return Fate("wounded", verb, others=_MAYBE_DEAD) if mined else None


def hurt_oneself(verb: Word, part: Word, words: Predicates) -> Fate | None:
    """The wound of one whose own body comes to harm: "burned both hands", "broke her ankle"."""
    own = any(
        c.text.lower() in _OWN for c in part.having("poss", "det", "predet", "nummod", "cc")
    ) or (part.tag == "NNS" and not part.having("poss"))
    if verb.lemma not in words.verbs["hurt_own"] or not words.is_body(part) or not own:
        return None
    return (
        None if any(p.text.lower() == "of" for p in part.having("prep")) else Fate("wounded", verb)
    )


def carries_shot(verb: Word, thing: Word, words: Predicates) -> Fate | None:
    """The wound of one who "has a bullet lodged in his spine"."""
    lodged = any(c.lemma in words.verbs["drive_in"] for c in thing.having("acl"))
    body = any(
        words.is_body(o)
        for c in (thing, *thing.having("acl"))
        for p in c.having("prep")
        for o in p.having("pobj")
    )
    shot = verb.lemma in ("have", "carry") and thing.lemma in words.verbs["shot"]
    return Fate("wounded", thing) if shot and (lodged or body) else None


def lost_use(verb: Word, thing: Word, words: Predicates) -> Fate | None:
    """The wound of those who "lost the use of" a part of their body."""
    of_body = any(words.is_body(o) for p in thing.having("prep") for o in p.having("pobj"))
    return (
        Fate("wounded", verb) if verb.lemma == "lose" and thing.lemma == "use" and of_body else None
    )


def cannot_any_more(verb: Word, words: Predicates) -> Fate | None:
    """The wound of those who "can no longer walk": not "can no longer walk the streets"."""
    if verb.lemma not in words.verbs["able_bodied"] or verb.having("dobj", "prep", "prt", "xcomp"):
        return None
    can = any(c.text.lower() in ("can", "could", "will", "may") for c in verb.having("aux"))
    again = any(c.text.lower() == "again" for c in verb.having("advmod"))
    if again and is_negated(verb):
        return Fate("wounded", verb)  # "will never walk again"
    longer = any(c.text.lower() == "longer" for c in verb.having("advmod"))
    return Fate("wounded", verb) if can and longer else None


def torn_from(prep: Word, words: Predicates) -> Fate | None:
    """The wound of one from whom a limb is torn: "tore a foot from his cousin"."""
    verb = prep.head
    limb = any(o.lemma in words.verbs["limbs"] for o in verb.having("dobj"))
    tears = verb.lemma in words.verbs["tear_off"] and prep.text.lower() in ("from", "off")
    return Fate("wounded", verb) if limb and tears else None


def takes_limb(part: Word, words: Predicates) -> bool:
    """Whether a mine or a blast takes it: "the blast took off a seller's foot"."""
    verb = part.head
    by = {x for s in verb.having("nsubj") for x in (s.lemma, s.text.lower())}
    struck = by & (words.verbs["deadly"] | words.verbs["shot"] | words.verbs["buried_bombs"])
    return verb.lemma in ("take", "cost") and part.dep == "dobj" and bool(struck)


def breathed_in(verb: Word, thing: Word, words: Predicates) -> Fate | None:
    """What befalls those who breathe smoke or gas."""
    choked = verb.lemma in words.verbs["inhale"] and thing.lemma in words.verbs["fumes"]
    return Fate("wounded", verb) if choked else None


def given_care(verb: Word, words: Predicates) -> Fate | None:
    """The wound of those who are given what only the hurt are given: "was given oxygen"."""
    if verb.lemma not in ("give", "administer"):
        return None
    care = any(o.lemma in words.verbs["care"] for o in verb.having("dobj"))
    return Fate("wounded", verb) if care else None


def shared_by(prep: Word, words: Predicates) -> Fate | None:
    """What those have of whom a passive tells: "injuries suffered by three officers"."""
    verb = prep.head
    if verb.lemma not in words.verbs["suffer"] or verb.tag != "VBN":
        return None
    had = [*verb.having("nsubjpass"), *([verb.head] if verb.dep == "acl" else [])]
    outcome = next((o for noun in had if (o := harm(noun, words))), None)
    return Fate(outcome, verb) if outcome else None


def harmed_by_participle(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What an attribute says that is a verb's participle: "was pistol-whipped"."""
    for child in verb.having("acomp"):
        if child.tag != "VBN" or words.said_of(child):
            continue
        outcome = words.object.get(child.lemma)
        if outcome in ("killed", "wounded") and child.lemma not in words.verbs["doubted"]:
            yield Fate(outcome, child)
