"""A provider that can be asked, from what was resolved."""

from __future__ import annotations

from functools import partial

from dateline.providers.base import Provider, Recording
from dateline.providers.checks import check
from dateline.providers.embedded import EmbeddedProvider
from dateline.providers.resolve import Resolved
from dateline.providers.sdk import SdkProvider
from dateline.providers.sdk_logs import keep_out_of_logs
from dateline.settings import Settings


def build(resolved: Resolved, settings: Settings, recording: Recording | None = None) -> Provider:
    """The provider, checked; nothing is started or sent yet.

    Args:
        resolved: Who is to be asked.
        settings: What it is checked against.
        recording: Who keeps its answers and plays them, if anybody does.

    Raises:
        ConfigError: It cannot run here; see `check`.
    """
    plays = recording is not None and recording.plays
    check(resolved, settings, replaying=plays)
    for secret in (resolved.api_key, *resolved.secret_headers):
        keep_out_of_logs(secret)
    if resolved.spec.protocol == "embedded":
        return EmbeddedProvider(resolved, recording, partial(check, resolved, settings))

    async def checked(_request: object) -> None:
        check(resolved, settings)

    return SdkProvider(resolved, resolved.api_key, recording, checked if plays else None)
