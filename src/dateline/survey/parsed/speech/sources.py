"""Who is the source of what a word reports: the noun that does the saying."""

from __future__ import annotations

from dateline.survey.parsed.speech.speech_lexicon import words_for
from dateline.syntax import Word

_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass")
_FAR = 8  # steps up the tree


def source_noun(cue: Word, frame: str) -> Word | None:
    """The noun whose words, thoughts or wishes the cue reports."""
    if cue.pos in ("NOUN", "PROPN"):
        found = _of_noun(cue, frame)
    elif cue.pos in _VERBAL:
        found = _of_verb(cue, frame)
    else:
        found = _of_adjective(cue)
    meant = None if found is None else _antecedent(found)
    return meant if meant is None else _who_sent(meant)


def _who_sent(noun: Word) -> Word:
    """Who sent a message that says something, where its own clause tells.

    "The campaign put out a statement saying": the campaign says it.
    """
    if noun.lemma not in words_for("messages") or noun.dep != "dobj":
        return noun
    if noun.head.pos not in _VERBAL or noun.head.lemma in words_for("receiving"):
        return noun
    sender = subject_of(noun.head)
    return sender if sender is not None and sender is not noun else noun


def _of_verb(verb: Word, frame: str) -> Word | None:
    if frame.startswith("pass") or any(w.dep in ("nsubjpass", "auxpass") for w in verb.children):
        return _agent(verb)
    if frame == "raise":
        return None
    return subject_of(verb)


def _agent(verb: Word) -> Word | None:
    agents = (p for a in verb.having("agent") for p in a.having("pobj"))
    return next(agents, None)


def subject_of(verb: Word) -> Word | None:
    """The subject of a verb: its own, or that of the clause that it depends on."""
    word = verb
    for _ in range(_FAR):
        own = [w for w in word.children if w.dep in _SUBJECTS]
        if own:
            # "Roe was quoted as saying": who is quoted says it.
            return own[0]
        if word.having("expl") or word.is_root:
            return None
        head = word.head
        if word.dep == "relcl":
            return head
        if head.pos in ("NOUN", "PROPN", "PRON") and word.dep in ("acl", "relcl"):
            return _possessor(head) or head
        if word.dep == "xcomp" and head.lemma not in words_for("own_subject"):
            objects = head.having("dobj")
            if objects:
                return objects[0]
        word = head
    return None


def _possessor(noun: Word) -> Word | None:
    own = noun.having("poss")
    return own[0] if own else None


def _of_noun(noun: Word, frame: str) -> Word | None:
    owner = _possessor(noun)
    if owner is not None:
        return owner
    for preposition in noun.having("prep"):
        if preposition.lemma in ("by", "from", "of", "among") and preposition.lemma != frame:
            governed = preposition.having("pobj")
            if governed:
                return governed[0]
    compounds = [w for w in noun.having("compound", "amod", "nmod") if w.pos == "PROPN"]
    head = noun.head
    if noun.dep in ("dobj", "attr") and head.pos in _VERBAL:  # "made a promise to"
        found = subject_of(head)
        if found is not None and found is not noun:
            return found
    if noun.dep == "pobj" and head.head.pos in _VERBAL:
        return subject_of(head.head)
    return compounds[0] if compounds else None


def _of_adjective(adjective: Word) -> Word | None:
    head = adjective.head
    if adjective.dep in ("acomp", "oprd", "xcomp", "attr") and head.lemma in words_for("linking"):
        return subject_of(head)
    return head if adjective.dep == "amod" else None


def _antecedent(noun: Word) -> Word | None:
    """The noun that "who" stands for; none for "it" without meaning and for "there"."""
    if noun.dep == "expl":
        return None
    if noun.tag in ("WDT", "WP") or (noun.lemma == "that" and noun.head.dep == "relcl"):
        clause = noun.head
        while clause.dep in ("conj", "xcomp", "ccomp") and not clause.is_root:
            clause = clause.head
        return clause.head if clause.dep == "relcl" else None
    return noun
