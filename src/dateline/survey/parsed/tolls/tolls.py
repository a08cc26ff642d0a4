"""Tolls read from a sentence's tree: the people who are counted, with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.counted import find_parties
from dateline.survey.parsed.tolls.gapped import gapped, share_back, share_cost
from dateline.survey.parsed.tolls.idioms import paid
from dateline.survey.parsed.tolls.joined import joined
from dateline.survey.parsed.tolls.mistied import by_pronoun
from dateline.survey.parsed.tolls.own_fates import HELD, is_taken, own_fate
from dateline.survey.parsed.tolls.parties import Party, span_of
from dateline.survey.parsed.tolls.parts import drop_homes, drop_parts, drop_summed
from dateline.survey.parsed.tolls.persons import FATES
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates, load_predicates
from dateline.survey.parsed.tolls.singles import find_named
from dateline.survey.parsed.tolls.speakers import speaks
from dateline.survey.tolls import Toll
from dateline.syntax import Tree, Word

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
            or own_fate(party, words, lexicon)
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
    told |= {
        p.start: paid(p.start, p.end, tree, words) or own_fate(p, words, lexicon) for p in named
    }
    every = sorted([*parties, *named], key=lambda p: p.start)
    told.update(by_pronoun(every, told, tree, words))
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


def _is_freed(party: Party, fate: Fate, words: Predicates) -> bool:
    """Whether captives are told to have been let go, and nothing before it."""
    if fate.outcome != "captured":
        return False
    if any(c.text.lower() in words.verbs["let_go"] for c in party.head.having("amod")):
        return fate.cue is party.head  # "the 15 freed hostages"
    if fate.cue.dep == "appos" and any(
        c.text.lower() in words.verbs["let_go"] for c in fate.cue.having("amod")
    ):
        return True  # "the mayor, a former hostage"
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
    return not (dead or is_taken(party, fate) or head.text.lower() in FATES)


def _is_told_of(head: Word, cue: Word) -> bool:
    """Whether a name is the verb's own, be it that the verb hangs on the name."""
    if cue in head.ancestors or head.head is cue.head:
        return True
    # "The driver, who was shot in the leg", but "the soldier jailed in May": that says who he is.
    if head.dep in _CLAUSE and _verb_of(cue) is head.head:
        return True
    if cue.at > head.at and any(o.text.lower() in ("him", "her") for o in cue.having("dobj")):
        return True  # "went to a rival's home and shot him"
    behind = cue.at > head.at and head in cue.ancestors
    return behind and any(c.text == "," for c in head.children)


def _verb_of(cue: Word) -> Word:
    """The verb that a noun belongs to, or the first of those joined: "was hit and got stitches"."""
    verb = cue
    if verb.dep == "pobj":
        verb = verb.head
    if verb.dep in ("prep", "dobj") and verb.head.pos == "VERB":
        verb = verb.head
    while verb.dep == "conj" and not verb.having("nsubj", "nsubjpass"):
        verb = verb.head
    return verb


def _is_somebody(party: Party, fate: Fate) -> bool:
    """Whether it must be a person, by the noun or by what became of it: who else is in custody?"""
    alive = fate.outcome in ("killed", "wounded") or fate.cue.lemma in HELD
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
        named=party.named or fate.apart or (fate.cue.lemma in HELD and not party.known),
    )
