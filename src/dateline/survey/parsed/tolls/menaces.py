"""Whether a sentence threatens or plans, in whatever words, by its tree."""

from __future__ import annotations

from dateline.survey.parsed.tolls.governed import says_what
from dateline.survey.parsed.tolls.realis import denies
from dateline.survey.parsed.tolls.realis_lexicon import governors, realis_words
from dateline.syntax import Tree, Word


def menaces(tree: Tree) -> bool:
    """Whether a sentence tells of a threat or a plan, whatever the words for what is to be done."""
    words = realis_words()
    return any(
        (word.pos in ("VERB", "NOUN") and governors().get(word.lemma) == "threatened")
        or (word.pos == "VERB" and word.lemma in words["plans"])
        or (word.pos == "VERB" and word.lemma in words["denials"] and _of_something_told(word))
        or (word.lemma in words["about_to"] and _is_to_do(word))
        or (word.lemma in words["planning"] and _is_of_something(word, tree))
        for word in tree.words
        if word.dep != "amod" and not _is_bent_itself(word)
    )


def _of_something_told(verb: Word) -> bool:
    """Whether it is of what somebody says: "rejected an accusation that they were used"."""
    said = any(c.at > verb.at for c in verb.having("ccomp"))  # not what stands before a semicolon
    return said or any(
        says_what(c) for noun in verb.having("dobj", "nsubjpass") for c in noun.children
    )


def _is_of_something(plan: Word, tree: Tree) -> bool:
    """Whether what is planned follows: "planning to stab", however it hangs together."""
    following = tree.words[plan.at + 1 : plan.at + 2]
    return bool(plan.having("acl", "xcomp", "relcl", "ccomp")) or any(
        w.tag == "TO" and w.dep == "aux" for w in following
    )


def _is_to_do(word: Word) -> bool:
    """Whether an infinitive hangs on it: "about to bomb"."""
    return any(c.tag == "VB" and c.having("aux") for c in word.having("xcomp"))


def _is_bent_itself(word: Word) -> bool:
    """Whether there was none, or it is told as come true or as unheeded: "as planned"."""
    as_said = any(c.dep == "mark" and c.text.lower() == "as" for c in word.children)
    unheeded = word.dep == "dobj" and word.head.lemma in realis_words()["unheeded"]
    return as_said or unheeded or any(denies(c) for c in word.children)
