"""What in a sentence may be a statement: each word that reports, with what it governs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.survey.parsed.speech.frames import complements_of, is_passive
from dateline.survey.parsed.speech.sources import source_noun, subject_of
from dateline.survey.parsed.speech.speech_lexicon import SpeechLexicon
from dateline.syntax import Tree, Word

_VERBAL = ("VERB", "AUX")
# Clauses that "according to" does not reach beyond.
_CLOSED = ("relcl", "appos", "parataxis", "advcl", "ccomp")
_NOBODY = ("no", "nobody", "none", "neither", "nothing")
_FEWEST = 2  # words of a clause that is said before or around its verb


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a sentence: that a word reports these words.

    Attributes:
        cue: The word that reports, with those that belong to it.
        words: What is reported.
        source: The noun for whoever said, thought or wanted it.
        frame: How the cue governs the words.
        around: Whether the cue stands inside the clause that it reports or behind it.
    """

    cue: tuple[Word, ...]
    words: tuple[Word, ...]
    source: Word | None
    frame: str
    around: bool = False


def candidates_in(tree: Tree, outside: Sequence[Word], lexicon: SpeechLexicon) -> list[Candidate]:
    """The candidates of a sentence whose cues are among `outside`, at most one for a cue."""
    found: list[Candidate] = []
    for word in outside:
        if word.lemma == "accord":
            found += _according(word)
            continue
        if not lexicon.may_report(word):
            continue
        candidate = _governing(word, lexicon) or _parenthetical(tree, word, lexicon)
        if candidate is not None:
            found.append(candidate)
    return found


def _governing(word: Word, lexicon: SpeechLexicon) -> Candidate | None:
    for complement in complements_of(word):
        if complement.frame == "before":
            if word.lemma not in lexicon.speaking:
                continue
        elif not lexicon.reports(word, complement.frame):
            continue
        cue = _cue_words(word, complement.frame)
        own = {w.at for w in cue}
        words = tuple(w for w in complement.words if w.at not in own)
        if not words or _is_denied(word, complement.frame, lexicon):
            continue
        source = source_noun(word, complement.frame)
        if source is not None and _is_nobody(source):
            continue
        around = words[0].at < word.at and not complement.raised
        return Candidate(cue, words, source, complement.frame, around)
    return None


def _is_nobody(source: Word) -> bool:
    """Whether it says that nobody said it: "no group", "neither side"."""
    return source.lemma in _NOBODY or any(w.lemma in _NOBODY for w in source.having("det"))


def _is_denied(word: Word, frame: str, lexicon: SpeechLexicon) -> bool:
    """Whether it is denied that somebody said it: what "never said that" governs was not said."""
    spoken = word.lemma in lexicon.speaking and frame in ("that", "obj", "before")
    return spoken and any(w.dep == "neg" for w in word.children)


def _cue_words(word: Word, frame: str) -> tuple[Word, ...]:
    """The cue with its particle and, where it governs by one, its preposition."""
    cue = [word]
    cue += word.having("prt")
    name = frame.rsplit("_", 1)[-1]
    if not frame.startswith(("obj", "pass_raise")):
        cue += [w for w in word.having("prep") if w.lemma == name and w.at <= cue[-1].at + 1]
    return tuple(sorted(cue, key=lambda w: w.at))


def _parenthetical(tree: Tree, verb: Word, lexicon: SpeechLexicon) -> Candidate | None:
    """“The bridge, she said on Friday, is gone”: the verb hangs on what it reports."""
    if verb.pos not in _VERBAL or verb.lemma not in lexicon.speaking or is_passive(verb):
        return None
    if verb.dep not in ("parataxis", "ccomp", "advcl", "dep", "conj", "ROOT"):
        return None
    if not verb.having("nsubj") or verb.having("ccomp", "xcomp", "dobj"):
        return None
    own = {w.at for w in verb.subtree()}
    if verb.dep == "parataxis" or (verb.dep == "advcl" and verb.having("mark") == []):
        words = tuple(w for w in verb.head.subtree() if w.at not in own)
    elif verb.dep == "ROOT":
        # What the parser cut off as a sentence of its own, before the comma.
        first = min(own)
        if first == 0 or tree.words[first - 1].text not in (",", "”", '"', "—", "–", "-", "''"):
            return None
        words = tuple(w for w in tree.words[:first])
    else:
        return None
    if len([w for w in words if w.pos != "PUNCT"]) < _FEWEST:
        return None
    return Candidate((verb,), words, subject_of(verb), "that", around=True)


def _according(word: Word) -> Iterator[Candidate]:
    """“According to SPEAKER, CONTENT” and “CONTENT, according to SPEAKER”."""
    to = next((w for w in word.having("prep") if w.lemma == "to"), None)
    if to is None or not to.having("pobj"):
        return
    phrase = {w.at for w in word.subtree()}
    head = word.head
    while not head.is_root and head.dep not in _CLOSED and not _is_coordinate(head):
        head = head.head
    words = tuple(w for w in head.subtree() if w.at not in phrase)
    if words:
        yield Candidate((word, to), words, to.having("pobj")[0], "according", around=True)


def _is_coordinate(head: Word) -> bool:
    """Whether it heads a clause with a subject of its own behind a conjunction."""
    return head.dep == "conj" and bool(head.having("nsubj", "nsubjpass"))
