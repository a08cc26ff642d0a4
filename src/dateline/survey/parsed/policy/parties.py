"""Who may take a step of policy: offices, institutions, states, and names of these."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.expressions.gazetteer import countries, fold_name
from dateline.expressions.towns import find_towns
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon
from dateline.syntax import Word

_ONE = frozenset({"he", "she", "it", "who", "which"})
_INSTITUTED = frozenset({"it", "which"})
_MORE = frozenset({"they", "we", "both", "all"})
_INSTITUTIONS = ("parties", "leaders", "parliaments", "courts")
_TITLED = ("compound", "appos", "nmod", "amod")


def fits(words: Sequence[Word], name: str, lexicon: PolicyLexicon) -> bool:
    """Whether one of the words is of a list; "parties" and "officials" are known by names too."""
    if name == "any":
        return bool(words)
    if name == "parties":
        return any(is_party(w, lexicon) for w in words)
    if name == "officials":
        return any(is_official(w, lexicon) for w in words)
    if name == "bodies":
        return any(is_official(w, lexicon) and w.pos != "PRON" for w in words)
    if name == "holders":
        return any(_is_leader(w, lexicon) and w.pos != "PRON" for w in words)
    if name == "leaders":
        return any(_is_leader(w, lexicon) for w in words)
    return any(lexicon.is_one_of(w, name) or _is_named(w, name, lexicon) for w in words)


def is_party(word: Word, lexicon: PolicyLexicon) -> bool:
    """Whether it may be somebody who takes such a step: a name, an office, an institution."""
    if word.pos == "PRON" or word.pos == "DET":
        return word.text.lower() in _ONE or word.text.lower() in _MORE
    return word.pos == "PROPN" or is_institution(word, lexicon) or lexicon.is_one_of(word, "groups")


def is_official(word: Word, lexicon: PolicyLexicon) -> bool:
    """Whether it speaks for a state or an institution: no witness and no neighbour does."""
    if word.pos == "PRON":
        return word.text.lower() in _INSTITUTED
    if is_institution(word, lexicon):
        return True
    if word.pos != "PROPN":
        return False
    beside = [c for c in word.children if c.dep in _TITLED]
    if any(is_institution(c, lexicon) for c in beside):
        return True
    if any(c.text.lower() == "the" for c in word.having("det")):
        return True
    name = fold_name(word.text)
    alone = not any(c.pos == "PROPN" for c in word.having("compound"))
    whole = fold_name(" ".join(w.text for w in (*word.having("compound"), word)))
    return name in countries() or whole in countries() or (alone and bool(find_towns(name)))


def _is_leader(word: Word, lexicon: PolicyLexicon) -> bool:
    """Whether a person of office, or those whom an institution sends."""
    if word.pos == "PRON":
        return word.text.lower() in ("he", "she", "who")
    if lexicon.is_one_of(word, "leaders"):
        return True
    return any(lexicon.is_one_of(c, "leaders") for c in word.children if c.dep in _TITLED)


def is_institution(word: Word, lexicon: PolicyLexicon) -> bool:
    """Whether a word is for a body or an office of a state, or a side in a conflict."""
    return any(lexicon.is_one_of(word, name) for name in _INSTITUTIONS)


def _is_named(word: Word, name: str, lexicon: PolicyLexicon) -> bool:
    """“Blacktown Council”, "Spain's National Court": the name holds the word."""
    return word.pos == "PROPN" and any(
        lexicon.is_one_of(c, name) for c in word.having("compound", "nmod", "appos")
    )


def are_many(words: Sequence[Word]) -> bool:
    """Whether more than one act."""
    return len(words) > 1 or any(
        w.tag in ("NNS", "NNPS") or w.text.lower() in _MORE or w.lemma in ("committee", "council")
        for w in words
    )
