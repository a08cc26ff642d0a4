"""A provider that can be asked, from what was resolved."""

from __future__ import annotations

from dateline.providers.base import Provider
from dateline.providers.embedded import EmbeddedProvider
from dateline.providers.resolve import Resolved, check
from dateline.providers.sdk import SdkProvider
from dateline.providers.sdk_logs import keep_out_of_logs
from dateline.settings import Settings


def build(resolved: Resolved, settings: Settings) -> Provider:
    """The provider, checked; nothing is started or sent yet.

    Raises:
        ConfigError: It cannot run here; see `check`.
    """
    check(resolved, settings)
    for secret in (resolved.api_key, *resolved.secret_headers):
        keep_out_of_logs(secret)
    if resolved.spec.protocol == "embedded":
        return EmbeddedProvider(resolved)
    return SdkProvider(resolved, resolved.api_key)
