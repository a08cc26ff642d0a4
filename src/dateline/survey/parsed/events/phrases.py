"""The words of a noun phrase: its head with what belongs to it, without what is only said of it."""

from __future__ import annotations

from dateline.expressions.lexicon import words as words_of
from dateline.models import Span
from dateline.survey.parsed.events.event_lexicon import EventLexicon, event_words
from dateline.syntax import Tree, Word

# A relative clause, an apposition, a second member, an aside: said of the phrase, no part of it.
_CUT = frozenset(
    {
        "relcl",
        "appos",
        "conj",
        "cc",
        "punct",
        "acl",
        "advcl",
        "parataxis",
        "prep",
        "dep",
        "ccomp",
        "preconj",
        "agent",
        "xcomp",
        "npadvmod",
        "neg",
    }
)
_KEPT_PUNCTUATION = frozenset({"-", "–", "/", '"', "“", "”", "'", "’", "‘", "``", "''", "."})


_MOST_NAMES = 12
_DETERMINERS = frozenset({"the", "a", "an", "some"})


def phrase(tree: Tree, head: Word) -> Span:
    """The noun phrase of `head`, with what follows "of", and nothing behind it."""
    words = _around(head)
    # How sure one is of them is no part of their name: "the alleged rebels".
    while (
        len(words) > 1
        and words[0].lemma in _DETERMINERS
        and words[1].lemma in event_words("alleged")
    ):
        words = words[1:]
    while len(words) > 1 and words[0].lemma in event_words("alleged"):
        words = words[1:]
    return tree.span_of(_unquoted(words))


def _around(head: Word) -> list[Word]:
    left, right = _members(head)
    first = min((w.at for w in left), default=head.at)
    last = max((w.at for w in right), default=head.at)
    words = {w.at: w for w in (*left, head, *right)}
    # What stands in between without being a member parts the phrase.
    start = head.at
    while start > first and start - 1 in words and _adjoin(words[start - 1], words[start]):
        start -= 1
    end = head.at
    while end < last and end + 1 in words and _adjoin(words[end], words[end + 1]):
        end += 1
    return [words[at] for at in range(start, end + 1)]


def _adjoin(left: Word, right: Word) -> bool:
    """Whether no break of a line or a heading may stand between two words."""
    return right.start - left.end <= 1


def _members(head: Word) -> tuple[list[Word], list[Word]]:
    left: list[Word] = []
    right: list[Word] = []
    for child in head.children:
        before = child.at < head.at
        if child.dep == "prep" and child.text.lower() == "of" and not before:
            right += _of(child)
        elif child.dep == "punct":
            if child.text in _KEPT_PUNCTUATION:
                (left if before else right).append(child)
        elif child.dep == "case":
            continue  # "the rebels' attack" is of "the rebels"
        elif before and child.dep in ("prep", "advcl", "relcl", "conj", "cc", "preconj", "neg"):
            continue
        elif before or child.dep not in _CUT:
            (left if before else right).extend(_inner(child))
    return left, right


def _inner(child: Word) -> list[Word]:
    """A modifier with all of its own, but no clause."""
    return [w for w in child.subtree() if w.dep not in ("relcl", "advcl")]


def _of(prep: Word) -> list[Word]:
    """The preposition with its own noun phrase."""
    words = [word for inner in prep.having("pobj") for word in _around(inner)]
    return [prep, *words] if words else []


def _unquoted(words: list[Word]) -> list[Word]:
    """Without marks at its ends that nothing inside belongs to."""
    kept = list(words)
    while len(kept) > 1 and kept[0].pos == "PUNCT" and kept[0].text not in ('"', "“", "‘"):
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].pos == "PUNCT" and kept[-1].text not in ('"', "”", "’"):
        kept = kept[:-1]
    opened = sum(w.text in ('"', "“", "``") for w in kept)
    closed = sum(w.text in ("”", "''") for w in kept)
    if len(kept) > 1 and (opened + closed) % 2:
        kept = kept[1:] if kept[0].pos == "PUNCT" else kept
        kept = kept[:-1] if len(kept) > 1 and kept[-1].pos == "PUNCT" else kept
    return kept


def uncounted(tree: Tree, span: Span) -> Span:
    """The phrase without the number before it: "two bank branches" are "bank branches"."""
    words = tree.within(span)
    start = 0
    while start < len(words) - 1 and (
        words[start].pos == "NUM" or words[start].text.lower() in event_words("quantities")
    ):
        start += 1
    if words[start].text.startswith("-"):  # "81-mm mortars", "a 52-year-old man"
        return span
    counted = any(w.lemma not in ("the", "a", "an") for w in words[:start])
    return tree.span_of(words[start:]) if counted else span


def names_beside(head: Word, lexicon: EventLexicon) -> list[Word]:
    """The names that an office or a description is given beside it: "the mayor, Ali Karim".

    Of several people all: "three villagers: Ali Karim, a baker, and Omar Saleh".
    """
    if head.lemma in event_words("groups"):  # "the rebel group M23"
        named = [w for w in head.having("appos") if w.pos == "PROPN" and not _in_brackets(w)]
        named = [w for w in named if w.text[0].isupper() or not w.having("det")]
        return named[:1] or [head]
    if head.pos == "PROPN" or lexicon.is_structure(head) or head.lemma in lexicon.organizations:
        return [head]
    beside = _set_beside(head)
    if not (lexicon.is_person(head) or head.lemma in lexicon.titles):
        beside = [w for w in beside if w.text[0].isupper()]
    names = [w for w in beside if _is_persons_name(w, lexicon)]
    if not names:
        return [head]
    return names if head.tag == "NNS" else names[:1]


def _set_beside(head: Word) -> list[Word]:
    """The appositions of a word, and what is joined to them; what stands in brackets apart."""
    open_ = [w for w in head.having("appos") if not _in_brackets(w)]
    found: list[Word] = []
    while open_ and len(found) < _MOST_NAMES:
        word = open_.pop(0)
        found.append(word)
        open_ += [w for w in word.having("conj", "appos") if not _in_brackets(w)]
    return sorted(found, key=lambda w: w.at)


def _in_brackets(word: Word) -> bool:
    """Whether an opening bracket parts a word from what it stands beside: "(FMLN)"."""
    return any(
        w.text in ("(", "[") and w.at < word.at for w in (*word.head.children, *word.children)
    )


def _is_persons_name(word: Word, lexicon: EventLexicon) -> bool:
    if lexicon.is_person(word) or word.lemma in lexicon.titles or lexicon.is_structure(word):
        return False
    if any(c.dep == "det" for c in word.children) or word.pos not in ("NOUN", "PROPN"):
        return False
    if word.lemma in lexicon.organizations or word.lemma in lexicon.abstract:
        return False
    # Small letters may make a plural of a name: "luis sales".
    return word.tag in ("NNP", "NN") or bool(word.having("compound"))


def name_of(tree: Tree, span: Span, lexicon: EventLexicon) -> Span:
    """A person's phrase without the offices and ranks before the name: "Gen. Ali Karim"."""
    words = tree.within(span)
    words = _undescribed(words, lexicon)
    span = tree.span_of(words)
    last = max(
        (n for n, w in enumerate(words[:-1]) if _is_office(w, lexicon) or _ends_age(words, n)),
        default=None,
    )
    if last is None:
        return span
    rest = words[last + 1 :]
    while rest and not rest[0].text[0].isalnum():
        rest = rest[1:]
    if not rest or rest[0].pos == "ADP" or not all(_may_be_name(w, lexicon) for w in rest):
        return span
    # Small letters tell no names: a single word may be any noun, but behind a rank.
    ranked = words[last].text.lower().rstrip(".") in lexicon.titles
    if rest[0].text[0].islower() and len(rest) < 2 and not ranked:
        return span
    return tree.span_of(rest)


def _is_office(word: Word, lexicon: EventLexicon) -> bool:
    return lexicon.is_person(word) or word.text.lower().rstrip(".") in lexicon.titles


_CREEDS = words_of(
    """
    maoist marxist leftist rightist terrorist guerrilla rebel insurgent militant separatist
    islamist jihadist extremist paramilitary clandestine outlawed banned
    """
)


def _undescribed(words: list[Word], lexicon: EventLexicon) -> list[Word]:
    """An organization's name without what it is called before: "the rebel group Free Army"."""
    start = 0
    for n, word in enumerate(words[:-1]):
        low = word.text.lower()
        if low in event_words("groups") or (low in _CREEDS and n <= start + 1):
            start = n + 1
    rest = words[start:]
    if not start or rest[0].pos in ("ADP", "PUNCT"):
        return words
    if len(rest) == 1:
        return rest if rest[0].pos == "PROPN" else words
    named = rest[-1].pos == "PROPN" or any(w.lemma in lexicon.organizations for w in rest)
    return rest if named else words


def _ends_age(words: list[Word], at: int) -> bool:
    """Whether an age ends there: "the 52-year-old"."""
    return words[at].text.lower() == "old" and at > 1 and words[at - 1].text == "-"


_NEVER_NAMES = frozenset({"DET", "PRON", "NUM", "CCONJ", "SCONJ", "PART", "AUX"})


def _may_be_name(word: Word, lexicon: EventLexicon) -> bool:
    if word.pos in _NEVER_NAMES:
        return False
    listed = any(
        word.lemma in words
        for words in (lexicon.organizations, lexicon.people, lexicon.abstract, lexicon.structures)
    )
    return not (listed or lexicon.is_armed(word) or word.text == ",")
