"""People who are counted in a sentence: the words of the count, and the word they hang on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.expressions.counted_nouns import scan_noun
from dateline.expressions.counts import FoundCount
from dateline.expressions.lexicon import MEASURES
from dateline.expressions.people import is_plural, is_singular
from dateline.models import Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.predicates import load_predicates
from dateline.survey.toll_counts import figure_at, find_figures
from dateline.syntax import Tree, Word

MODIFIES = ("nummod", "det", "quantmod", "amod", "compound", "advmod", "nmod", "predet", "poss")
ONE = ("a", "an", "another", "one")
# "A ninth died": of the same number as those before, or one more; nobody can tell.
ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)
_AGE = re.compile(r"\s*[-–]?\s*years?[-\s]old|\s*[-–]?\s*months?[-\s]old", re.IGNORECASE)
_DEAD = frozenset({"body", "corpse", "fatality", "death", "shroud", "grave", "graf"})
_BODY_PARTS = frozenset(
    {"eye", "leg", "arm", "hand", "foot", "ear", "finger", "toe", "limb", "lung", "kidney", "rib"}
)
FATES = frozenset({"dead", "wounded", "injured", "missing", "killed", "deceased", "hurt"})
_SEVERAL = ("several", "some", "many", "dozens", "scores", "most")
# "An earlier figure", "a toll": nobody, but how many they are.
_SUMS = frozenset({"number", "figure", "toll", "count", "total", "tally", "estimate", "sum"})
# A number that stands with these has its own noun, and adds nobody.
_NO_PEOPLE = ("percent", "per", "%", "cent", "o'clock", "a.m.", "p.m.", "am", "pm")


@dataclass(frozen=True, slots=True)
class Party:
    """Some people who are counted.

    Attributes:
        head: The word for them that the sentence governs: the noun, or the number where it stands
            alone or before "of".
        start: Where the words of the count begin, in the article.
        end: Where they end.
        noun: Where the noun begins; `end` where there is none.
        low: How many at least.
        known: Whether they are known to be people, or no noun says what they are.
        part: Whether others are counted that they are some of.
        named: Whether it is one person, told by a name or as "the driver", and no number.
    """

    head: Word
    start: int
    end: int
    noun: int
    low: int | None
    known: bool
    part: bool
    named: bool = False

    @property
    def bare(self) -> bool:
        """Whether no noun follows the number."""
        return self.noun >= self.end


def find_parties(tree: Tree, lexicon: Lexicon) -> list[Party]:
    """The people who are counted in a sentence, in order."""
    counts = find_figures(_unmarked(tree.span.text)) | _summed(tree)
    found = [p for at in sorted(counts) if (p := _counted(counts[at], tree, lexicon))]
    taken = {w for p in found for w in tree.words if p.start <= w.start < p.end}
    found += [p for p in _some_of(tree) if p.head not in taken]
    taken |= {w for p in found for w in tree.words if p.start <= w.start < p.end}
    found += [p for p in _nouns(tree, lexicon) if p.head not in taken]
    return sorted(found, key=lambda p: p.start)


def _unmarked(text: str) -> str:
    """The text with a blank for each quotation mark: “six or seven” villagers are counted."""
    return _SINGLE.sub(lambda found: f" {found[1]} ", text.translate(_BLANKS))


_BLANKS = str.maketrans(dict.fromkeys('“”"„«»', " "))
# "30 ‘crusaders’", in single marks, which are no apostrophes.
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']{1,60})[’'](?!\w)")
_FIGURES = frozenset(
    {"put", "set", "place", "peg", "estimate", "stand", "rise", "climb", "number", "give", "fix"}
)


def _summed(tree: Tree) -> dict[int, FoundCount]:
    """The figures that a verb gives a sum: "put the dead at 17" is no time of day."""
    found = {}
    for word in tree.words:
        prep = word.head
        if (
            word.tag == "CD"
            and word.dep == "pobj"
            and prep.text.lower() in ("at", "to")
            and prep.head.lemma in _FIGURES
        ):
            start = word.start - tree.span.start
            if figure := figure_at(tree.span.text, start):
                found[start] = figure
    return found


def _counted(count: FoundCount, tree: Tree, lexicon: Lexicon) -> Party | None:
    offset = tree.span.start
    number = _number(tree, count.number_start + offset, count.number_end + offset)
    if number is None or _AGE.match(tree.span.text, count.number_end):
        return None
    head = _counted_head(number, count.number_start + offset)
    start, end, noun_at = count.start + offset, count.end + offset, count.number_end + offset
    noun: Word | None = head if head is not number else None
    if head is number or head.tag == "CD" or head.lemma in ("dozen", "score", "hundred", "more"):
        whole = _of(head)
        if whole is not None:
            if whole.tag == "CD" or whole.having("nummod"):
                end = max(end, whole.end)
            noun = whole if whole.pos != "PRON" else None
            noun_at = whole.start if noun is not None else end
        elif head is not number and head.tag == "CD":
            noun = None
    alone = noun is not None and _is_fate_alone(noun, count)
    if alone:
        head, noun, end = number, None, number.end  # "took five prisoner": not "five prisoners"
    if not alone and not _counts_people(count, head, noun, lexicon):
        return None
    if noun is not None and not count.of_people:
        end = max(end, noun.end)
    if count.reading.low == 1 and (of := _of(head)) is not None and of.pos == "PRON":
        end = noun_at = max(end, of.end)  # "one of them"
    # "Five dead" are counted by what became of them.
    told = noun is not None and (
        noun.pos == "ADJ"
        or noun.text.lower() in FATES
        or noun.lemma in _DEAD
        # "Eleven coffins were lowered", and not "he spoke of two coffins"
        or (noun.lemma == "coffin" and noun.dep in ("nsubj", "nsubjpass"))
    )
    one = count.reading.low == 1 and noun is not None and is_person(noun)
    known = count.of_people or noun is None or is_plural(noun.text) or told or one
    known = known or (noun is not None and _is_listed(noun))
    low = count.reading.low if count.reading.low is not None else count.reading.best
    return Party(head, start, end, min(noun_at, end), low, known, _is_part(head))


def _is_fate_alone(noun: Word, count: FoundCount) -> bool:
    """Whether the word behind a number says what became of them: "five prisoner"."""
    several = count.reading.low is None or count.reading.low > 1
    fights = noun.tag == "NN" and noun.text.lower() in ("fighting", "bleeding", "battling")
    return several and (fights or noun.text.lower() in ("prisoner", "hostage", "captive"))


def _counts_people(count: FoundCount, head: Word, noun: Word | None, lexicon: Lexicon) -> bool:
    """Whether people may be counted, as far as the noun shows."""
    if noun is None:
        told = any(c.text.lower() in FATES for c in head.children)  # "4 deceased"
        alone = head.dep in ("nsubj", "nsubjpass")  # "thirteen perished", whatever the verb
        return told or alone or count.of_people or count.bare or _of(head) is not None
    if noun.lemma in _BODY_PARTS and count.reading.rule == "both":
        return False
    if count.of_people and _is_anothers(noun, count):
        return False
    return not is_thing(noun, lexicon) if count.of_people else may_be_people(noun, lexicon)


def _is_anothers(noun: Word, count: FoundCount) -> bool:
    """Whether one who is counted only says whose something is: "a dissident faction"."""
    one = count.reading.low == 1 and noun.tag == "NN" and not is_person(noun)
    return one and noun.lemma in load_predicates().verbs["bodies_of_people"]


def _counted_head(number: Word, start: int) -> Word:
    """The noun that a number stands before, itself where it stands alone.

    Args:
        number: The last of its words.
        start: Where the number begins.
    """
    head = number
    while head.dep == "conj" and head.head.start >= start:
        head = head.head  # "six or seven villagers"
    while head.dep in MODIFIES and head.head.start > head.start and not head.is_root:
        if head.head.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            break
        head = head.head
    return head


def _number(tree: Tree, start: int, end: int) -> Word | None:
    """The last word of a number, or the word that it is a part of."""
    inside = [w for w in tree.words if w.start < end and w.end > start]
    # "Twenty-odd convicts": the number itself.
    return next((w for w in reversed(inside) if w.dep != "punct" and w.lemma != "odd"), None)


def _of(head: Word) -> Word | None:
    """Those of whom it is a number: "three of his relatives"."""
    for prep in head.having("prep"):
        if prep.text.lower() == "of" and prep.start - head.end <= 1:
            return next(iter(prep.having("pobj")), None)
    return None


def _is_part(head: Word) -> bool:
    """Whether the words are of some of those counted already: "including two", "two of them"."""
    governor = head.head
    if head.dep == "pobj" and governor.text.lower() in ("including", "among", "with"):
        return governor.text.lower() == "including"
    of = _of(head)
    return of is not None and of.text.lower() in ("them", "whom", "those", "these", "which")


def _some_of(tree: Tree) -> Iterator[Party]:
    """Those whom no number counts by itself: "one of the four", "both his daughters"."""
    for word in tree.words:
        if word.text.lower() == "one" and (of := _of(word)) is not None:
            # "One of the four" would be read as four: the number alone.
            if of.tag == "CD" or of.having("nummod"):
                yield Party(word, word.start, word.end, word.end, low=1, known=True, part=False)
            elif of.text.lower() in FATES or _is_listed(of) or _are_hurt(of):
                yield Party(word, word.start, of.end, of.start, low=1, known=True, part=False)
        elif word.text.lower() in _SEVERAL and (of := _of(word)) is not None:
            # "Several of their wounded", which no noun of people ends
            if of.text.lower() in FATES and of.having("poss"):
                yield Party(word, word.start, of.end, of.start, low=None, known=True, part=False)
        elif word.text.lower() == "both" and (of := _of(word)) is not None and of.pos == "PRON":
            part = of.text.lower() != "them"
            yield Party(word, word.start, of.end, of.end, low=2, known=True, part=part)
        elif word.tag == "NNS" and is_plural(word.text):
            both = [c for c in word.children if c.text.lower() == "both" and c.at < word.at]
            if both and word.having("poss"):
                start, noun = both[0].start, word.start
                yield Party(word, start, word.end, noun, low=2, known=True, part=False)


def _are_hurt(those: Word) -> bool:
    """Whether they are told of by what became of them: "one of those hurt"."""
    return those.text.lower() == "those" and any(c.text.lower() in FATES for c in those.children)


def _nouns(tree: Tree, lexicon: Lexicon) -> Iterator[Party]:
    """People whose noun no list holds: "a sarpanch", "11 Pattons" are for their verb to tell."""
    for word in tree.words:
        if word.tag not in ("NN", "NNP", "JJ") or word.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        # "An assistant's collarbone"
        if word.dep in MODIFIES and not (word.pos == "NOUN" and _is_apart(word, tree)):
            continue
        one = next(
            (c for c in word.having("det", "nummod") if c.text.lower() in ONE and c.at < word.at),
            _lent_article(word, tree),
        )
        if word.lemma in _BODY_PARTS or (one is not None and word.having("poss")):
            continue  # "cost a third his leg": the article is another's
        if one is None or word.pos == "ADJ" or word.lemma in ORDINALS or word.lemma in _SUMS:
            continue
        if not may_be_people(word, lexicon) or len(word.text) < 3:
            continue
        # Where the noun does not show a person, the verb has to.
        pair = word.lemma == "couple"
        known, low = pair or is_person(word), 2 if pair else 1
        part, end = _is_part(word), _hyphened(word, tree)
        yield Party(word, one.start, end, word.start, low=low, known=known, part=part)


def _lent_article(word: Word, tree: Tree) -> Word | None:
    """The article of one whom the tree gives as a word of what is his: "broke a surveyor's arm"."""
    following = tree.words[word.at + 1] if word.at + 1 < len(tree.words) else None
    if word.dep not in MODIFIES or following is None or following.tag != "POS":
        return None
    first = min(w.at for w in word.subtree())
    before = tree.words[first - 1] if first else None
    lent = before is not None and before.text.lower() in ("a", "an") and before.head is word.head
    return before if lent else None


def _hyphened(word: Word, tree: Tree) -> int:
    """Where a noun ends that the tree parts at its hyphen: "a passer-by"."""
    behind = tree.words[word.at + 1 : word.at + 3]
    if len(behind) == 2 and behind[0].text == "-" and behind[0].start == word.end:
        return behind[1].end
    return word.end


def _is_apart(word: Word, tree: Tree) -> bool:
    """Whether somebody is told of before what is theirs: "an assistant's arm", "cost him his life".

    The tree may take the second noun for the head of the first.
    """
    following = tree.words[word.at + 1] if word.at + 1 < len(tree.words) else None
    if following is None:
        return word.dep == "poss"
    return word.dep == "poss" or following.tag in ("PRP$", "POS")


def is_person(word: Word) -> bool:
    """Whether a noun names one person; "a village head" does, and "a head" is a part of one."""
    return (
        _is_chief(word)
        or scan_noun(f" {word.text}", 0, one=True).kind == "people"
        or _is_listed(word)
        or (
            word.lemma in ("elect", "designate") and any(is_singular(c.text) for c in word.children)
        )
    )


def may_be_people(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is none that is known to be a thing or a measure."""
    low = noun.text.lower()
    if is_thing(noun, lexicon) or low in MEASURES or low in _NO_PEOPLE:
        return False
    return noun.tag != "NN" or is_person(noun) or not _is_no_person(noun)


def _is_no_person(noun: Word) -> bool:
    """Whether a noun is of a thing or a deed: by itself, or by how it ends, as "quarrel" is."""
    verbs = load_predicates().verbs
    return noun.lemma in verbs["no_persons"] or noun.lemma.endswith(tuple(verbs["no_persons_end"]))


def _is_listed(word: Word) -> bool:
    return word.lemma in load_predicates().verbs["persons"]


def _is_chief(word: Word) -> bool:
    verbs = load_predicates().verbs
    led = {c.text.lower() for c in word.having("compound")}
    if word.lemma == "carrier":
        return bool(led & verbs["carried"])  # "a letter carrier"
    if word.lemma != "head" or word.tag != "NN":
        return False
    of = [o for p in word.having("prep") if p.text.lower() == "of" for o in p.having("pobj")]
    return bool(led & verbs["heads"]) or any(o.lemma not in verbs["headed_things"] for o in of)


def is_thing(noun: Word, lexicon: Lexicon) -> bool:
    """Whether a noun is a thing, whatever is done to it."""
    return not _is_chief(noun) and lexicon.things.fullmatch(noun.text) is not None


def span_of(party: Party, tree: Tree) -> Span:
    """The words of the count."""
    offset = tree.span.start
    text = tree.span.text[party.start - offset : party.end - offset]
    return Span(start=party.start, end=party.end, text=text)
