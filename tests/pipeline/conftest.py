"""A provider that answers from a script, and the pipeline run over it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.models import Article, Extraction
from dateline.pipeline.run import Options
from dateline.settings import Grounding, Retries
from dateline.testing import ScriptedProvider, run_scripted


@pytest.fixture
def scripted() -> type[ScriptedProvider]:
    """The provider's class."""
    return ScriptedProvider


@pytest.fixture
def extract() -> Callable[..., Extraction]:
    """The pipeline over one article, without retries of transport."""

    def extracted(
        article: Article,
        provider: ScriptedProvider,
        *,
        at_once: int = 4,
        grounding: Grounding = "strict",
    ) -> Extraction:
        retries = Retries(attempts=1, wait=0, deadline=20)
        options = Options(grounding=grounding)
        return run_scripted(article, provider, options=options, retries=retries, at_once=at_once)

    return extracted
