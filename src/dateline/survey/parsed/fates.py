"""What became of people, by what governs the words for them in a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.predicates import Predicates
from dateline.survey.parsed.sums import summed
from dateline.syntax import Word

_WORST: tuple[Outcome, ...] = ("killed", "wounded", "missing", "captured", "displaced")
_AMBIGUOUS = frozenset({"shoot", "stab", "burn", "hack", "spear", "beat", "bludgeon", "stone"})
_MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some people.

    Attributes:
        cue: The word that says so.
        certain: Whether grammar and word leave nothing else: not a noun that is only counted, nor
            a verb that may mean another thing.
        others: What else became of them.
    """

    outcome: Outcome
    cue: Word
    certain: bool = True
    others: frozenset[Outcome] = frozenset()


def fate_of(head: Word, words: Predicates) -> Fate | None:
    """What became of those whom `head` names: the worst of all that is told of them."""
    told = list(_told(head, words, _MOST_STEPS))
    if not told:
        return None
    worst = min(told, key=lambda f: (_WORST.index(f.outcome), not f.certain))
    others = frozenset(f.outcome for f in told).union(*(f.others for f in told)) - {worst.outcome}
    return replace(worst, others=others)


def _told(head: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    if steps == 0:
        return
    governed = list(_governed(head, words, steps))
    yield from governed
    yield from _said_beside(head, words)
    own = words.noun_own.get(head.text.lower()) or words.noun_own.get(head.lemma)
    # "Three injured protesters", "26 bodies": told by nothing else.
    if own and (head.pos in ("NOUN", "PROPN", "ADJ") or head.tag in ("VBN", "JJ")):
        certain = own == "killed" and head.lemma not in ("victim", "casualty", "kill", "life")
        yield Fate(own, head, certain=certain)


def _said_beside(head: Word, words: Predicates) -> Iterator[Fate]:
    """What modifiers and clauses on the noun say: "14 dead", "men shot in Mach", "who died"."""
    for child in head.children:
        if child.dep in ("amod", "acomp", "oprd", "acl", "advcl", "appos", "advmod", "amod"):
            outcome = words.said_of(child)
            if outcome and child.dep != "advcl":
                # "Five bodies" are dead; "eight wounded soldiers" may do anything.
                yield Fate(outcome, child, certain=child.start > head.start)
                continue
        if child.dep in ("acl", "advcl") and child.tag == "VBN":
            yield from _passive(child, words)
        elif child.dep == "relcl":
            yield from _relative(head, child, words)
        elif child.dep == "advmod" and child.text.lower() in words.verbs["fatally"]:
            yield Fate("killed", child)
        elif child.dep == "prep":
            yield from _placed(child, words, certain=child.head.tag == "CD")


def _relative(head: Word, verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a relative clause says of its noun."""
    for clause in (verb, *_conjuncts(verb)):
        pronoun = next(
            (
                w
                for w in clause.children
                if w.text.lower() in ("who", "whom", "that", "which")
                and w.dep in ("nsubj", "nsubjpass", "dobj")
            ),
            None,
        )
        if pronoun is not None:
            yield from _as(pronoun.dep, clause, words)
        elif clause is not verb and not clause.having("nsubj", "nsubjpass"):
            yield from _as("nsubjpass" if clause.having("auxpass") else "nsubj", clause, words)
        elif clause is verb and not any(w.dep == "dobj" for w in verb.children):
            # "The five schoolgirls they dragged away"
            if any(w.dep == "nsubj" for w in verb.children) and not verb.having("prep"):
                yield from _object(verb, words)


def _governed(head: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What the word that governs `head` says of it."""
    governor, dep = head.head, head.dep
    if head.is_root:
        return
    if dep == "conj" and governor.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        if not list(_said_beside(head, words)):
            yield from _told_of_list(governor, words, steps - 1)
    elif dep == "appos" and head.start > governor.start and not _is_counted(governor):
        yield from _told_of_list(governor, words, steps - 1)
        if outcome := words.sum.get(governor.text.lower()):
            yield Fate(outcome, governor)
    elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "dative", "csubj"):
        yield from _as(dep, governor, words)
    elif dep == "pobj":
        yield from _by_preposition(head, governor, words, steps)
    elif dep in ("nmod", "compound", "amod", "meta", "npadvmod", "dep", "nummod", "intj", "oprd"):
        outcome = words.said_of(governor) or words.sum.get(governor.text.lower())
        if dep == "nummod" and governor.pos in ("NOUN", "PROPN") and governor.tag == "NNS":
            return
        if outcome and dep != "compound":
            yield Fate(outcome, governor, certain=dep in ("nummod", "npadvmod", "nmod"))
        elif governor.pos == "VERB" and dep in ("npadvmod", "meta", "dep", "oprd"):
            if governor.start > head.start and governor.tag == "VBN":
                yield from _passive(governor, words)


def _told_of_list(first: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What is told of the first of a list, which holds for the others too."""
    yield from _governed(first, words, steps)
    if outcome := words.of_sum(first) if first.dep in ("ROOT", "nsubj") else None:
        yield Fate(outcome, first)


def _is_counted(word: Word) -> bool:
    return bool(word.having("nummod")) or word.tag == "CD"


def _as(dep: str, verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb says of its subject or its object."""
    if verb.pos not in ("VERB", "AUX") and verb.tag not in ("VBN", "VBD"):
        # "12 dead", read as a clause without its verb.
        if dep in ("nsubj", "nsubjpass") and (outcome := words.said_of(verb)):
            yield Fate(outcome, verb)
        return
    if dep == "nsubjpass":
        yield from _passive(verb, words)
        for other in _own_conjuncts(verb):
            passive = other.tag == "VBN" and not other.having("aux")
            yield from (_passive(other, words) if passive else _subject(other, words))
        for clause in verb.having("advcl"):
            # "Were blindfolded, bound and shot", read as an aside.
            if clause.tag == "VBN" and not clause.having("mark", "nsubj", "nsubjpass"):
                for other in (clause, *_own_conjuncts(clause)):
                    yield from _passive(other, words)
    elif dep in ("nsubj", "csubj"):
        yield from _subject(verb, words)
        for other in _own_conjuncts(verb):
            passive = other.having("auxpass") or (verb.lemma == "be" and other.tag == "VBN")
            yield from (_passive(other, words) if passive else _subject(other, words))
    elif dep == "dobj":
        yield from _object(verb, words)
        # "Kidnapped and killed two judges": the object stands at the last.
        if verb.dep == "conj" and verb.head.pos == "VERB" and not verb.head.having("dobj"):
            yield from _object(verb.head, words)
        # "Seized two judges and killed them" is told of the pronoun; "shot and wounded two".
        if verb.having("conj") and any(
            c.start < o.start for c in verb.having("conj") for o in verb.having("dobj")
        ):
            yield from (f for c in verb.having("conj") for f in _object(c, words))
    elif dep == "attr":
        yield from _attribute(verb, words)
    elif dep == "dative":
        yield from _given(verb, words)


def _own_conjuncts(verb: Word) -> list[Word]:
    """The verbs joined to one that share its subject."""
    return [c for c in _conjuncts(verb) if not c.having("nsubj", "nsubjpass")]


def _conjuncts(verb: Word) -> Iterator[Word]:
    for child in verb.having("conj"):
        yield child
        yield from _conjuncts(child)


def _passive(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What was done to the subject of a passive, or to those whom a participle tells of."""
    if _fatal(verb):
        yield Fate("killed", verb)
    elif (deadly := _with_complement(verb, words)) is not None:
        yield deadly
    elif verb.lemma in words.verbs["treat"]:
        yield Fate("wounded", verb, certain=bool(verb.having("prep")))
    elif verb.lemma in words.verbs["move"] and (moved := _moved(verb, words)) is not None:
        yield moved
    elif outcome := words.done_to_object(verb):
        if verb.lemma in ("lose", "fall", "net"):
            outcome = "killed" if verb.lemma == "lose" else None
        if outcome:
            yield _of_verb(outcome, verb)
    elif verb.lemma in words.verbs["hit"]:
        certain = any(p.text.lower() in ("by", "in") for p in verb.having("agent", "prep"))
        yield Fate("wounded", verb, certain=certain, others=frozenset({"killed"}))
    elif verb.lemma in words.verbs["unheard"] and _is_negated(verb):
        yield Fate("missing", verb)
    elif verb.lemma in words.verbs["leave"]:
        yield from _through_report(verb, words)


def _through_report(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb of reporting hands on: "were reported killed", "is believed to have died"."""
    for child in verb.having("oprd", "acomp", "xcomp", "ccomp", "advcl", "dobj"):
        if outcome := words.said_of(child):
            yield Fate(outcome, child)
        elif child.dep == "xcomp":
            passive = child.tag == "VBN" and (child.having("auxpass") or not child.having("aux"))
            yield from (_passive(child, words) if passive else _subject(child, words))
    for prep in verb.having("prep"):
        yield from _placed(prep, words)


def _subject(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What befell the subject of an active verb."""
    objects = verb.having("dobj")
    if verb.lemma in words.verbs["be"]:
        yield from _through_report(verb, words)
        for child in verb.having("attr", "acomp", "advmod", "oprd"):
            if outcome := words.said_of(child):
                yield Fate(outcome, child)
            elif child.lemma in ("number", "total"):
                continue
    for child in objects:
        if (
            verb.lemma in words.verbs["own_death"] and child.lemma in ("life", "death", "martyrdom")
        ) or (verb.lemma == "meet" and child.lemma in ("end", "death", "fate")):
            yield Fate("killed", child)
        elif verb.lemma in words.verbs["suffer"] and (outcome := _harm(child, words)):
            if verb.lemma != "lose" or child.lemma in words.verbs["limbs"]:
                yield Fate(outcome, child)
        elif verb.lemma in words.verbs["kept_home"] and words.place.get(child.lemma) == "displaced":
            yield Fate("displaced", verb)
    if (verb.lemma == "survive" and _is_negated(verb)) or _to_death(verb):
        yield Fate("killed", verb)
    elif not objects or verb.lemma in ("flee", "die"):
        if _is_negated(verb):
            return
        outcome = words.done_to_subject(verb)
        if outcome and (verb.lemma not in ("fall",) or verb.having("prep")):
            yield Fate(outcome, verb, certain=verb.lemma not in ("fall", "flee", "starve", "bleed"))
        elif (deadly := _with_complement(verb, words)) is not None:
            yield deadly
    if verb.lemma in words.verbs["be"] or not objects:
        for prep in verb.having("prep"):
            yield from _placed(prep, words)
    for child in verb.having("xcomp"):
        if not _is_negated(verb) and verb.lemma in ("appear", "seem", "happen", "go", "come"):
            yield from _subject(child, words)


def _harm(word: Word, words: Predicates) -> Outcome | None:
    """What having this says: wounds, a broken leg; a leg alone says nothing."""
    outcome = words.having.get(word.lemma)
    if outcome and word.lemma in ("hand", "foot", "face", "head", "eye", "chest", "neck", "arm"):
        broken = word.having("amod") or word.head.lemma in ("lose", "break", "fracture", "in")
        return outcome if broken else None
    return outcome


def _object(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb does to its object."""
    if _fatal(verb):
        yield Fate("killed", verb)
        return
    if (told := _with_complement(verb, words)) is not None:
        yield told
        return
    if verb.lemma in words.verbs["move"] and (moved := _moved(verb, words)) is not None:
        yield moved
        return
    if verb.lemma in words.verbs["treat"]:
        yield Fate("wounded", verb, certain=bool(verb.having("prep")))
        return
    outcome = words.done_to_object(verb)
    if outcome and verb.lemma == "lose":
        people = [o for o in verb.having("dobj") if o.lemma not in words.verbs["limbs"]]
        if people:
            yield Fate("killed", verb)
        return
    if outcome:
        yield _of_verb(outcome, verb)
    elif verb.lemma == "cost":
        yield Fate("killed", verb, certain=False)
    elif verb.lemma in ("have", "keep", "put", "place"):
        for prep in verb.having("prep"):
            yield from _placed(prep, words)
    elif verb.lemma in words.verbs["hit"]:
        yield Fate("wounded", verb, others=frozenset({"killed"}))
    elif verb.lemma == "number":
        for subject in verb.having("nsubj"):
            if found := words.of_sum(subject):
                yield Fate(found, subject)


def _of_verb(outcome: Outcome, verb: Word) -> Fate:
    """The fate that a verb gives; who is shot may have died."""
    if verb.lemma in _AMBIGUOUS:
        return Fate(outcome, verb, others=frozenset({"killed"}))
    weak = ("hold", "net", "pick", "stone", "bury", "catch", "expel", "take", "bring", "seize")
    return Fate(outcome, verb, certain=verb.lemma not in weak)


def _given(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What befalls a second object: "treatment was given to 37"."""
    if verb.lemma == "give" and any(
        words.having.get(o.lemma) == "wounded" for o in verb.having("nsubjpass", "dobj")
    ):
        yield Fate("wounded", verb)
    elif verb.lemma == "cost" and any(o.lemma in words.verbs["limbs"] for o in verb.having("dobj")):
        yield Fate("wounded", verb)


def _attribute(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a clause says whose predicate names them: "the dead were", "among the dead were"."""
    for child in verb.having("nsubj", "prep", "advcl", "csubj", "acl", "ccomp"):
        if child.dep == "prep" and child.text.lower() == "among":
            for noun in child.having("pobj"):
                if outcome := words.of_sum(noun) or words.said_of(noun):
                    yield Fate(outcome, noun)
        elif child.tag in ("VBN", "VBD") and child.start < verb.start and child.dep != "nsubj":
            yield from _passive(child, words)
        elif child.dep == "nsubj" and (outcome := words.of_sum(child) or words.said_of(child)):
            yield Fate(outcome, child)
    if verb.tag in ("VBN", "VBD") and verb.lemma != "be":
        yield from _passive(verb, words)


def _to_death(verb: Word) -> bool:
    return any(
        o.lemma == "death"
        for prep in verb.having("prep", "dative")
        if prep.text.lower() == "to"
        for o in prep.having("pobj")
    )


def _fatal(verb: Word) -> bool:
    """Whether it is done "to death", "dead", "fatally", or "alive": by any verb."""
    if _to_death(verb):
        return True
    for child in verb.children:
        low = child.text.lower()
        if child.dep in ("advmod", "oprd", "acomp") and (
            low in ("fatally", "mortally")
            or (low == "dead" and verb.lemma not in ("leave",))
            or (low == "alive" and verb.lemma in ("burn", "bury", "flay", "roast"))
        ):
            return True
        elif low in ("throat", "throats") and child.dep in ("dobj", "nsubj", "nsubjpass"):
            return True
    return False


def _with_complement(verb: Word, words: Predicates) -> Fate | None:
    """What is said of an object beside its verb: "left 14 dead", "took four hostage"."""
    for child in verb.having("oprd", "acomp", "ccomp", "advmod", "dobj", "xcomp", "attr", "advcl"):
        outcome = words.said_of(child) if child.dep != "advcl" or child.pos == "NOUN" else None
        if outcome and (child.dep != "dobj" or outcome == "captured"):
            if child.pos == "VERB" and child.tag in ("VB", "VBG"):
                continue
            if child.dep == "dobj" and child.having("nummod"):
                continue
            return Fate(outcome, child)
    return None


def _moved(verb: Word, words: Predicates) -> Fate | None:
    """Where people were taken: to hospital, into custody, into the bush, from their homes."""
    for prep in verb.having("prep", "dative"):
        low = prep.text.lower()
        for place in prep.having("pobj"):
            outcome = words.place.get(place.lemma)
            if outcome == "wounded" and low in ("to", "in", "into", "at"):
                return Fate("wounded", place)
            if outcome == "captured" and low in ("into", "in", "under", "to"):
                return Fate("captured", place)
            if low in ("from", "out") and outcome == "displaced":
                if verb.lemma in ("take", "drag", "pull", "snatch", "haul", "march", "lead"):
                    return Fate("captured", verb)
                return Fate("displaced", verb)
            if low in ("into", "off", "from") and verb.lemma in (
                *("march", "drag", "haul", "herd", "bundle", "shove", "hustle", "snatch", "pull"),
                *("frogmarch", "force", "throw", "lead"),
            ):
                return Fate("captured", verb, certain=low == "into")
        if low == "with" and any(words.having.get(o.lemma) for o in prep.having("pobj")):
            return Fate("wounded", verb)
    outcome = words.done_to_object(verb)
    return Fate(outcome, verb) if outcome else None


def _placed(prep: Word, words: Predicates, *, certain: bool = True) -> Iterator[Fate]:
    """What a preposition says: "in hospital", "behind bars", "with broken legs"."""
    low = prep.text.lower()
    for noun in prep.having("pobj"):
        if low == "with" and _harm(noun, words):
            yield Fate("wounded", noun, certain=certain)
        elif low in ("in", "into", "under", "behind", "at") and (
            outcome := words.place.get(noun.lemma)
        ):
            bad = noun.lemma != "condition" or any(
                a.lemma in ("critical", "serious", "grave", "stable", "poor", "threatening")
                for a in noun.having("amod")
            )
            if bad and outcome != "displaced" and (noun.lemma != "hand" or noun.having("prep")):
                yield Fate(outcome, noun, certain=certain)
        elif low in ("among", "amongst") and (outcome := words.of_sum(noun)):
            yield Fate(outcome, noun)
        elif low == "without" and noun.lemma in ("home", "shelter"):
            yield Fate("displaced", noun)


def _is_negated(verb: Word) -> bool:
    return bool(verb.having("neg")) or any(
        w.text.lower() in ("never", "no", "nothing") for w in verb.children
    )


def _by_preposition(head: Word, prep: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What a preposition's governor says of its noun: "the deaths of 14", "the toll at 14"."""
    governor, low = prep.head, prep.text.lower()
    if low in ("including", "include", "by", "like", "except", "besides"):
        return
    if (found := summed(head, prep, words)) is not None:
        yield Fate(found[0], found[1])
        return
    if low in ("of", "to") and governor.pos in ("NOUN", "PROPN"):
        if governor.lemma in ("life", "lives"):
            verb = governor.head
            if verb.lemma in words.verbs["lives"] and governor.dep in ("dobj", "nsubjpass"):
                yield Fate("killed", verb)
        elif (outcome := words.noun_of.get(governor.lemma)) and (
            low == "of" or outcome != "killed"
        ):
            if governor.lemma == "loss" or (governor.lemma == "death" and low == "to"):
                yield Fate("killed", governor, certain=False)
            elif outcome != "missing" or governor.lemma == "disappearance":
                yield Fate(outcome, governor)
            elif _is_unknown(governor):
                yield Fate("missing", governor)
        elif governor.lemma in words.verbs["limbs"] and governor.dep in ("dobj", "nsubjpass"):
            yield Fate("wounded", governor.head, certain=False)
        elif low == "of" and (governor.lemma in ("family", "crew", "group", "team", "number")):
            yield from _told(governor, words, steps - 1)
        elif governor.lemma in ("treatment", "aid") and low == "to":
            yield Fate("wounded", governor)
    elif low in ("of", "from") and governor.lemma in ("hear", "see") and _is_negated(governor):
        yield Fate("missing", governor)
    elif low == "with" and governor.lemma in ("contact", "lose"):
        yield Fate("missing", governor)
    elif low in ("off", "away", "on") and (outcome := words.object.get(f"{governor.lemma} {low}")):
        yield Fate(outcome, governor)
    elif low == "with" and governor.lemma in ("make", "drive", "run", "flee", "ride"):
        if any(c.text.lower() in ("off", "away") for c in governor.children):
            yield Fate("captured", governor, certain=governor.lemma == "make")
    elif low == "to" and governor.lemma == "give":
        yield from _given(governor, words)
    elif low == "on" and governor.lemma == "operate":
        yield Fate("wounded", governor)


def _is_unknown(noun: Word) -> bool:
    verb = noun.head
    return verb.lemma in ("be", "remain", "know", "stay") and (
        _is_negated(verb) or any(w.lemma in ("unknown", "unclear") for w in verb.children)
    )
