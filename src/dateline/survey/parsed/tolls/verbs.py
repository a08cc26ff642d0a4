"""What a verb says of its subject, of its object and of what it is said to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.survey.parsed.tolls.blows import (
    cannot_any_more,
    given_care,
    harmed_by_participle,
    stepped_on,
)
from dateline.survey.parsed.tolls.clauses import is_cut_short, own_conjuncts
from dateline.survey.parsed.tolls.falls import fell, is_plain
from dateline.survey.parsed.tolls.having import brought_with, had, had_done, with_a_part_harmed
from dateline.survey.parsed.tolls.idioms import (
    is_silent,
    lives,
    never_again,
    never_back,
    past_help,
)
from dateline.survey.parsed.tolls.leaving import (
    crosses,
    has_left,
    has_moved,
    is_housed,
    is_nowhere,
    is_sought_for,
    kept_away,
)
from dateline.survey.parsed.tolls.objects import done_to, given_to, of_verb, phrase
from dateline.survey.parsed.tolls.phrases import (
    Fate,
    is_negated,
    is_to_death,
    placed,
    said_beside_verb,
)
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.prepositions import by_verb
from dateline.survey.parsed.tolls.saving import did_not_make_it, not_saved
from dateline.survey.parsed.tolls.taking import is_led_along, is_taken, to_hospital
from dateline.syntax import Word


def befalls(dep: str, verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb says of its subject or its object."""
    if verb.pos not in ("VERB", "AUX") and verb.tag not in ("VBN", "VBD"):
        # "12 dead", read as a clause without its verb.
        if dep in ("nsubj", "nsubjpass") and (outcome := words.said_of(verb)):
            yield Fate(outcome, verb)
        return
    if dep == "nsubjpass" or (
        # "11 wounded", "one driver beaten": a participle without its auxiliary
        dep == "nsubj" and verb.tag == "VBN" and not verb.having("aux", "auxpass", "dobj")
    ):
        told = list(_befalls_passive(verb, words))
        # "Fifteen prisoners perished", with its past taken for a participle
        yield from told or (_subject(verb, words) if dep == "nsubj" else ())
    elif dep == "nsubj" and is_cut_short(verb, words):
        yield from suffered(verb, words)
    elif dep in ("nsubj", "csubj"):
        yield from _subject(verb, words)
        # Who counts or says is not of those whom the next clause tells of.
        says = verb.lemma in words.verbs["tally"] or verb.lemma in ("say", "add", "tell")
        for other in () if says else own_conjuncts(verb):
            passive = bool(other.having("auxpass"))
            passive |= verb.lemma == "be" and other.tag == "VBN"
            yield from (suffered(other, words) if passive else _subject(other, words))
    elif dep == "dobj":
        yield from _befalls_object(verb, words)
    elif dep == "attr":
        yield from _attribute(verb, words)
    elif dep == "dative":
        yield from given_to(verb, words)


def _befalls_passive(verb: Word, words: Predicates) -> Iterator[Fate]:
    yield from suffered(verb, words)
    for other in own_conjuncts(verb):
        # "Were marched off and shot": the tree may take the last for a noun
        passive = (other.tag == "VBN" and not other.having("aux")) or other.text.lower() == "shot"
        passive |= bool(other.having("auxpass"))
        yield from (suffered(other, words) if passive else _subject(other, words))
        if other.tag == "VBD" and not other.having("dobj", "xcomp", "ccomp"):
            yield from suffered(other, words)  # "were ordered out and led away", as a past
    for clause in verb.having("advcl"):
        # "Were blindfolded, bound and shot", read as an aside.
        if clause.tag == "VBN" and not clause.having("mark", "nsubj", "nsubjpass"):
            for other in (clause, *own_conjuncts(clause)):
                yield from suffered(other, words)


def _befalls_object(verb: Word, words: Predicates) -> Iterator[Fate]:
    yield from done_to(verb, words)
    # "Kidnapped and killed two judges": the object stands at the last.
    shared = verb.dep == "conj" and verb.head.pos == "VERB" and not verb.having("nsubj")
    if shared and not verb.head.having("dobj", "prep", "auxpass"):
        yield from done_to(verb.head, words)
    # "Pulled two judges out and hacked them": the pronoun is of those before it.
    for other in () if verb.dep == "conj" else verb.having("conj", "advcl"):
        if any(o.text.lower() in ("them", "him", "her", "both") for o in other.having("dobj")):
            yield from (f for f in done_to(other, words) if not is_negated(other))
    # "Tied up two judges and made off with them"
    for other in () if verb.dep == "conj" else verb.having("conj"):
        for prep in other.having("prep"):
            for o in prep.having("pobj"):
                if o.text.lower() in ("them", "him", "her", "both") and not is_negated(other):
                    yield from by_verb(o, prep, words)
    # "Seized two judges and killed them" is told of the pronoun; "shot and wounded two".
    if any(c.start < o.start for c in verb.having("conj") for o in verb.having("dobj")):
        yield from (f for c in verb.having("conj") for f in done_to(c, words))


def _said_otherwise(verb: Word, words: Predicates) -> Fate | None:
    if verb.lemma in words.verbs["unheard"] and is_negated(verb):
        return Fate("missing", verb)
    if verb.text.lower() == "shot" and verb.pos == "NOUN":
        return Fate("wounded", verb, others=frozenset({"killed"}))  # a participle, read amiss
    return Fate("missing", verb, apart=True) if is_sought_for(verb, words) else None


def _made_to_go(verb: Word, words: Predicates) -> Iterator[Fate]:
    """Whether people are taken, led along, or sent away: "63 people taken", "put on buses"."""
    if is_led_along(verb, words) or is_taken(verb):
        yield Fate("captured", verb, certain=verb.dep == "acl")
    if verb.lemma in words.verbs["compel"]:
        for child in verb.having("xcomp"):
            yield from _subject(child, words)  # "were forced to leave their houses"
    elif is_housed(verb, words):
        yield Fate("displaced", verb, certain=False, apart=True)


def _hit(verb: Word, words: Predicates) -> Fate | None:
    if verb.lemma not in words.verbs["hit"]:
        return None
    certain = any(p.text.lower() in ("by", "in") for p in verb.having("agent", "prep"))
    return Fate("wounded", verb, certain=certain, others=frozenset({"killed"}))


def suffered(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What was done to the subject of a passive, or to those whom a participle tells of."""
    told = phrase(verb, words) or given_care(verb, words) or not_saved(verb, words)
    if told is not None:
        yield told
    elif outcome := words.done_to_object(verb):
        if verb.lemma != "net":
            yield of_verb(outcome, verb, words)
    elif (lost := _hit(verb, words) or _said_otherwise(verb, words)) is not None:
        yield lost
    elif verb.lemma in words.verbs["leave"] and not is_taken(verb):
        yield from _through_report(verb, words)
    yield from _made_to_go(verb, words)
    yield from with_a_part_harmed(verb, words)
    if verb.lemma in words.verbs["move"] or verb.lemma in words.verbs["unheard"]:
        yield from brought_with(verb, words)


def _through_report(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a verb of reporting hands on: "were reported killed", "is believed to have died"."""
    for child in verb.having("oprd", "acomp", "xcomp", "ccomp", "advcl", "dobj"):
        if child.having("nsubj", "nsubjpass"):
            continue  # "14 died, a doctor said": of its own subject, and not of who says it
        if outcome := words.said_of(child):
            yield Fate(outcome, child)
        elif child.dep == "oprd" and child.tag == "VBN" and verb.having("auxpass"):
            yield from suffered(child, words)  # "are feared trapped under the rubble"
        elif child.dep == "xcomp":
            passive = child.tag == "VBN" and (child.having("auxpass") or not child.having("aux"))
            yield from (suffered(child, words) if passive else _subject(child, words))
    for prep in verb.having("prep"):
        yield from placed(prep, words)


def _subject(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What befell the subject of an active verb."""
    objects, is_be = verb.having("dobj"), verb.lemma in words.verbs["be"]
    yield from with_a_part_harmed(verb, words)
    if is_be:
        yield from _is(verb, words)
    for child in objects:
        yield from had(verb, child, words)
    if not is_negated(verb) or kept_away(verb, words) or is_silent(verb, words):
        yield from _away(verb, words)
    if (told := words.idiom_to_subject(verb)) and not is_negated(verb):
        yield Fate(told, verb, certain=told != "displaced")
    if verb.lemma in ("have", "see", "watch"):
        yield from had_done(verb, words)
    if verb.lemma in words.verbs["must"]:
        yield from _had_to(verb, words)
    if told is None:
        yield from _alone(verb, objects, words)
    yield from _shows(verb, objects, words)


def _is(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What people are said to be: "were dead", "was beyond help"."""
    yield from _through_report(verb, words)
    if (gone := past_help(verb, words)) is not None and not is_negated(verb):
        yield gone
    for child in verb.having("attr", "acomp", "advmod", "oprd"):
        if outcome := words.said_of(child):
            yield Fate(outcome, child)
    yield from harmed_by_participle(verb, words)


def _had_to(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What people had to do or suffer: "had to be given oxygen", "had to follow the gunmen"."""
    if is_led_along(verb, words):
        yield Fate("captured", verb)
    for child in verb.having("xcomp"):
        yield from (suffered if child.having("auxpass") else _subject)(child, words)


def _shows(verb: Word, objects: Sequence[Word], words: Predicates) -> Iterator[Fate]:
    """What stands behind the verb says of its subject: "were in hospital", "went missing"."""
    is_be = verb.lemma in words.verbs["be"]
    if (is_be or not objects) and not (is_negated(verb) and not objects):
        for prep in verb.having("prep"):
            # Who works or waits "at the hospital" is none of the wounded.
            if is_be or prep.text.lower() != "at" or verb.lemma in words.verbs["at_hospital"]:
                yield from placed(prep, words)
    if verb.lemma == "go" and not is_negated(verb):
        yield from to_hospital(verb, words)
    for child in verb.having("xcomp"):
        if not is_negated(verb) and verb.lemma in ("appear", "seem", "happen", "go", "come"):
            yield from _subject(child, words)


def _away(verb: Word, words: Predicates) -> Iterator[Fate]:
    """Whether people have left home, or are still to be seen: "were yet to be accounted for"."""
    if has_left(verb, words) or has_moved(verb, words):
        yield Fate("displaced", verb, certain=False, apart=True)
    if is_nowhere(verb) or is_silent(verb, words):
        yield Fate("missing", verb)
    waits = any(c.text.lower() in ("yet", "still") for c in verb.having("advmod"))
    for child in verb.having("xcomp") if waits or verb.lemma == "remain" else ():
        if child.lemma in words.verbs["unheard"] and child.having("auxpass"):
            yield Fate("missing", verb)


def _alone(verb: Word, objects: Sequence[Word], words: Predicates) -> Iterator[Fate]:
    """What a verb without an object says of its subject."""
    if (is_negated(verb) and lives(verb)) or (is_to_death(verb) and not objects):
        yield Fate("killed", verb)
    elif (
        gone := never_again(verb, words)
        or never_back(verb, words)
        or did_not_make_it(verb, words)
        or stepped_on(verb, words)
        or cannot_any_more(verb, words)
    ):
        yield gone
    elif not objects or verb.lemma in ("flee", "die"):
        if is_negated(verb):
            return
        outcome = words.done_to_subject(verb)
        if outcome and (verb.lemma not in ("fall",) or fell(verb, words)):
            yield Fate(outcome, verb, certain=is_plain(verb, words))
        elif (deadly := _said_of_itself(verb, words)) is not None:
            yield deadly
        elif crosses(verb, words):
            yield Fate("displaced", verb, certain=False)


def _said_of_itself(verb: Word, words: Predicates) -> Fate | None:
    """What is said beside it, and not of who counts: "a medic counted nine injured"."""
    if verb.text.lower() == "missing":
        return Fate("missing", verb)  # "has been missing since May", read as a verb
    if verb.lemma in words.verbs["tally"]:
        return None
    said = said_beside_verb(verb, words)
    # "A bulletin had both of them dead"
    return (
        None if said is not None and said.cue.dep == "ccomp" and said.cue.having("nsubj") else said
    )


def _attribute(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a clause says whose predicate names them: "the dead were", "among the dead were"."""
    for child in verb.having("nsubj", "prep", "advcl", "csubj", "acl", "ccomp"):
        if child.dep == "prep" and child.text.lower() == "among":
            for noun in child.having("pobj"):
                if outcome := words.of_sum(noun) or words.said_of(noun):
                    yield Fate(outcome, noun)
        elif child.tag in ("VBN", "VBD") and child.start < verb.start and child.dep != "nsubj":
            yield from suffered(child, words)
        elif child.dep == "nsubj" and (
            outcome := words.of_sum(child) or words.said_of(child) or words.of_those(child)
        ):
            yield Fate(outcome, child)
    if verb.tag in ("VBN", "VBD") and verb.lemma != "be":
        yield from suffered(verb, words)
    # "Also killed were a cook and two guards"
    if verb.dep in ("auxpass", "aux") and verb.head.tag == "VBN" and verb.head.at < verb.at:
        yield from suffered(verb.head, words)
