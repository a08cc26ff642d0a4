"""Every fault, in every protocol: what comes of it, and what it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from tests.faults.cells import ATTEMPTS, Cell, Fault, ProtocolName, Situation
from tests.faults.matrix import BROKEN, FAULTS, PROTOCOLS
from tests.faults.replies import RIGHT_ANSWER, answer, error
from tests.faults.running import (
    PRICE,
    Seen,
    close_providers,
    endpoint,
    most_seconds,
    put,
    run,
    write,
)
from tests.misbehaving import without_certificates
from tests.servers.dialect import REQUEST_ID, Dialect
from tests.servers.loopback import LoopbackServer, Request

from dateline.errors import BadAnswer, ConnectionLost, ProviderError, TimedOut
from dateline.models import Usage
from dateline.usage import cost_of

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

_WAITING, _WORKING = 10, 3
"""Cells of a protocol that are run at the same time: those that wait for what does not come, and
the others, which keep the machine busy."""

_APART = 0.03
"""Seconds between the beginnings of cells that wait, so that they do not wait for each other."""


@dataclass(frozen=True)
class Ran:
    """A cell that was run.

    Attributes:
        situation: In which the fault came.
        seen: What was seen of the question, or what was raised in place of an outcome.
        asked: The requests to the provider.
        counted: The tokens that its answers said.
        behind: The same of the one behind it.
    """

    situation: Situation
    seen: Seen | BaseException
    asked: list[Request]
    counted: list[Usage]
    behind: list[Request]
    counted_behind: list[Usage]


Key = tuple[str, Situation]


class Matrix:
    """The cells of each protocol, run when the first of them is asked for."""

    def __init__(self) -> None:
        self._ran: dict[ProtocolName, Mapping[Key, Ran]] = {}
        self._idle = [(LoopbackServer(), LoopbackServer()) for _ in range(_WAITING + _WORKING)]
        self._servers = list(self._idle)

    def ran(self, protocol: ProtocolName, fault: Fault, situation: Situation) -> Ran:
        """A cell."""
        if protocol not in self._ran:
            self._ran[protocol] = asyncio.run(self._all(protocol))
        return self._ran[protocol][fault.name, situation]

    def close(self) -> None:
        """Stop the servers."""
        for first, behind in self._servers:
            first.close()
            behind.close()

    async def _all(self, protocol: ProtocolName) -> Mapping[Key, Ran]:
        dialect = PROTOCOLS[protocol]
        await self._warm(dialect)
        measured = [f for f in _faults(protocol) if f.most_memory is not None]
        waiting = [f for f in _faults(protocol) if f.per_request > 0]
        working = [f for f in _faults(protocol) if f not in waiting and f not in measured]
        ran = await asyncio.gather(
            self._these(dialect, waiting, _WAITING, _APART),
            self._these(dialect, working, _WORKING),
        )
        # Memory is measured alone.
        all_of_them = ran[0] | ran[1] | await self._these(dialect, measured, 1)
        await close_providers()
        return all_of_them

    async def _these(
        self, dialect: Dialect, faults: Sequence[Fault], at_once: int, apart: float = 0.0
    ) -> dict[Key, Ran]:
        turns = asyncio.Semaphore(at_once)
        cells = [(f, s) for f in faults for s in f.cells(ATTEMPTS)]
        jobs = [self._one(dialect, *c, turns, n * apart) for n, c in enumerate(cells)]
        return dict(await asyncio.gather(*jobs))

    async def _one(
        self,
        dialect: Dialect,
        fault: Fault,
        situation: Situation,
        turns: asyncio.Semaphore,
        later: float,
    ) -> tuple[Key, Ran]:
        await asyncio.sleep(later)
        async with turns:
            first, behind = self._idle.pop()
            write(fault, situation, dialect, first)
            behind.add(answer(RIGHT_ANSWER)(dialect))
            there = nullcontext(first.root) if fault.reply is not None else fault.address()
            seen: Seen | BaseException
            try:
                with there as url:
                    seen = await run(dialect, fault, situation, url, behind.root)
            except Exception as raised:  # it is that cell's failure, and no other's
                seen = raised
            told = (first.requests, first.counted, behind.requests, behind.counted)
            ran = Ran(situation, seen, *map(list[Any], told))
            first.forget()
            behind.forget()
            self._idle.append((first, behind))
        return (fault.name, situation), ran

    async def _warm(self, dialect: Dialect) -> None:
        """The first question of a process loads an SDK; that is no time of a cell's."""
        server = self._servers[0][0]
        server.add(error("overloaded", 503)(dialect), answer(RIGHT_ANSWER)(dialect))
        await put(endpoint(dialect, server.root))
        server.forget()


@pytest.fixture(scope="module")
def matrix() -> Iterator[Matrix]:
    """All cells, each run once."""
    with pytest.MonkeyPatch.context() as patch:
        without_certificates(patch)
        whole = Matrix()
        yield whole
        whole.close()


def _faults(protocol: ProtocolName) -> Iterator[Fault]:
    return (fault for fault in FAULTS if protocol in fault.protocols)


def rows() -> Iterator[object]:
    """Each fault in each protocol, those that do not hold yet marked so."""
    for protocol in PROTOCOLS:
        for fault in _faults(protocol):
            why = BROKEN.get((protocol, fault.name))
            marks = [pytest.mark.xfail(reason=why)] if why else []
            yield pytest.param(protocol, fault, id=f"{protocol}: {fault.name}", marks=marks)


@pytest.mark.parametrize(("protocol", "fault"), list(rows()))
def test_each_fault_comes_to_what_it_should(
    matrix: Matrix, protocol: ProtocolName, fault: Fault
) -> None:
    """The right error or recovery, and what is known of it, in each situation.

    As many requests as can be of use, in bounded time; each token of the answers that came
    accounted for, and the valid records kept.
    """
    for situation, cell in fault.cells(ATTEMPTS).items():
        ran = matrix.ran(protocol, fault, situation)
        if isinstance(ran.seen, BaseException):
            raise ran.seen
        assert _came_of(ran) == (situation, cell)
        _requests_are_told_of(protocol, fault, ran)
        assert ran.seen.seconds < most_seconds(fault, cell.requests + cell.fallback), situation
        if fault.most_memory is not None:
            assert 0 < ran.seen.megabytes < fault.most_memory, situation
        for call in ran.seen.calls:
            assert (call.error is None) or fault.error is not None, situation
            if call.error is not None:
                _says_what_is_known(protocol, fault, call.error)


def _came_of(ran: Ran) -> tuple[Situation, Cell]:
    """The cell as it was seen."""
    assert isinstance(ran.seen, Seen)
    outcome = ran.seen.outcome
    return ran.situation, Cell(
        records=tuple(outcome.value.items) if outcome.value is not None else None,
        error=type(outcome.error) if outcome.error is not None else None,
        trouble=outcome.trouble,
        requests=outcome.call.attempts - len(ran.behind),
        counted=len(ran.counted),
        fallback=len(ran.behind),
    )


def _requests_are_told_of(protocol: ProtocolName, fault: Fault, ran: Ran) -> None:
    """The receipt and the hooks have the requests that the servers saw, and their tokens."""
    assert isinstance(ran.seen, Seen)
    dialect, call = PROTOCOLS[protocol], ran.seen.outcome.call
    assert len(ran.seen.calls) == call.attempts
    if fault.reply is not None:
        paths = [request.path for request in (*ran.asked, *ran.behind)]
        assert paths == [dialect.path] * call.attempts
    counted = [dialect.counted(usage) for usage in (*ran.counted, *ran.counted_behind)]
    assert call.usage == sum(counted, Usage())
    assert call.usage == sum((each.usage for each in ran.seen.calls), Usage())
    charged = sum((cost_of(PRICE, usage) for usage in counted), Decimal(0))
    # Of what broke off, nobody knows whether it was charged: the worst is taken for spent.
    open_ = any(isinstance(c.error, TimedOut | ConnectionLost | BadAnswer) for c in ran.seen.calls)
    assert (ran.seen.spent > charged) if open_ else (ran.seen.spent == charged)


def _says_what_is_known(protocol: ProtocolName, fault: Fault, error: ProviderError) -> None:
    """An error has the class, status, id, wait and hint that are due."""
    has_id = fault.with_id and PROTOCOLS[protocol].id_header is not None
    assert type(error) is fault.error
    assert error.retryable == type(error).retryable
    assert (error.provider, error.model) == ("mine", "m")
    assert error.status == fault.status_in.get(protocol, fault.status)
    assert error.request_id == (REQUEST_ID if has_id else None)
    assert fault.hint in error.hint
    if error.retryable and fault.retry_after is None:
        assert error.retry_after is None
    elif error.retryable:
        assert error.retry_after is not None
        assert fault.retry_after - 5 <= error.retry_after <= fault.retry_after + fault.per_request


@pytest.mark.slow
def test_a_wait_that_the_server_asks_for_is_waited(matrix: Matrix) -> None:
    """Longer than the backoff of these tests would be; so the time of a cell is one of waiting."""
    for protocol in PROTOCOLS:
        for fault in _faults(protocol):
            if fault.retry_after == 0.05:
                ran = matrix.ran(protocol, fault, "always")
                assert isinstance(ran.seen, Seen)
                assert ran.seen.seconds >= (ATTEMPTS - 1) * 0.05


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_right_answer_has_the_id_of_its_request(matrix: Matrix, protocol: ProtocolName) -> None:
    """Where the provider gives one."""
    ran = matrix.ran(protocol, FAULTS[0], "once")
    assert isinstance(ran.seen, Seen)
    expected = REQUEST_ID if PROTOCOLS[protocol].id_header else None
    assert ran.seen.calls[-1].request_id == expected
