"""The scripted provider, as users have it."""

from __future__ import annotations

import pytest

from dateline import Article
from dateline.errors import Overloaded
from dateline.settings import Retries
from dateline.testing import ScriptedProvider, run_scripted

ARTICLE = Article.from_text(
    "Gunmen killed nine officers in Ghazni province on Sunday, police said."
)


@pytest.mark.parametrize("asking", ["article", "choices"])
def test_without_a_script_it_answers_with_nothing(asking: str) -> None:
    """And notes what it was asked."""
    provider = ScriptedProvider(asking=asking)  # type: ignore[arg-type]
    result = run_scripted(ARTICLE, provider)
    assert not any(s.found_by == "model" for s in result.statements)
    assert provider.asked


def test_an_exception_in_the_script_is_raised_by_the_provider() -> None:
    """As a provider would: one failed question costs the others nothing."""
    trouble = Overloaded("busy", provider="scripted", model="script-1")
    provider = ScriptedProvider({"Incident": [trouble]})
    result = run_scripted(ARTICLE, provider, retries=Retries(attempts=1))
    assert any(f.kind == "unanswered" and "busy" in f.message for f in result.findings)
