"""One article put to a server that does as a test says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.observe import Hooks
from dateline.settings import BreakerSettings, Profile, Retries, Settings
from dateline.wiring import Extractor

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

TEXT = "The council of Ostermark met on Monday.\n\nIt adjourned without a vote, an official said."
EMPTY = '{"items": []}'


def extractor(
    *servers: MisbehavingServer, hooks: Hooks | None = None, at_once: int = 1, **profile: Any
) -> Extractor:
    """One that asks the first server, and the others where it fails; in one order at a time."""
    names = ["first", "second", "third"][: len(servers)]
    providers = {
        name: Profile(
            model="openai-compatible:m",
            base_url=server.url,
            fallback=tuple(names[number + 1 : number + 2]),
            **profile,
        )
        for number, (name, server) in enumerate(zip(names, servers, strict=True))
    }
    settings = Settings(
        default="first",
        providers=providers,
        retries=Retries(attempts=2, wait=0, deadline=20),
        breaker=BreakerSettings(enabled=False),
        concurrency=at_once,
        coders="model",
    )
    return Extractor(settings=settings, hooks=hooks)
