"""The violent events that a sentence tells of, each with those who take part, from its tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.survey.parsed.events.arguments import (
    agents_of,
    is_passive,
    objects_of_prepositions,
    patients_of,
    subjects_of,
    with_conjuncts,
    with_organizations,
)
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.event_lexicon import (
    Entry,
    EventLexicon,
    Frame,
    Role,
    event_words,
    load_events,
)
from dateline.survey.parsed.events.evidence import tells_of_violence
from dateline.survey.parsed.events.turns import Turn
from dateline.syntax import Tree, Word

# A sentence with more is no sentence of a report, and each costs a look at its clause.
_MOST_EVENTS = 24


def find_events(tree: Tree) -> tuple[Event, ...]:
    """The events of a sentence, in order."""
    lexicon = load_events()
    found: list[Event] = []
    for word in tree.words:
        if len(found) >= _MOST_EVENTS:
            break
        event = _event(word, lexicon)
        if event is not None:
            found.append(event)
    return tuple(found)


def events_of_turns(turns: Sequence[Turn], known: Sequence[Event]) -> tuple[Event, ...]:
    """The events that turns of phrase tell and no word of `known` does, one for each word."""
    lexicon = load_events()
    words = {event.word for event in known}
    found: dict[Word, Event] = {}
    for turn in turns:
        if turn.word not in words and turn.word not in found:
            found[turn.word] = _of_turn(turn, lexicon)
    return tuple(found.values())


def _of_turn(turn: Turn, lexicon: EventLexicon) -> Event:
    word, frame = turn.word, turn.frame
    event = Event(word, frame, sure=True, turn=True)
    if word.pos != "VERB":
        return event
    event.add("agent", agents_of(word), lexicon)
    if not is_passive(word):
        event.add(frame.subject, subjects_of(word), lexicon)
    event.add(frame.object, patients_of(word), lexicon)
    _add_circumstances(event, word, lexicon)
    return event


def _event(word: Word, lexicon: EventLexicon) -> Event | None:
    if word.pos in ("NOUN", "PROPN"):
        return nominal(word, lexicon)
    if word.pos in ("VERB", "AUX", "ADJ") or word.tag.startswith("VB"):
        return _verbal(word, lexicon)
    return None


def _verbal(word: Word, lexicon: EventLexicon) -> Event | None:
    if word.pos == "ADJ" and word.lemma in event_words("hurt"):
        return _hurt(word, lexicon)
    for entry in lexicon.verbs.get(word.lemma, ()):
        event = _by_verb(word, entry, lexicon)
        if event is not None:
            return event
    return None


def _by_verb(word: Word, entry: Entry, lexicon: EventLexicon) -> Event | None:
    frame = entry.frame
    event = Event(word, frame, entry.sure)
    if word.dep == "amod" and word.head.pos in ("NOUN", "PROPN"):
        # "the kidnapped priest", "wounded soldiers": participles before their noun.
        if word.tag == "VBN" and frame.object in ("victim", "target"):
            event.add(frame.object, with_conjuncts([word.head]), lexicon)
        return event if entry.sure or event.victims else None
    if is_passive(word):
        event.add("agent", with_organizations(agents_of(word), lexicon), lexicon)
        event.add(frame.object, patients_of(word), lexicon)
    elif _is_cut_short(word, frame, lexicon):
        event.people = True  # the tolls say who
    else:
        subjects = subjects_of(word)
        if frame.subject == "agent":
            subjects = with_organizations(subjects, lexicon)
        event.add(frame.subject, subjects, lexicon)
        event.add(frame.object, patients_of(word), lexicon)
    if event.victims or event.people:  # "killed five people, including the mayor"
        event.add(frame.object, objects_of_prepositions(word, "including"), lexicon)
    _add_circumstances(event, word, lexicon)
    if frame.name == "explode":
        event.add("weapon", _loads(subjects_of(word)), lexicon)
    return event if entry.sure or tells_of_violence(event, word) else None


def _is_cut_short(word: Word, frame: Frame, lexicon: EventLexicon) -> bool:
    """Whether it is a passive without its auxiliary: "six died and four others wounded".

    Whoever kills or wounds, and is no fighter, does so to somebody.
    """
    if frame.object != "victim" or word.tag not in ("VBD", "VBN") or patients_of(word):
        return False
    hurt = subjects_of(word)
    return bool(hurt) and not any(lexicon.is_armed(w) or w.pos == "PRON" for w in hurt)


_WITH = ("with", "using")


def _add_circumstances(event: Event, word: Word, lexicon: EventLexicon) -> None:
    for thing in objects_of_prepositions(word, *_WITH):
        meant = next((w for w in _of_which(thing) if lexicon.is_weapon(w)), None)
        if meant is not None:
            event.add("weapon", [meant], lexicon)
        elif event.frame.name == "clash":
            event.add("target", [thing], lexicon)
    name = event.frame.name
    if name in ("explode", "launch", "fire"):
        where = [
            w
            for w in objects_of_prepositions(word, *event_words("at"))
            if lexicon.is_structure(w) or (name != "explode" and lexicon.is_person(w))
        ]
        event.add("target", where, lexicon)
    if name == "clash":
        event.add("target", objects_of_prepositions(word, "against", "between"), lexicon)
    for verb in word.having("advcl", "xcomp"):
        if verb.lemma == "use":
            event.add("weapon", patients_of(verb), lexicon)


def _loads(subjects: Sequence[Word]) -> list[Word]:
    """What a vehicle that explodes is loaded with: "a truck rigged with dynamite"."""
    return [
        w
        for subject in subjects
        for verb in subject.having("acl", "relcl")
        if verb.lemma in event_words("loaded")
        for w in objects_of_prepositions(verb, "with")
    ]


def _of_which(thing: Word) -> Iterator[Word]:
    """The word itself, and what it is of: "bursts of machinegun fire", "sticks of dynamite"."""
    yield thing
    for of in thing.having("prep"):
        if of.text.lower() == "of":
            for inner in of.having("pobj"):
                yield inner
                yield from inner.having("compound")


def _hurt(word: Word, lexicon: EventLexicon) -> Event | None:
    """The event of "dead" and "wounded": "left three people dead", "were found dead"."""
    frame = lexicon.verbs["die" if word.lemma == "dead" else "wound"][0].frame
    event = Event(word, frame, sure=True, people=True)
    head = word.head
    if word.dep == "amod":
        event.add("victim", with_conjuncts([head]), lexicon)
    elif word.dep in ("acomp", "oprd", "xcomp", "ccomp", "advcl", "attr", "conj"):
        event.add(
            "victim", word.having("nsubj") or head.having("dobj", "nsubjpass", "nsubj"), lexicon
        )
    return event


def nominal(word: Word, lexicon: EventLexicon) -> Event | None:
    """The event that a noun is for: "the killing of X by Y", "the rebels' attack on X"."""
    entry = lexicon.nouns.get(word.lemma)
    if entry is None or (word.dep == "compound" and not entry.sure):
        return None
    frame = entry.frame
    event = Event(word, frame, entry.sure)
    event.add(frame.object, objects_of_prepositions(word, "of"), lexicon)
    by = objects_of_prepositions(word, "by")
    event.add("agent", with_organizations(by, lexicon), lexicon)
    hit: Role = "victim" if frame.object == "victim" else "target"
    event.add(hit, objects_of_prepositions(word, "against"), lexicon)
    if word.head.lemma != "blame":  # "blamed the attack on the rebels"
        event.add("target", objects_of_prepositions(word, "on", "upon"), lexicon)
    event.add("weapon", objects_of_prepositions(word, "with"), lexicon)
    if frame.name == "clash":
        event.add("agent", objects_of_prepositions(word, "between", "with"), lexicon)
    if frame.name in ("bombing", "shelling"):
        where = objects_of_prepositions(word, "at", "outside", "near", "in")
        event.add("target", [w for w in where if lexicon.is_structure(w)], lexicon)
    event.add(frame.subject, with_conjuncts(word.having("poss")), lexicon)
    for before in word.having("compound", "amod", "nmod"):
        if lexicon.is_weapon(before):
            event.add("weapon", [before], lexicon)
            event.sure = True
    for verb in _lending(word, lexicon):
        event.add(
            "weapon", filter(lexicon.is_weapon, objects_of_prepositions(verb, *_WITH)), lexicon
        )
        event.add("agent", agents_of(verb) if is_passive(verb) else subjects_of(verb), lexicon)
    _add_target_of(event, word, lexicon)
    told = event.agents or event.victims or event.targets or event.weapons
    return event if event.sure or told else None


def _lending(word: Word, lexicon: EventLexicon) -> Iterator[Word]:
    """Verbs that lend the noun who acts: "carried out an attack", "attack staged by"."""
    if word.dep in ("dobj", "nsubjpass") and word.head.lemma in lexicon.light:
        yield word.head
    for verb in word.having("acl", "relcl"):
        if verb.lemma in lexicon.light or verb.lemma in ("attribute", "claim", "blame"):
            yield verb


def _add_target_of(event: Event, word: Word, lexicon: EventLexicon) -> None:
    """Who is hit where a noun says so: "X was the target of an attack"."""
    if word.dep == "pobj" and word.head.text.lower() == "of":
        noun = word.head.head
        if noun.lemma in ("target", "victim") and noun.dep == "attr":
            event.add(
                "target" if noun.lemma == "target" else "victim", noun.head.having("nsubj"), lexicon
            )
