"""Why paragraphs are set aside, one reason or None for each."""

from __future__ import annotations

from typing import Literal

Reason = Literal["menu", "caption", "promotion", "footer", "repeated"]
Reasons = list[Reason | None]


def headline(reasons: Reasons) -> int:
    """The first paragraph that shows no sign: never set aside for what stands beside it."""
    return next((n for n, reason in enumerate(reasons) if reason is None), 0)
