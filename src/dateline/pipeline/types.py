"""The record types: what is asked, by which prompt, into which list of the extraction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.models import Incident, PolicyContext, Record, Statement

RecordName = Literal["incident", "statement", "policy-context"]


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record.

    Attributes:
        name: Its name, which is also its prompt's.
        model: The record itself.
        most: The most that one answer may hold: an unbounded list runs to the token limit.
    """

    name: RecordName
    model: type[Record]
    most: int


INCIDENT = RecordType("incident", Incident, 12)
STATEMENT = RecordType("statement", Statement, 40)
POLICY = RecordType("policy-context", PolicyContext, 20)
RECORD_TYPES = (INCIDENT, STATEMENT, POLICY)
