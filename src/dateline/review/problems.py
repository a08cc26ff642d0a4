"""What is wrong with a record that a reviewer would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field.

    Attributes:
        path: The field, such as "casualties.0.count".
        message: What is wrong, in words for the reviewer.
        nearest: The real wording that is most like what was given, where any is.
    """

    path: str
    message: str
    nearest: str = ""


class NotAccepted(Exception):
    """A record that the article does not bear out, or that holds what no record may."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.path}: {p.message}" for p in problems))
        self.problems = tuple(problems)


def invalid(error: ValidationError) -> Iterator[Problem]:
    """What pydantic says, field by field."""
    for each in error.errors(include_url=False, include_input=False):
        words = each["msg"].removeprefix("Value error, ")
        yield Problem(".".join(map(str, each["loc"])), f"{words}.")
