"""Every fault, in every protocol: what comes of it, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.faults.matrix import (
    ATTEMPTS,
    BROKEN,
    FAULTS,
    PATIENT,
    PROTOCOLS,
    Fault,
    ProtocolName,
    Situation,
)
from tests.faults.replies import RIGHT_ANSWER, answer
from tests.faults.running import (
    Seen,
    endpoint,
    expected_usage,
    most_seconds,
    put,
    refused_address,
    write,
)
from tests.misbehaving import without_certificates
from tests.servers.dialect import REQUEST_ID, Dialect
from tests.servers.loopback import LoopbackServer

READY: tuple[ProtocolName, ...] = ("chat",)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@dataclass
class Both:
    """The server that is asked first, and the one behind it."""

    first: LoopbackServer
    behind: LoopbackServer


@pytest.fixture(scope="module")
def running() -> Iterator[Both]:
    """Two servers for all the cells."""
    both = Both(LoopbackServer(), LoopbackServer())
    yield both
    both.first.close()
    both.behind.close()


@pytest.fixture
def servers(running: Both, monkeypatch: pytest.MonkeyPatch) -> Both:
    """They know of nothing yet."""
    without_certificates(monkeypatch)
    running.first.forget()
    running.behind.forget()
    return running


@pytest.fixture(scope="module", autouse=True)
def _sdks_are_loaded() -> None:
    """The first question of a process loads an SDK; that is no time of a cell's."""
    server = LoopbackServer()
    for name in READY:
        dialect = PROTOCOLS[name]
        server.forget()
        server.add(answer(RIGHT_ANSWER)(dialect))
        put([endpoint(dialect, server.root)])
    server.close()


def cells() -> Iterator[object]:
    """Each cell that there is, those that do not hold yet marked so."""
    for protocol in READY:
        for fault in FAULTS:
            if protocol not in fault.protocols:
                continue
            for situation in fault.cells(ATTEMPTS):
                yield _cell(protocol, fault, situation)


def _cell(protocol: ProtocolName, fault: Fault, situation: Situation) -> object:
    why = BROKEN.get((protocol, fault.name))
    marks = [pytest.mark.xfail(reason=why)] if why else []
    name = f"{protocol}: {fault.name}, {situation}"
    return pytest.param(protocol, fault, situation, id=name, marks=marks)


@pytest.mark.parametrize(("protocol", "fault", "situation"), list(cells()))
def test_each_fault_comes_to_what_it_should(
    servers: Both, protocol: ProtocolName, fault: Fault, situation: Situation
) -> None:
    """The right error or recovery, and what is known of it.

    As many requests as can be of use, in bounded time; each token of the answers that came
    accounted for, and the valid records kept.
    """
    dialect, cell = PROTOCOLS[protocol], fault.cells(ATTEMPTS)[situation]
    write(fault, situation, dialect, servers.first)
    servers.behind.add(answer(RIGHT_ANSWER)(dialect))
    nobody_there = fault.reply is None
    url = refused_address() if nobody_there else servers.first.root
    asked = [endpoint(dialect, url, timeout=fault.timeout)]
    if situation == "with a fallback":
        asked.append(endpoint(dialect, servers.behind.root, "behind", PATIENT))

    seen = put(asked, measured=fault.most_memory is not None)

    outcome = seen.outcome
    assert (outcome.value.items if outcome.value else None) == _list(cell.records)
    assert (outcome.trouble, type(outcome.error)) == (cell.trouble, cell.error or type(None))
    assert outcome.call.attempts == cell.requests + cell.fallback
    assert len(servers.behind.requests) == cell.fallback
    if not nobody_there:
        assert [r.path for r in servers.first.requests] == [dialect.path] * cell.requests
    assert len(servers.first.counted) == cell.counted
    assert seen.usage == expected_usage(dialect, servers.first, servers.behind)
    assert seen.usage == sum((c.usage for c in seen.calls), type(seen.usage)())
    assert seen.seconds < most_seconds(fault, cell.requests + cell.fallback)
    _errors_say_what_is_known(fault, dialect, seen)
    if fault.most_memory is not None:
        assert seen.megabytes < fault.most_memory


def _list(records: tuple[int, ...] | None) -> list[int] | None:
    return list(records) if records is not None else None


def _errors_say_what_is_known(fault: Fault, dialect: Dialect, seen: Seen) -> None:
    """Each request's error has the class, status, id, wait and hint that are due."""
    errors = [c.error for c in seen.calls if c.error is not None]
    assert (errors == []) == (fault.error is None)
    for error in errors:
        assert type(error) is fault.error
        assert (error.provider, error.model, error.status) == ("mine", "m", fault.status)
        assert error.retryable == (fault.error is not None and fault.error.retryable)
        assert error.request_id == (REQUEST_ID if fault.with_id and dialect.id_header else None)
        assert fault.hint in error.hint
