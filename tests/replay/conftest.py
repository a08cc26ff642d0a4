"""Providers whose answers are replayed, and recorded from the embedded server."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from dateline import Settings
from dateline.settings import Profile, Retries

MODEL = "gemma-3-270m"


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> Settings:
    """Both chat-completion providers, at a server that answers only while recording.

    Behind both is the embedded model, and so both are asked by choices, as small models are;
    `whole` asks about the whole article at once, as frontier models are asked.
    """
    url, key = "http://127.0.0.1:9/v1", "replayed"
    if request.config.getoption("--record-mode") not in (None, "none"):
        from dateline.providers.embedded import start_server
        from dateline.providers.weights import model_file

        server = start_server(model_file(MODEL))
        url, key = server.url, server.key
    return Settings(
        providers={
            **{
                provider: Profile(
                    model=f"{provider}:{MODEL}",
                    base_url=url,
                    api_key=SecretStr(key),
                    asking="choices",
                    max_tokens=512,
                )
                for provider in ("openai", "openai-compatible")
            },
            "whole": Profile(
                model=f"openai:{MODEL}",
                base_url=url,
                api_key=SecretStr(key),
                max_tokens=600,
                timeout=600,
            ),
        },
        # One slot answers one question at a time; a replayed fault is no reason to wait.
        concurrency=1,
        retries=Retries(attempts=1, deadline=1200),
    )
