"""A provider's batches: submitted, looked at, found again, collected. Nothing is retried inside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from dateline.errors import ConfigError, DatelineError, ProviderError
from dateline.providers.base import Message
from dateline.providers.batches.anthropic import AnthropicBatches
from dateline.providers.batches.base import BatchProtocol, Line, Remote, Result, Said
from dateline.providers.batches.openai import OpenAIBatches
from dateline.providers.checks import check
from dateline.providers.failures import Failures
from dateline.providers.protocols import Reply, protocol
from dateline.providers.resolve import Resolved
from dateline.providers.schemas import prepare
from dateline.providers.sdk import read_reply
from dateline.providers.sdk_logs import keep_out_of_logs
from dateline.providers.specs import SPECS, BatchApi
from dateline.providers.transport import http_client
from dateline.settings import Settings

if TYPE_CHECKING:
    import httpx2

R = TypeVar("R")
_MOST_BYTES = 1024 * 1024 * 1024  # of results; they are read line by line
_NOT_FOUND = 404
_CLOCKS_DIFFER = 600.0  # seconds that the vendor's clock and ours may be apart


class StillOpen(Exception):
    """A batch may be the one that is looked for; that shows once it has ended."""


class BatchUnknown(ProviderError):
    """The provider does not know a batch: it is another account's, or was deleted."""


class ResultsGone(Exception):
    """A batch has ended, and its results are no longer kept."""


class BatchService:
    """One provider's batches.

    Args:
        resolved: Who is asked.
        settings: What it is checked against.

    Raises:
        ConfigError: It takes none, or cannot run here.

    Attributes:
        name: What the user calls the provider.
        account: Where the batches are, without anything secret.
        limits: What the vendor takes.
    """

    def __init__(self, resolved: Resolved, settings: Settings) -> None:
        if resolved.spec.batch is None:
            known = " and ".join(name for name, spec in SPECS.items() if spec.batch is not None)
            raise ConfigError(
                f"{resolved.name!r} takes no batches, or none that dateline knows.",
                hint=f"Leave --batch-api out, or name one of those that do: {known}.",
            )
        check(resolved, settings)
        for secret in (resolved.api_key, *resolved.secret_headers):
            keep_out_of_logs(secret)
        self.name = resolved.name
        self.model = resolved.model
        self.limits: BatchApi = resolved.spec.batch
        self.account = f"{resolved.spec.name} at {resolved.base_url}"
        self._resolved = resolved
        self._failures = Failures(resolved, resolved.api_key)
        self._protocol = protocol(resolved.spec.protocol)
        self._batches: BatchProtocol = (
            OpenAIBatches() if self.limits.vendor == "openai" else AnthropicBatches()
        )
        self._clients: dict[asyncio.AbstractEventLoop, tuple[Any, httpx2.AsyncClient]] = {}

    def body(self, messages: Sequence[Message], answer_type: type[BaseModel]) -> bytes:
        """The body of a request, the same as of one that is sent by itself."""
        request = self._protocol.request(self._resolved, messages, prepare(answer_type))
        return json.dumps(request, separators=(",", ":")).encode()

    async def submit(self, name: str, lines: Sequence[Line]) -> Remote:
        """Hand a batch over.

        Raises:
            TransportError: It may have been made, or not.
            ProviderError: It was not.
        """
        return await self._told(self._batches.submit(self._client(), name, lines))

    async def look(self, remote: str) -> Remote:
        """How far a batch is.

        Raises:
            BatchUnknown: There is no such batch there.
            ProviderError: That cannot be told now.
        """
        try:
            return await self._told(self._batches.look(self._client(), remote))
        except ProviderError as error:
            if error.status != _NOT_FOUND:
                raise
        raise BatchUnknown(
            f"{self.name} does not know the batch {remote!r} of this run.",
            provider=self.name,
            model=self.model,
            status=_NOT_FOUND,
            hint="Give the key of the account that it was handed to: what is in it was paid for.",
        )

    async def find(
        self, name: str, keys: Collection[str], begun: float, known: Collection[str]
    ) -> Remote | None:
        """A batch that may have been made, though nobody was told so; None where it was not.

        Args:
            name: What it was to be called.
            keys: The keys of its requests.
            begun: When it was handed over, by our clock.
            known: The ids of batches that it is not.

        Raises:
            StillOpen: That cannot be told before another batch has ended.
            ProviderError: That cannot be told now.
        """
        try:
            return await self._find(name, keys, begun - _CLOCKS_DIFFER, known)
        except (DatelineError, StillOpen):
            raise
        except Exception as error:
            failed = error
        raise self._ours(failed)

    async def results(self, remote: Remote) -> AsyncIterator[Result]:
        """What came of each request of a batch that has ended.

        Raises:
            ResultsGone: They are no longer kept.
            ProviderError: They cannot be had now.
        """
        lines = self._batches.results(self._client(), remote)
        while True:
            try:
                line = await anext(lines, None)
            except Exception as error:
                failed = error
            else:
                if line is None:
                    return
                said = self._said(line)
                if said is not None:
                    yield Result(said.key, self._came(said))
                continue
            ours = self._ours(failed)
            if isinstance(ours, ProviderError) and ours.status == _NOT_FOUND:
                raise ResultsGone
            raise ours

    async def aclose(self) -> None:
        """Close the connections that the running event loop has opened."""
        opened = self._clients.pop(asyncio.get_running_loop(), None)
        if opened is not None:
            await opened[1].aclose()

    async def _find(
        self, name: str, keys: Collection[str], since: float, known: Collection[str]
    ) -> Remote | None:
        is_open = False
        async for remote in self._batches.newest(self._client()):
            if remote.made < since:
                break
            if self._batches.keeps_names:
                if remote.name == name:
                    return remote
            elif remote.requests == len(keys) and remote.id not in known:
                if not remote.ended:
                    is_open = True
                elif await self._holds(remote, keys):
                    return remote
        if is_open:
            raise StillOpen
        return None

    async def _holds(self, remote: Remote, keys: Collection[str]) -> bool:
        """Whether the results of a batch are those of our requests: the first of them tells."""
        async for line in self._batches.results(self._client(), remote):
            said = self._said(line)
            return said is not None and said.key in keys
        return False

    def _said(self, line: str) -> Said | None:
        """What a line says; None where it is none, so that its request counts as not answered."""
        try:
            return self._batches.read(json.loads(line))
        except (ValueError, RecursionError, AttributeError):
            return None

    def _came(self, said: Said) -> Any:
        if said.error is not None:
            return self._failures.told(said.status or 400, said.error, {})
        if said.body is None:
            return self._failures.clean(said.unasked)
        try:
            return read_reply(Reply(said.body, {}), self._protocol, self._failures)
        except ProviderError as error:
            return error

    async def _told(self, sending: Awaitable[R]) -> R:
        try:
            return await sending
        except Exception as error:
            failed = error
        raise self._ours(failed)

    def _ours(self, failed: Exception) -> Exception:
        """Our error, to be raised out of reach of the handler: or else it would be its context."""
        if isinstance(failed, ValueError | KeyError | TypeError):
            return self._failures.malformed(f"{type(failed).__name__}: {failed}")
        ours = self._failures.sending(failed)
        if ours is not None and ours is not failed:
            ours.__cause__ = self._failures.cause(failed)
        return ours if ours is not None else failed

    def _client(self) -> Any:
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            resolved = self._resolved
            key = resolved.api_key.get_secret_value() if resolved.api_key is not None else "none"
            http = http_client(
                resolved.profile.timeout, local=resolved.local, most_bytes=_MOST_BYTES
            )
            self._clients[loop] = self._protocol.connect(resolved, key, http), http
        return self._clients[loop][0]
