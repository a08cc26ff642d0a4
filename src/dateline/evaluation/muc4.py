"""MUC-4 read: wire reports on attacks with templates, as JSON Lines (Sundheim, MUC-4 1992)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.evaluation.documents import ROLES, Entity, GoldDocument, Role
from dateline.evaluation.json_lines import read_json_lines
from dateline.evaluation.roles import merged
from dateline.models import Article


def read_muc4(file: Path, corpus: str = "muc4") -> tuple[GoldDocument, ...]:
    """The documents of a file, in its order.

    A line is `{docid, doctext, templates: [{incident_type, PerpInd, PerpOrg, Target, Victim,
    Weapon}]}`; a role is a list of entities, an entity a list of `[mention, offset]`.

    Args:
        file: A file of MUC-4 as JSON Lines.
        corpus: What the corpus is called in results.

    Raises:
        InputError: It cannot be read, or is none of that kind.
    """
    return read_json_lines(file, "MUC-4", lambda data: _document(data, corpus))


def _document(data: Any, corpus: str) -> GoldDocument:
    templates: list[dict[Role, Sequence[Entity]]] = [
        {role: [_entity(e) for e in template[role]] for role in ROLES}
        for template in data["templates"]
    ]
    return GoldDocument(
        corpus=corpus,
        id=data["docid"],
        article=Article.from_text(data["doctext"]),
        roles=merged(templates),
        relevant=bool(templates),
    )


def _entity(mentions: Sequence[tuple[str, int]]) -> Entity:
    return tuple(mention for mention, _ in mentions)
