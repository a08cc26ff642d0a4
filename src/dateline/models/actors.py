"""Actors that a user knows: the names, aliases and kinds of a list of one's own."""

from __future__ import annotations

from dateline.models.base import Model
from dateline.models.vocabulary import ActorKind


class KnownActor(Model):
    """One entry of a user's actor list."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
