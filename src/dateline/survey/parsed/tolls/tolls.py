"""Tolls read from a sentence's tree: the people who are counted, with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.fates import fate_of
from dateline.survey.parsed.tolls.gapped import gapped, share_back, share_cost
from dateline.survey.parsed.tolls.idioms import beaten_down, paid
from dateline.survey.parsed.tolls.joined import joined
from dateline.survey.parsed.tolls.leaving import has_arrived, has_left, has_moved
from dateline.survey.parsed.tolls.parties import FATES, Party, find_parties, span_of
from dateline.survey.parsed.tolls.parts import drop_homes, drop_parts, drop_summed
from dateline.survey.parsed.tolls.phrases import Fate, is_fatal
from dateline.survey.parsed.tolls.predicates import Predicates, load_predicates
from dateline.survey.parsed.tolls.saving import sent_to_grave
from dateline.survey.parsed.tolls.singles import find_named
from dateline.survey.parsed.tolls.speakers import speaks
from dateline.survey.tolls import Toll
from dateline.survey.triggers import ARMED
from dateline.syntax import Tree, Word

_MANY = 50  # who flee together are no attackers who get away
_HELD = frozenset({"detention", "custody", "captivity"})
_CLAUSE = ("nsubj", "nsubjpass", "csubj")


def find_parsed_tolls(tree: Tree, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order, as its tree has them."""
    words = load_predicates(lexicon.language if lexicon.language == "en" else "en")
    parties = [
        replace(p, known=True) if p.head.lemma in words.verbs["dwellers"] else p
        for p in find_parties(tree, lexicon)
        if not speaks(p, tree, lexicon) and p.head.lemma not in words.verbs["shot"]
    ]
    fates: list[Fate | None] = []
    for number, party in enumerate(parties):
        fate = (
            paid(party.start, party.end, tree, words)
            or _own(party, words, lexicon)
            or _beside(party, tree, words)
        )
        fates.append(fate or gapped(party, parties[:number], fates, words))
    share_back(parties, fates)
    share_cost(parties, fates)
    drop_parts(parties, fates, tree)
    drop_homes(parties, fates)
    drop_summed(parties, fates, words)
    taken = {w for p in parties for w in tree.words if p.start <= w.start < p.end}
    named = [
        p for p in find_named(tree, lexicon) if p.head not in taken and not speaks(p, tree, lexicon)
    ]
    told = {p.start: f for p, f in zip(parties, fates, strict=True)}
    told |= {p.start: paid(p.start, p.end, tree, words) or _own(p, words, lexicon) for p in named}
    every = sorted([*parties, *named], key=lambda p: p.start)
    return tuple(_tolls(every, told, tree, words))


def _tolls(
    parties: Sequence[Party], fates: Mapping[int, Fate | None], tree: Tree, words: Predicates
) -> Iterator[Toll]:
    """The toll of each, one of those who are told of together."""
    runs = list(joined(parties, fates, tree))
    within = {p.start for run in runs for p in run}
    for run in [*runs, *((p,) for p in parties if p.start not in within)]:
        fate = next((f for p in run if (f := fates.get(p.start)) is not None), None)
        if fate is None or any(_is_freed(p, fate, words) for p in run):
            continue
        yield _toll(run[0] if len(run) == 1 else _together(run), fate, tree)


def _together(run: Sequence[Party]) -> Party:
    """Several as one, from the first one's noun on."""
    first, named = run[0], all(p.named for p in run)
    low, noun = sum(p.low or 0 for p in run), first.noun
    return Party(
        first.head, first.start, run[-1].end, noun, low, known=True, part=False, named=named
    )


def _own(party: Party, words: Predicates, lexicon: Lexicon) -> Fate | None:
    fate = fate_of(party.head, words)
    if fate is None or _none_of_them(party.head):
        return None
    if fate.cue is party.head and not party.known:
        return None  # "an attempted murder" is a deed, and nobody who is counted
    # What no list holds may be a thing, but for what is done to people alone.
    animate = fate.certain and (
        fate.cue.lemma in words.verbs["animate"]
        or is_fatal(fate.cue)
        or (fate.cue.lemma in words.having and fate.cue.pos != "VERB")  # a bakery burns too
        or fate.cue.lemma in words.verbs["shot"]
        or (party.named and fate.cue.lemma in words.noun_of)
        or beaten_down(fate.cue, words)
        or sent_to_grave(fate.cue, words)
        or (fate.outcome == "captured" and fate.cue.lemma in _HELD)
    )
    if party.bare and (_is_downed(fate.cue) or fate.cue.lemma == "destroy"):
        return None
    if party.named and fate.cue.lemma in ("lose", "loss"):
        return None  # "lost his father"
    if not (party.known or animate):
        return None
    if _may_be_trip(party, fate, words):
        return None
    if fate.cue.lemma in ("return", "come") and _is_community(party, words):
        return replace(fate, outcome="displaced", others=frozenset())  # whole families stay away
    borne_out = _bears_out(party, fate, words, lexicon)
    if not borne_out and _has_gone(fate, words):
        return None  # who camps out, or walks off, may be anybody
    return replace(fate, certain=True) if borne_out else fate


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
    homes = _is_home(party)
    many = (party.low or 0) >= _MANY and party.head.lemma in words.verbs["inhabitants"]
    return homes or many


def _is_home(party: Party) -> bool:
    return party.head.lemma in ("family", "household", "refugee", "evacuee")


def _bears_out(party: Party, fate: Fate, words: Predicates, lexicon: Lexicon) -> bool:
    """Whether the noun leaves of a verb's meanings only the one: who seizes men takes captives."""
    verb = fate.cue
    if verb is party.head:
        return False
    if verb.lemma in words.verbs["doubted"]:
        return party.known and not party.bare
    if fate.outcome == "displaced" and verb.pos == "VERB":
        many = party.bare and (party.low or 0) >= _MANY
        return many or party.head.lemma in words.verbs["dwellers"]
    if verb.lemma == "fall":
        armed = lexicon.actor_kind(party.head.text) in ARMED
        return armed or party.head.lemma in words.verbs["assailants"] or _falls_alone(party, verb)
    return False


def _falls_alone(party: Party, verb: Word) -> bool:
    """Whether nothing else is told of it than that people fell: "the coordinator fell"."""
    return party.known and all(c.dep in ("nsubj", "punct", "cc", "conj") for c in verb.children)


def _beside(party: Party, tree: Tree, words: Predicates) -> Fate | None:
    """What the word right behind a bare number says, however the tree has it: "nine killed"."""
    if not party.bare or party.part or party.head.end != party.end:
        return None
    following = next((w for w in tree.words if w.start == party.end + 1), None)
    if following is None or following.tag not in ("VBN", "JJ", "NN"):
        return None
    after = tree.words[following.at + 1] if following.at + 1 < len(tree.words) else None
    ends = after is None or after.dep in ("punct", "cc")
    if following.children and not (ends and following.text.lower() in FATES):
        return None
    outcome = words.said_of(following)
    return Fate(outcome, following) if outcome else None


def _is_downed(cue: Word) -> bool:
    """Whether what was shot down may be aircraft that were told of before: "58 were shot down"."""
    return cue.lemma in ("shoot", "bring", "take") and any(
        c.dep in ("prt", "advmod") and c.text.lower() == "down" for c in cue.children
    )


def _none_of_them(head: Word) -> bool:
    return any(c.text.lower() in ("no", "none", "neither") for c in head.children)


def _is_freed(party: Party, fate: Fate, words: Predicates) -> bool:
    """Whether captives are told to have been let go, and nothing before it."""
    if fate.outcome != "captured":
        return False
    if any(c.text.lower() in words.verbs["let_go"] for c in party.head.having("amod")):
        return fate.cue is party.head  # "the 15 freed hostages"
    if party.head.dep in ("dobj", "nsubjpass") and party.head.head.lemma in words.verbs["freed"]:
        return fate.cue is party.head or (
            fate.cue.head is party.head and not party.head.having("relcl")
        )
    governor = party.head.head
    if fate.cue is party.head and _goes_free(party.head, words):
        return True
    if governor.lemma == "walk" and any(c.lemma == "free" for c in governor.children):
        return True
    if party.head.dep in _CLAUSE and governor.lemma in words.verbs["freed"]:
        return not party.head.having("relcl")
    return (
        fate.cue is party.head
        and party.head.dep == "pobj"
        and (
            governor.head.lemma
            in ("release", "return", "exchange", "freedom", "liberation", "swap")
        )
    )


def _goes_free(captives: Word, words: Predicates) -> bool:
    """Whether captives are handed over, or have their freedom again."""
    verb = captives.head
    if captives.dep in ("dobj", "nsubjpass"):
        return verb.lemma == "hand" and any(c.text.lower() == "over" for c in verb.children)
    free = any(o.lemma in words.verbs["freedom"] for o in verb.having("dobj"))
    return captives.dep == "nsubj" and free and verb.lemma in words.verbs["regain"]


def _is_loose(party: Party, fate: Fate) -> bool:
    """Whether the counted noun tells little by itself: "eight hostages", not "four dead"."""
    head = party.head
    dead = fate.outcome == "killed" and fate.certain
    return not (dead or head.text.lower() in FATES)


def _is_told_of(head: Word, cue: Word) -> bool:
    """Whether a name is the verb's own, be it that the verb hangs on the name."""
    if cue in head.ancestors or head.head is cue.head:
        return True
    # "The driver, who was shot in the leg", but "the soldier jailed in May": that says who he is.
    behind = cue.at > head.at and head in cue.ancestors
    return behind and any(c.text == "," for c in head.children)


def _is_somebody(party: Party, fate: Fate) -> bool:
    """Whether it must be a person, by the noun or by what became of it: who else is in custody?"""
    alive = fate.outcome in ("killed", "wounded") or fate.cue.lemma in _HELD
    return party.known or party.named or alive


# "19 of the wounded" went to one hospital: of those counted already.
_OF_THE_HURT = re.compile(r"\bof\s(?:the|those)\s(?:\w+\s)?(?:wounded|injured|dead|missing)\b")


def _toll(party: Party, fate: Fate, tree: Tree) -> Toll:
    span = span_of(party, tree)
    group = None
    if not party.bare and party.head.text.lower() not in FATES:
        noun = span.text[party.noun - party.start :]
        lead = re.match(r"\s*(?:of\s+(?:(?:the|his|her|their|its)\s+)?)?", noun)
        at = party.noun + (lead.end() if lead else 0)
        group = Span(start=at, end=party.end, text=span.text[at - party.start :])
    cue = fate.cue
    offset = tree.span.start
    return Toll(
        fate.outcome,
        span,
        group,
        tree.span,
        None,
        Span(
            start=cue.start, end=cue.end, text=tree.span.text[cue.start - offset : cue.end - offset]
        ),
        fate.certain and not fate.others,
        fate.others,
        weak=(cue is party.head and _is_loose(party, fate))
        or _OF_THE_HURT.search(span.text) is not None
        # Of somebody named, only the verb itself that he hangs on tells for certain.
        or (party.named and not _is_told_of(party.head, cue))
        or not (fate.certain and _is_somebody(party, fate)),
        named=party.named or fate.apart or (fate.cue.lemma in _HELD and not party.known),
    )
