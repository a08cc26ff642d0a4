"""Values and records. Nothing here reads a file, asks a model or knows a provider."""

from dateline.models.actors import KnownActor
from dateline.models.agreement import FieldAgreement, agreement
from dateline.models.article import Article, Dateline, SetAside
from dateline.models.base import Derived, DerivedMark, FoundBy, Model
from dateline.models.draft import draft_model
from dateline.models.extraction import (
    SCHEMA_VERSION,
    ActorIdentity,
    Call,
    Coverage,
    Extraction,
    Finding,
    FindingKind,
    PromptUsed,
    Receipt,
    Share,
    Usage,
)
from dateline.models.records import Incident, OtherRecord, PolicyContext, Record, Statement
from dateline.models.text import Mention, Span
from dateline.models.values import (
    Actor,
    Casualty,
    Claim,
    Count,
    Perpetrator,
    Place,
    PlaceCandidate,
    When,
)

__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "ActorIdentity",
    "Article",
    "Call",
    "Casualty",
    "Claim",
    "Count",
    "Coverage",
    "Dateline",
    "Derived",
    "DerivedMark",
    "Extraction",
    "FieldAgreement",
    "Finding",
    "FindingKind",
    "FoundBy",
    "Incident",
    "KnownActor",
    "Mention",
    "Model",
    "OtherRecord",
    "Perpetrator",
    "Place",
    "PlaceCandidate",
    "PolicyContext",
    "PromptUsed",
    "Receipt",
    "Record",
    "SetAside",
    "Share",
    "Span",
    "Statement",
    "Usage",
    "When",
    "agreement",
    "draft_model",
]
