"""What a page of ours may do: nothing but what it was made with, told by digest."""

from __future__ import annotations

import base64
from hashlib import sha256


def content_policy(style: str, script: str | None = None) -> str:
    """A Content-Security-Policy that allows one style sheet, at most one script, and no request."""
    rules = ["default-src 'none'", f"style-src {_source(style)}"]
    if script is not None:
        rules.append(f"script-src {_source(script)}")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _source(text: str) -> str:
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
