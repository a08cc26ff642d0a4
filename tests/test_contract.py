"""The public contract: names, signatures, fields, one tree of errors."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

import dateline
from dateline import Article, Extraction, Extractor, Mention, Span, aextract, extract, extract_many

NAMES = [
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


def test_the_exported_names() -> None:
    """Names may be added; these stay."""
    assert dateline.__all__ == NAMES
    assert dir(dateline) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_imported(name: str) -> None:
    """And is what its own module calls so."""
    value = getattr(dateline, name)
    assert value is not None
    if name != "__version__":
        assert value.__name__ == name
        assert value.__doc__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As for any module."""
    with pytest.raises(AttributeError, match="'dateline' has no attribute 'extrakt'"):
        dateline.extrakt  # type: ignore[attr-defined]  # noqa: B018


def parameters(function: Callable[..., Any]) -> list[tuple[str, bool, bool]]:
    """Name, whether it is keyword-only, and whether it may be left out."""
    found = inspect.signature(function).parameters.values()
    return [
        (p.name, p.kind is p.KEYWORD_ONLY, p.default is None) for p in found if p.name != "self"
    ]


ONCE = [
    ("article", False, False),
    ("provider", True, True),
    ("published", True, True),
    ("settings", True, True),
]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (extract, ONCE),
        (aextract, ONCE),
        (
            Extractor,
            [
                ("provider", False, True),
                ("settings", True, True),
                ("hooks", True, True),
                ("record_types", True, False),
                ("answers", True, True),
                ("desk", True, True),
                ("elsewhere", True, True),
            ],
        ),
        (Extractor.extract, [("article", False, False), ("published", True, True)]),
        (Extractor.aextract, [("article", False, False), ("published", True, True)]),
        (
            Article.from_text,
            [
                ("text", False, False),
                ("published", True, True),
                ("title", True, True),
                ("source", True, True),
                ("url", True, True),
            ],
        ),
        (Article.from_html, [("html", False, False), ("url", True, True)]),
        (Article.from_file, [("path", False, False)]),
        (
            Article.locate,
            [("quote", False, False), ("within", True, True), ("near", True, True)],
        ),
        (
            Article.locate_all,
            [("quote", False, False), ("within", True, True), ("near", True, True)],
        ),
        (Article.nearest, [("quote", False, False)]),
        (
            extract_many,
            [
                ("articles", False, False),
                ("settings", False, True),
                ("provider", True, True),
                ("published", True, True),
                ("out", True, True),
                ("concurrency", True, True),
                ("budget", True, True),
                ("hooks", True, True),
                ("record_types", True, False),
                ("on_change", True, True),
                ("retry_failed", True, False),
                ("processes", True, False),
                ("dedupe", True, False),
                ("batch_api", True, False),
                ("live_after", True, True),
            ],
        ),
        (Extraction.to_frame, [("table", False, False), ("library", True, False)]),
        (Extraction.to_html, []),
        (dateline.Settings.load, [("path", False, True), ("arguments", False, False)]),
    ],
)
def test_signatures(function: Callable[..., Any], expected: list[tuple[str, bool, bool]]) -> None:
    """Options are keyword-only, and what may be left out defaults to None."""
    assert parameters(function) == expected


def test_what_is_async_and_what_is_not() -> None:
    """The facade waits; its core is awaited."""
    assert inspect.iscoroutinefunction(aextract)
    assert inspect.iscoroutinefunction(Extractor.aextract)
    assert not inspect.iscoroutinefunction(extract)
    assert inspect.isasyncgenfunction(dateline.aextract_many)
    assert not inspect.isasyncgenfunction(extract_many)
    assert not inspect.iscoroutinefunction(Extractor.extract)


def test_the_fields_of_a_result() -> None:
    """What the README and every user's code name."""
    assert set(Extraction.model_fields) >= {
        "schema_version",
        "article",
        "incidents",
        "statements",
        "policy_context",
        "findings",
        "receipt",
    }
    assert set(Span.model_fields) == {"start", "end", "text"}
    assert set(Mention.model_fields) >= {"text", "spans", "inferred", "reason", "found_by"}
    assert isinstance(inspect.getattr_static(Mention, "span"), property)


def test_one_error_tree() -> None:
    """Everything that dateline raises can be caught by one name."""
    from dateline import errors

    own = [
        e for e in vars(errors).values() if isinstance(e, type) and e.__module__ == errors.__name__
    ]
    assert all(issubclass(error, dateline.DatelineError) for error in own)
    assert all(error.__name__ in (errors.__doc__ or "") for error in own)
