"""Providers whose answers are replayed, and recorded from the embedded server."""

from __future__ import annotations

import os

import pytest
from pydantic import SecretStr

from dateline import Settings
from dateline.settings import Profile, Retries

MODEL = "gemma-3-270m"


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> Settings:
    """Providers of every protocol, at servers that answer only while recording.

    Behind all of them is the embedded model, and so all are asked by choices, as small models are;
    `whole` asks about the whole article at once, as frontier models are asked. Where each one's
    answers come from stands in `cassettes/README.md`.
    """
    url, key = "http://127.0.0.1:9/v1", "replayed"
    gateway, token = "http://127.0.0.1:9", "replayed"
    if request.node.get_closest_marker("gateway") and "GATEWAY_URL" in os.environ:
        gateway, token = os.environ["GATEWAY_URL"], os.environ["GATEWAY_TOKEN"]
    elif request.config.getoption("--record-mode") not in (None, "none"):
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
            **{
                provider: Profile(
                    model=f"{provider}:{MODEL}",
                    base_url=f"{gateway}/v1" if provider == "openai-responses" else gateway,
                    api_key=SecretStr(token),
                    asking="choices",
                    output_mode="json_schema",  # llama.cpp takes no tools as SDKs write them
                    max_tokens=512,
                )
                for provider in ("openai-responses", "anthropic", "google")
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
