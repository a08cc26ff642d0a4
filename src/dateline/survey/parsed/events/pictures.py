"""Sentences that say what a picture shows, by their trees: captions that carry no credit."""

from __future__ import annotations

from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.syntax import Tree, Word

_LONGEST = 45  # words
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def shows_picture(tree: Tree) -> bool:
    """Whether a sentence that stands alone only shows something, with a deed beside it.

    Either somebody poses, now ("Residents inspect a house hit by a rocket"), or there is nothing
    but a noun, with a clause about it ("Flowers outside the church where a gunman killed two").
    """
    roots = [word for word in tree.roots if word.pos != "PUNCT"]
    if len(roots) != 1 or len(tree.words) > _LONGEST:
        return False
    (root,) = roots
    return _poses(root) or _is_a_noun(root)


def _poses(root: Word) -> bool:
    if root.tag not in ("VBP", "VBZ") or root.lemma not in load_events().poses:
        return False
    return bool(root.having("nsubj")) and not root.having("ccomp", "aux", "neg")


def _is_a_noun(root: Word) -> bool:
    if root.pos not in ("NOUN", "PROPN") or root.lemma in load_events().nouns:
        return False
    if root.having(*_SUBJECTS, "cop", "aux", "parataxis", "ccomp"):
        return False
    if any(word.pos == "VERB" for word in root.having("conj")):
        return False
    # "A convoy attacked near Gao" may be a headline: only a whole clause tells of it beside.
    return any(_is_clause_beside(word) for word in root.subtree())


def _is_clause_beside(word: Word) -> bool:
    return word.dep == "relcl" or (word.dep == "advcl" and bool(word.having("advmod", "mark")))
