"""MUC-4 read: wire reports on attacks with templates, as JSON Lines (Sundheim, MUC-4 1992)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluation.documents import ROLES, Entity, GoldDocument, Role
from dateline.evaluation.roles import merged
from dateline.models import Article


def read_muc4(file: Path, corpus: str = "muc4") -> tuple[GoldDocument, ...]:
    """The documents of a file, in its order.

    A line is `{docid, doctext, templates: [{incident_type, PerpInd, PerpOrg, Target, Victim,
    Weapon}]}`; a role is a list of entities, an entity a list of `[mention, offset]`.

    Raises:
        InputError: It cannot be read, or is none of that kind.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
        return tuple(_document(json.loads(line), corpus) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{str(file)!r} is no MUC-4 file: {error!r}.") from error


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
