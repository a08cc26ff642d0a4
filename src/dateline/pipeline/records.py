"""The records of an article on their way between two stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.models import Incident, PolicyContext, Record, Statement


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article, by type."""

    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    policy: tuple[PolicyContext, ...] = ()
    own: tuple[Record, ...] = ()
    """Those of the user's own types."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> Records:
        """Records of any types, sorted into theirs."""
        held = tuple(records)
        return cls(
            tuple(r for r in held if isinstance(r, Incident)),
            tuple(r for r in held if isinstance(r, Statement)),
            tuple(r for r in held if isinstance(r, PolicyContext)),
            tuple(r for r in held if not isinstance(r, Incident | Statement | PolicyContext)),
        )

    def __add__(self, other: Records) -> Records:
        return Records(
            self.incidents + other.incidents,
            self.statements + other.statements,
            self.policy + other.policy,
            self.own + other.own,
        )
