"""Role fillers of a document by CEAF-REE, as GRIT defines and computes it.

Du, Rush and Cardie, "GRIT: Generative Role-filler Transformers for Document-level Event Role Filler
Extraction" (EACL 2021), section 3, and `eval_ceaf` of https://github.com/xinyadu/grit_doc_event_entity:
for each document and role, predicted and gold entities are aligned one to one so that the sum of
similarities is the greatest; the similarity of two is 1 where every predicted mention is, after
normalization, a mention of the gold entity, else 0. Precision is that sum by the predicted
entities, recall by the gold ones; micro over all documents and roles. "By head" replaces the
equality of mentions by that of their head nouns.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.evaluation.assignment import pair
from dateline.evaluation.documents import ROLES, Entity, GoldDocument, Role, RoleFillers
from dateline.evaluation.tallies import Scores, Tally, total

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
# Where a noun phrase ends and what follows only describes its head.
_AFTER_HEAD = re.compile(
    r",|\(| -- |\b(?:of|in|at|on|from|by|for|with|near|to|against|between|belonging|loaded|filled"
    r"|who|which|that|whose|where|carrying|traveling|known|called|located|identified)\b"
)


def normalize(mention: str) -> str:
    """A mention in lower case, without punctuation, articles and further white space."""
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def head(mention: str) -> str:
    """The head noun of a mention: the last word before what describes it.

    By rule and not by a parser, so that the figure depends on no model: "the home of the mayor"
    is "home", "col. juan rafael" is "rafael".
    """
    whole = mention.lower().strip()
    before = next((p for p in _AFTER_HEAD.split(whole) if normalize(p)), whole)
    return (normalize(before).split() or [""])[-1]


def score_roles(document: GoldDocument, predicted: RoleFillers) -> Scores:
    """The tallies of predicted role fillers against a gold document's, by role and in all.

    Args:
        document: The gold.
        predicted: What was read in it, by role: of each entity one mention.
    """
    gold = document.roles or {}
    exact = {
        f"role.{role}": _ceaf(gold.get(role, ()), predicted.get(role, ()), normalize)
        for role in ROLES
    }
    heads = [_ceaf(gold.get(role, ()), predicted.get(role, ()), head) for role in ROLES]
    return {
        "role": total({"": tally} for tally in exact.values())[""],
        "role.head": total({"": tally} for tally in heads)[""],
        **exact,
    }


def _ceaf(gold: Sequence[Entity], predicted: Sequence[Entity], form: Callable[[str], str]) -> Tally:
    golds = [set(map(form, entity)) for entity in gold]
    ours = [named for entity in predicted if (named := set(map(form, entity)) - {""})]
    same = pair(golds, ours, lambda g, p: float(p <= g))
    return Tally(len(same), len(ours), len(golds))


def aligned(gold: Sequence[Entity], predicted: Sequence[Entity]) -> list[tuple[int, int]]:
    """Which predicted entities are which gold ones, by exact mentions."""
    return pair(gold, predicted, _fits)


def _fits(gold: Entity, predicted: Entity) -> float:
    return float(set(map(normalize, predicted)) <= set(map(normalize, gold)))


def without_repeats(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Entities each once: none whose mentions are all of an earlier one, or the other way about.

    So GRIT merges the templates of a document.
    """
    kept: list[Entity] = []
    for entity in entities:
        forms = set(map(normalize, entity))
        others = [set(map(normalize, other)) for other in kept]
        if forms and not any(forms <= other or other <= forms for other in others):
            kept.append(entity)
    return tuple(kept)


def merged(fillers: Iterable[Mapping[Role, Iterable[Entity]]]) -> RoleFillers:
    """The role fillers of several incidents as those of their document."""
    listed = list(fillers)
    return {role: without_repeats(e for one in listed for e in one.get(role, ())) for role in ROLES}
