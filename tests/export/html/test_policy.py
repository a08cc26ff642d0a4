"""What a page may do."""

from __future__ import annotations

import base64
from hashlib import sha256

from dateline.export.html.policy import content_policy


def digest(text: str) -> str:
    """As a policy names it."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_page_may_do_nothing_but_what_it_was_made_with() -> None:
    """No request, no script, no frame, no form; its style by its digest."""
    assert content_policy("p {}") == (
        f"default-src 'none'; style-src {digest('p {}')}; base-uri 'none'; form-action 'none'"
    )


def test_a_script_is_allowed_by_its_digest() -> None:
    """That one, and no handler in the page."""
    policy = content_policy("p {}", "go();")
    assert f"script-src {digest('go();')};" in policy
    assert "unsafe" not in policy
