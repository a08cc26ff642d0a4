"""The error tree: what is worth another try, and that nothing in it is dead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline import errors
from dateline.errors import DatelineError, ProviderError, RateLimited, TransportError

PACKAGE = Path(dateline.__file__).parent


def tree(base: type[DatelineError]) -> Iterator[type[DatelineError]]:
    """`base` and all below it."""
    yield base
    for below in base.__subclasses__():
        yield from tree(below)


CLASSES = [kind for kind in tree(DatelineError) if kind.__module__ == errors.__name__]


def names_used(module: ast.Module) -> set[str]:
    """The names that a module uses, except to catch them or to say their types."""
    caught = {
        id(name)
        for handler in ast.walk(module)
        if isinstance(handler, ast.ExceptHandler) and handler.type is not None
        for name in ast.walk(handler.type)
    }
    return {
        node.id
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and id(node) not in caught
    }


@cache
def used() -> set[str]:
    """Those that the package uses, of all its modules that speak of an error."""
    spoken_of = re.compile("|".join(kind.__name__ for kind in CLASSES))
    files = [path for path in PACKAGE.rglob("*.py") if path != Path(errors.__file__)]
    written = [path.read_text("utf-8") for path in files]
    return set[str]().union(*(names_used(ast.parse(w)) for w in written if spoken_of.search(w)))


def test_each_error_is_raised_somewhere_or_is_a_base() -> None:
    """What nobody raises is no part of the contract."""
    leaves = [kind.__name__ for kind in CLASSES if not kind.__subclasses__()]
    assert [name for name in leaves if name not in used()] == []


@pytest.mark.parametrize("kind", CLASSES)
def test_faults_of_transport_are_retryable_and_nothing_else_is(kind: type[DatelineError]) -> None:
    """The retry policy asks the class."""
    assert kind.retryable == issubclass(kind, TransportError)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """Every class stands there, under its base."""
    drawn: dict[str, str | None] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^    ((?:[│ ]   )*(?:[├└]── )?)(\w+)( {2,}.*)?$", line)
        if found is None:
            continue
        depth = len(found[1]) // 4
        above[depth:] = [found[2]]
        drawn[found[2]] = above[depth - 1] if depth else None
    base = {kind.__name__: kind.__base__ for kind in CLASSES}
    assert drawn == {
        name: None if name == "DatelineError" else parent.__name__
        for name, parent in base.items()
        if parent is not None
    }


def test_an_error_reads_as_its_message_and_its_hint() -> None:
    """The next step is part of what is shown."""
    assert str(DatelineError("It broke.", hint="Mend it.")) == "It broke. Mend it."
    assert str(DatelineError("It broke.")) == "It broke."


def test_a_providers_error_keeps_what_is_known_of_the_request() -> None:
    """For logs, and for the provider's support."""
    error = RateLimited(
        "Slow down.", provider="mine", model="m", status=429, request_id="req_1", retry_after=2.0
    )
    assert isinstance(error, ProviderError)
    assert (error.provider, error.model, error.status) == ("mine", "m", 429)
    assert (error.request_id, error.retry_after) == ("req_1", 2.0)
