"""Those who give the news, and are none of those whom it tells of: "a monitor said"."""

from __future__ import annotations

import re

from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.persons import is_person
from dateline.survey.toll_sources import speaks_with_others
from dateline.syntax import Tree, Word

_THERE = re.compile(r"(?:there|here|also|later|earlier|then)\s")
_BEFORE_SAID = frozenset({",", "”", '"', "''", "“", "``", "’", "»"})
# What stands between "according to" or "said" and the noun of a title: "the duty", "a senior".
_OF_A_TITLE = ("NN", "NNP", "NNS", "NNPS", "DT", "JJ", "PRP$", "POS", "HYPH", "CC", "CD")
_OF = frozenset({"of", "for", "at", "in", "from"})
_MOST_WORDS = 12
# A name behind a title, between commas, with what he heads and how old he is.
_APPOSED = re.compile(
    r"(?:\s(?:of|for|in|at)\s[^,;.]{1,60})?,\s(?:[A-Z][\w.’'-]*\s?){2,5},\s(?:\d+,\s)?"
)


def speaks(party: Party, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether the one counted gives the news, by a verb before or behind it, or by "according to".

    Args:
        party: Who is counted.
        tree: The sentence's tree.
        lexicon: Whose words of speech they are.
    """
    if party.low != 1:
        return False
    return _says(party, tree, lexicon) or _is_quoted(_title(party, tree), tree, lexicon)


def _says(party: Party, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether a word of speech follows at once: "a monitor said"."""
    rest = party.end - tree.span.start
    if speaks_with_others(tree.span.text, party.start - tree.span.start, rest):
        return True
    lead = len(tree.span.text[rest:]) - len(tree.span.text[rest:].lstrip())
    where = _THERE.match(tree.span.text, rest + lead)
    begin = where.end() if where else rest + lead
    if (apposed := _APPOSED.match(tree.span.text, rest)) is not None:
        begin = apposed.end()  # "the governor of Hiran, Ali Warsame, said"
    elif _between_commas(party, tree):
        begin = rest + len(", ")  # "the head of the board, Ivan Lysenko, says"
    found = lexicon.cue_words.match(tree.span.text, begin)
    head = party.head
    if found is None or found[0].lower() == "feared" or _is_name(begin, tree):
        return False
    return apposed is not None or head.dep in ("nsubj", "ROOT", "conj", "appos", "npadvmod")


def _between_commas(party: Party, tree: Tree) -> bool:
    """Whether somebody stands between commas, as one who is told of by what he is before."""
    text, offset = tree.span.text, tree.span.start
    return text[: party.start - offset].endswith(", ") and text[party.end - offset :].startswith(
        ", "
    )


def _is_name(start: int, tree: Tree) -> bool:
    """Whether the word says how somebody is called: "a driver called Rafiq Molla died"."""
    at = start + tree.span.start
    word = next((w for w in tree.words if w.start == at), None)
    return word is not None and word.dep == "acl" and bool(word.having("oprd"))


def _title(party: Party, tree: Tree) -> int:
    """Where the words for somebody begin: those before a comma too, where they are for him as well.

    "The spokesman of the police, Garry Osias, and a constable", "Rima Haddad, a surgeon".
    """
    words = tree.words
    first = next((w.at for w in words if w.start >= party.start), 0)
    if first < 2 or words[first - 1].text != ",":
        return first
    at = first - 1
    for _ in range(_MOST_WORDS):
        before = words[at - 1] if at else None
        if before is None or not (before.tag in _OF_A_TITLE or before.text.lower() in _OF):
            break
        at -= 1
    beside = words[at : first - 1]
    titled = any(is_person(w) and w.tag == "NN" for w in beside)
    named = bool(beside) and all(w.tag in ("NNP", "HYPH") for w in beside)
    return at if titled or named else first


def _is_quoted(first: int, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether "according to" or an inverted verb of speech stands before: ”, said a surgeon".

    Args:
        first: The first word for those who may have said it.
        tree: The sentence's tree.
        lexicon: Whose words of speech they are.
    """
    words = tree.words
    if first < 2:
        return False
    last, before = words[first - 1], words[first - 2]
    if last.text.lower() == "to" and before.text.lower() == "according":
        return True
    if before.text not in _BEFORE_SAID or lexicon.cue_words.fullmatch(last.text) is None:
        return False
    return last.tag in ("VBD", "VBZ", "VBP", "VBN") and not _has_subject(last)


def _has_subject(verb: Word) -> bool:
    """Whether somebody else is told of before it who says it: "the army, citing him, said"."""
    return verb.dep == "conj" or any(s.at < verb.at and s.head is verb for s in _subjects(verb))


def _subjects(verb: Word) -> list[Word]:
    # Of a quotation that stands before it the tree may make the subject: "one of them over half".
    return [s for s in verb.having("nsubj") if s.tag != "CD"]
