"""What is wrong with an answer, in words that can go back to the model."""

from __future__ import annotations

from pydantic import ValidationError

_MOST = 8  # more of them say the same


def schema_problem(error: ValidationError) -> str:
    """Where an answer does not fit its schema."""
    problems = [
        f"{'.'.join(map(str, item['loc'])) or 'the answer'}: {item['msg']}"
        for item in error.errors(include_url=False)[:_MOST]
    ]
    return "; ".join(problems) + "."
