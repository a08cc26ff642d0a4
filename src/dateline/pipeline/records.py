"""The records of an article on their way between two stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from dateline.models import Incident, PolicyContext, Record, Span, Statement

R = TypeVar("R", bound=Record)


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
        sorted_: tuple[list[Any], ...] = ([], [], [], [])
        for record in records:
            sorted_[_place_of(type(record))].append(record)
        return cls(*map(tuple, sorted_))

    @property
    def incident_evidence(self) -> list[Span]:
        """The sentences that incidents rest on, one after another; several may name the same."""
        return [span for incident in self.incidents for span in incident.evidence]

    def __add__(self, other: Records) -> Records:
        return Records(
            self.incidents + other.incidents,
            self.statements + other.statements,
            self.policy + other.policy,
            self.own + other.own,
        )


@cache  # of a pydantic model `isinstance` is slow
def _place_of(kind: type[Record]) -> int:
    ours = (Incident, Statement, PolicyContext)
    return next((at for at, one in enumerate(ours) if issubclass(kind, one)), len(ours))


def name_of(record: Record) -> str:
    """What a finding calls a reading by that has no id yet; ids are given when all are linked."""
    return f"#{id(record)}"


def named(record: R, name: str) -> R:
    """The record under a name that findings know."""
    return record.model_copy(update={"id": name})
