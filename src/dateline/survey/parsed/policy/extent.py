"""How far the clause of an item reaches: asides, other clauses and who says it are cut."""

from __future__ import annotations

from collections.abc import Collection

from dateline.models import Span
from dateline.survey.parsed.policy.policy_lexicon import words_of
from dateline.syntax import Tree, Word

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_VERBAL = ("VERB", "AUX")
_BREAKS = (",", "—", "–", "-", ";", ":", "(")
_KEPT_BEFORE = frozenset({"if", "unless", "once", "from", "under", "on", "in"})
_LONG = 8  # words of an adverbial before the clause
_MARKS = " \t\n\u00a0,;:.—–-("


def extent(tree: Tree, head: Word, others: Collection[int]) -> Span:
    """The words of the clause of `head`.

    Args:
        tree: The sentence.
        head: The verb of the clause.
        others: Where the verbs of other items stand: joined ones are cut off.
    """
    kept = {w.at for w in head.subtree() if w.dep != "punct"}
    for child in head.children:
        if _is_apart(tree, child, head, others):
            kept -= {w.at for w in child.subtree()}
    for word in [tree.words[at] for at in sorted(kept)]:
        if word.at in kept and word is not head and _opens_aside(tree, word, head, kept):
            kept -= {w.at for w in word.subtree()}
    start = _start(tree, head, kept)
    end = _end(tree, head, kept)
    return _trimmed(tree.span_of(tree.words[start : end + 1]))


def noun_extent(tree: Tree, noun: Word, clause: Word) -> Span:
    """The words from a noun's article to the end of the clause that is said of it."""
    before = [c for c in noun.children if c.at < noun.at and c.dep != "punct"]
    start = min([noun.at, *(c.subtree()[0].at for c in before)])
    return _trimmed(tree.span_of(tree.words[start : _end(tree, clause, _own(clause)) + 1]))


def _own(clause: Word) -> set[int]:
    return {w.at for w in clause.subtree() if w.dep != "punct"}


def _is_apart(tree: Tree, child: Word, head: Word, others: Collection[int]) -> bool:
    """Whether a child of the clause's verb tells something else."""
    first = child.subtree()[0]
    if child.dep in ("parataxis", "intj"):
        return True
    if child.dep == "conj" and child.pos in (*_VERBAL, "ADJ"):
        if child.at in others or child.having(*_SUBJECTS) or _holds(child, others):
            return True
        before = tree.words[first.at - 1]
        return child.lemma in words_of("saying") or before.text in _BREAKS or before.lemma == "but"
    if child.dep in ("ccomp", "dep") and child.at < head.at:
        return True
    if child.dep == "advcl":
        if child.at > head.at:
            return first.lemma in words_of("reasons") or tree.words[first.at - 1].text in _BREAKS
        return first.lemma not in _KEPT_BEFORE
    if child.dep in ("prep", "npadvmod", "advmod"):
        if first.lemma == "accord" or child.lemma == "accord":
            return True
        if child.at > head.at:
            return child.lemma in ("after", "amid", "following", "despite")
        return len(child.subtree()) > _LONG and first.lemma not in _KEPT_BEFORE
    return False


def _holds(child: Word, others: Collection[int]) -> bool:
    return any(w.at in others and w.dep == "xcomp" for w in child.subtree())


def _opens_aside(tree: Tree, word: Word, head: Word, kept: Collection[int]) -> bool:
    """Whether a comma parts a relative clause or an apposition from the clause's end."""
    if word.at <= head.at or word.dep not in ("relcl", "appos", "acl", "prep", "advcl", "npadvmod"):
        return False
    part = word.subtree()
    before = tree.words[part[0].at - 1] if part[0].at else None
    if before is None or before.text not in _BREAKS:
        # "traders who it says buy the fuel": said of the last word alone.
        return word.dep == "relcl" and part[0].lemma in ("who", "whom") and _closes(part, kept)
    if word.dep in ("prep", "npadvmod") and part[0].lemma not in words_of("reasons"):
        return False
    return _closes(part, kept)


def _closes(part: list[Word], kept: Collection[int]) -> bool:
    return part[-1].at >= max(kept) or (part[-1].dep == "punct" and part[-2].at >= max(kept))


def _start(tree: Tree, head: Word, kept: Collection[int]) -> int:
    start = head.at
    for at in range(head.at - 1, -1, -1):
        if tree.words[at].text in (";", ":"):
            break
        if at in kept:
            start = at
    while start < head.at and (
        tree.words[start].dep in ("cc", "punct")
        or (tree.words[start].dep == "mark" and tree.words[start].lemma == "that")
    ):
        start += 1
    return start


def _end(tree: Tree, head: Word, kept: Collection[int]) -> int:
    end = head.at
    for at in range(head.at + 1, len(tree.words)):
        if tree.words[at].text in (";", ":"):
            break
        if at in kept:
            end = at
    while end > head.at and tree.words[end].dep in ("cc", "punct", "mark"):
        end -= 1
    return end


def _trimmed(span: Span) -> Span:
    start, text = span.start, span.text
    while text and text[0] in _MARKS:
        start, text = start + 1, text[1:]
    text = text.rstrip(_MARKS.replace(".", ""))  # a full stop here is an abbreviation's
    return Span(start=start, end=start + len(text), text=text)
