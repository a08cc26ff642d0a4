"""The errors that dateline raises."""

from __future__ import annotations

import pickle

import pytest

from dateline import errors
from dateline.errors import DatelineError, ProviderError, RateLimited


def test_an_error_goes_through_a_pipe_as_it_is() -> None:
    """With what it knows, though most of that is given by name."""
    error = RateLimited(
        "too many", provider="p", model="m", status=429, retry_after=3.0, hint="Wait."
    )
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is RateLimited
    assert vars(other) == vars(error)
    assert str(other) == str(error) == "too many Wait."


@pytest.mark.parametrize(
    "kind",
    [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, DatelineError)],
)
def test_every_kind_does(kind: type[DatelineError]) -> None:
    """Whatever it is made with."""
    more = {"provider": "p", "model": "m"} if issubclass(kind, ProviderError) else {}
    error = kind("no", **more)
    other = pickle.loads(pickle.dumps(error))
    assert (type(other), vars(other), other.args) == (kind, vars(error), error.args)
