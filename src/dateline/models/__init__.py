"""Values and records. Nothing here reads a file, asks a model or knows a provider."""

from dateline.models.article import Article, SetAside
from dateline.models.base import Derived, DerivedMark, FoundBy, Model
from dateline.models.draft import draft_model
from dateline.models.extraction import (
    SCHEMA_VERSION,
    Call,
    Extraction,
    Finding,
    FindingKind,
    PromptUsed,
    Receipt,
    Usage,
)
from dateline.models.records import Incident, PolicyContext, Record, Statement
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
    "Article",
    "Call",
    "Casualty",
    "Claim",
    "Count",
    "Derived",
    "DerivedMark",
    "Extraction",
    "Finding",
    "FindingKind",
    "FoundBy",
    "Incident",
    "Mention",
    "Model",
    "Perpetrator",
    "Place",
    "PlaceCandidate",
    "PolicyContext",
    "PromptUsed",
    "Receipt",
    "Record",
    "SetAside",
    "Span",
    "Statement",
    "Usage",
    "When",
    "draft_model",
]
