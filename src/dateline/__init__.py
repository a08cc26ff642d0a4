"""dateline: news articles into records that can be checked.

    from dateline import extract
    result = extract(text)
    result.incidents[0].casualties[0].count.low

Names are loaded when they are first used: `import dateline` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dateline._version import __version__

if TYPE_CHECKING:
    from dateline.batch import Outcome, aextract_many, extract_many
    from dateline.errors import DatelineError
    from dateline.models import (
        Actor,
        Article,
        Count,
        Extraction,
        Finding,
        Incident,
        Mention,
        Place,
        PolicyContext,
        Receipt,
        Record,
        Span,
        Statement,
        When,
    )
    from dateline.observe import CallEvent, FallbackEvent, Hooks, RetryEvent
    from dateline.pipeline.types import RecordType
    from dateline.settings import Settings
    from dateline.wiring import Extractor, aextract, extract

__all__ = [
    "Actor",
    "Article",
    "CallEvent",
    "Count",
    "DatelineError",
    "Extraction",
    "Extractor",
    "FallbackEvent",
    "Finding",
    "Hooks",
    "Incident",
    "Mention",
    "Outcome",
    "Place",
    "PolicyContext",
    "Receipt",
    "Record",
    "RecordType",
    "RetryEvent",
    "Settings",
    "Span",
    "Statement",
    "When",
    "__version__",
    "aextract",
    "aextract_many",
    "extract",
    "extract_many",
]

_HOMES = {
    **dict.fromkeys(("Extractor", "aextract", "extract"), "dateline.wiring"),
    **dict.fromkeys(("Outcome", "aextract_many", "extract_many"), "dateline.batch"),
    **dict.fromkeys(("CallEvent", "FallbackEvent", "Hooks", "RetryEvent"), "dateline.observe"),
    "RecordType": "dateline.pipeline.types",
    "Settings": "dateline.settings",
    "DatelineError": "dateline.errors",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "dateline.models")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
