"""A provider that is asked through its vendor's SDK, over whichever protocol."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dateline.providers.allowance import read_allowance
from dateline.providers.base import Answer, Described, Message, Recording, T
from dateline.providers.failures import Failures, request_id
from dateline.providers.problems import schema_problem
from dateline.providers.protocols import NoAnswer, Reading, Reply, WireProtocol, protocol
from dateline.providers.schemas import parse, prepare
from dateline.providers.transport import BeforeSending, http_client

if TYPE_CHECKING:
    import httpx2
    from pydantic import SecretStr

    from dateline.providers.resolve import Resolved


class SdkProvider(Described):
    """A server that speaks one of the protocols.

    Args:
        resolved: Who is asked.
        api_key: The key, or None where the server wants none.
        recording: Who keeps its answers and plays them, if anybody does.
        before_sending: What is done before a request leaves that no recording answers.
    """

    def __init__(
        self,
        resolved: Resolved,
        api_key: SecretStr | None,
        recording: Recording | None = None,
        before_sending: BeforeSending | None = None,
    ) -> None:
        super().__init__(resolved)
        self._key = api_key
        self._recording = recording
        self._before_sending = before_sending
        self._failures = Failures(resolved, api_key)
        self._protocol = protocol(resolved.spec.protocol)
        self._clients: dict[asyncio.AbstractEventLoop, tuple[Any, httpx2.AsyncClient]] = {}

    async def ask(self, messages: Sequence[Message], answer_type: type[T]) -> Answer[T]:
        """See `Provider.ask`."""
        prepared = prepare(answer_type)
        request = self._protocol.request(self.resolved, messages, prepared)
        try:
            reply = await self._protocol.send(self._client(), request)
        except Exception as error:
            failed = error
        else:
            return self._answer(reply, prepared)
        # Out of reach of the handler: its error would be the context of ours, with all it says.
        ours = self._failures.sending(failed)
        if ours is None:
            raise failed  # a fault of ours
        raise ours from self._failures.cause(failed)

    async def aclose(self) -> None:
        """Close the connections that the running event loop has opened."""
        opened = self._clients.pop(asyncio.get_running_loop(), None)
        if opened is not None:
            _, http = opened  # what an SDK did not make, not every SDK closes
            await http.aclose()

    def _client(self) -> Any:
        """The client of the running event loop: its connections belong to one loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            for other in [other for other in self._clients if other.is_closed()]:
                del self._clients[other]
            resolved = self.resolved
            # The SDKs want a key where the server wants none.
            key = self._key.get_secret_value() if self._key is not None else "none"
            http = http_client(
                resolved.profile.timeout,
                local=resolved.local,
                recording=self._recording,
                before_sending=self._before_sending,
            )
            self._clients[loop] = self._protocol.connect(resolved, key, http), http
        return self._clients[loop][0]

    def _answer(self, reply: Reply, prepared: type[T]) -> Answer[T]:
        """What the model answered, whether it can be used or not."""
        reading = read_reply(reply, self._protocol, self._failures)
        value, problem = self._value(reading, prepared)
        return Answer(
            value=value,
            raw=reading.text,
            usage=reading.usage,
            problem=problem,
            stopped=reading.stopped,
            request_id=self._failures.clean(request_id(reply.headers)) or None,
            allowance=read_allowance(reply.headers),
        )

    def _value(self, reading: Reading, prepared: type[T]) -> tuple[T | None, str | None]:
        if reading.stopped == "length":
            return None, "It was cut off at the token limit."
        if reading.stopped == "refused":
            return None, "The model declined to answer."
        try:
            return parse(prepared, reading.text, fenced=self.fenced), None
        except ValidationError as error:
            return None, self._failures.clean(schema_problem(error))


def read_reply(reply: Reply, protocol: WireProtocol[Any], failures: Failures) -> Reading:
    """What the body of an answer says, without the key.

    Raises:
        ProviderError: It is no answer.
    """
    body, problem = _json(reply.body)
    reported = failures.reported(body, reply.headers)
    if reported is not None:
        raise reported
    if problem is None:
        try:
            reading = protocol.read(body)
        except NoAnswer as none:
            problem = str(none)
        else:
            # Before anything is made of it: records, findings and errors show a model's words.
            return replace(reading, text=failures.clean_answer(reading.text))
    raise failures.malformed(problem, reply)


def _json(body: bytes) -> tuple[Any, str | None]:
    """The JSON of a body, or else why there is none."""
    try:
        return json.loads(body), None
    except (ValueError, RecursionError) as unreadable:
        return None, f"{type(unreadable).__name__}: {unreadable}"
