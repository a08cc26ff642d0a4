"""How far what is reported reaches: what the reporter adds to it is cut, what the parser left is joined."""

from __future__ import annotations

import os
from dataclasses import replace

from dateline.survey.parsed.candidates import Candidate
from dateline.survey.parsed.speech_lexicon import SpeechLexicon
from dateline.syntax import Tree, Word

_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
# Behind a comma these open a remark of the reporter's own.
_REMARKS = ("while", "although", "though", "whereas", "despite", "as", "after", "amid", "when", "before")
OFF = os.environ.get("OFF", "").split(",")


def delimited(tree: Tree, candidate: Candidate, lexicon: SpeechLexicon) -> Candidate:
    """The candidate with the words that are its own."""
    words = candidate.words
    if candidate.frame in ("that", "before") and "conj" not in OFF:
        words = _without_next_cues(words, candidate, lexicon)
    if not candidate.around and "remark" not in OFF:
        words = _without_remarks(words, candidate)
    if candidate.around and candidate.frame != "according" and "lead" not in OFF:
        words = _from_the_beginning(tree, words, candidate)
    return replace(candidate, words=words)


def _without_next_cues(
    words: tuple[Word, ...], candidate: Candidate, lexicon: SpeechLexicon
) -> tuple[Word, ...]:
    """“Roe said A and warned that B”: the second verb is the speaker's and no part of A."""
    cue = candidate.cue[0]
    held = {w.at for w in words}
    for word in words:
        if word.dep != "conj" or word.pos not in _VERBAL or word.at < cue.at:
            continue
        if word.lemma not in lexicon.speaking or word.tag != cue.tag:
            continue
        if word.having(*_SUBJECTS) or not word.having("ccomp", "xcomp", "dobj", "prep"):
            continue
        held -= {w.at for w in word.subtree()}
    return tuple(w for w in words if w.at in held)


def _without_remarks(words: tuple[Word, ...], candidate: Candidate) -> tuple[Word, ...]:
    """Without what a comma parts from the end: "…, who was there", "…, while others left"."""
    kept = words
    for word in words:
        if word.at <= kept[0].at or word.dep not in ("relcl", "advcl", "appos", "prep", "mark"):
            continue
        part = word.subtree()
        if part[-1].at < kept[-1].at - 1 or part[0].at <= kept[0].at + 2:
            continue
        before = next((w for w in kept if w.at == part[0].at - 1), None)
        if before is None or before.text not in (",", "—", "–", "-"):
            continue
        if word.dep == "relcl" or part[0].lemma in _REMARKS:
            kept = tuple(w for w in kept if w.at < part[0].at)
    return kept


def _from_the_beginning(
    tree: Tree, words: tuple[Word, ...], candidate: Candidate
) -> tuple[Word, ...]:
    """What is said before its cue, from where its clause begins, however the parser parts it."""
    cue = candidate.cue[0]
    if words[0].at == 0 or words[0].at > cue.at:
        return words
    taken: list[Word] = []
    for word in reversed(tree.words[: words[0].at]):
        if word.text in (";", ":", "“", "”", "(", ")", "—", "–"):
            break
        taken.append(word)
    while taken and taken[-1].dep in ("cc", "punct"):
        taken.pop()
    if any(w in candidate.cue for w in taken):
        return words
    return (*reversed(taken), *words)
