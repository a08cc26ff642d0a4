"""Bodies that are too long, or compressed to be so once they are read."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import resource
import zlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
from tests.providers.wire import WIRES, ask

from dateline.errors import Malformed, Overloaded, ProviderError
from dateline.providers.transport import MOST_BYTES, BodyRefused, bounded, http_client
from dateline.settings import Timeouts

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

MEGABYTE = 1024 * 1024


def read(body: bytes, encoding: str = "identity", block: int = 65536) -> bytes:
    """The body as it is read, sent in blocks."""

    async def blocks() -> AsyncIterator[bytes]:
        for start in range(0, len(body), block):
            yield body[start : start + block]

    async def whole() -> bytes:
        return b"".join([part async for part in bounded(blocks(), encoding)])

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
    ],
)
def test_a_body_is_read_as_it_was_written(encoding: str, compress: type[bytes]) -> None:
    """Compressed or not, in small blocks too."""
    body = b'{"items": [14]}' * 100
    assert read(compress(body), encoding) == body
    assert read(compress(body), encoding, block=1) == body


def test_the_longest_body_is_read_and_one_byte_more_is_not() -> None:
    """The bound itself is within it."""
    assert len(read(bytes(MOST_BYTES))) == MOST_BYTES
    assert len(read(gzip.compress(bytes(MOST_BYTES), 1), "gzip")) == MOST_BYTES
    for body, encoding in (
        (bytes(MOST_BYTES + 1), "identity"),
        (gzip.compress(bytes(MOST_BYTES + 1), 1), "gzip"),
    ):
        with pytest.raises(BodyRefused, match="longer than 8 MB"):
            read(body, encoding)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_what_was_not_asked_for_is_not_decompressed(encoding: str) -> None:
    """Nothing bounds what comes of it."""
    with pytest.raises(BodyRefused, match="compressed as"):
        read(b"x", encoding)


def test_what_is_not_compressed_as_it_says_is_refused() -> None:
    """With the reason."""
    with pytest.raises(BodyRefused, match="cannot be decompressed"):
        read(b"not gzip", "gzip")


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """256 MB in one."""
    compressor = zlib.compressobj(level=1, wbits=31)
    blocks = [compressor.compress(bytes(MEGABYTE)) for _ in range(256)]
    return b"".join([*blocks, compressor.flush()])


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.parametrize("name", WIRES)
@pytest.mark.parametrize("status", [200, 500])
def test_a_bomb_fills_no_memory(
    server: MisbehavingServer, name: str, status: int, bomb: bytes
) -> None:
    """An error stays one, whatever else it would have said."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    server.say(bomb, status=status, headers={"Content-Encoding": "gzip"})
    with pytest.raises(ProviderError) as caught:
        ask(server.url, model=WIRES[name].model)
    assert type(caught.value) is (Malformed if status == 200 else Overloaded)
    assert status == 500 or "longer than 8 MB" in caught.value.message
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # in KB
    assert grown < 150 * 1024
    assert len(server.requests) == 1


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_requests_one_behind_the_other_share_a_connection_and_no_others() -> None:
    """At the same time each has one of its own; afterwards those that are open are taken again."""
    handlers: list[asyncio.Task[None] | None] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handlers.append(asyncio.current_task())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(0.01)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()
        await writer.wait_closed()

    async def run() -> list[int]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        opened = []
        async with http_client(Timeouts(), local=True) as client:
            for at_once in (1, 1, 1, 20, 20, 1):
                await asyncio.gather(*(client.get(url) for _ in range(at_once)))
                opened.append(len(handlers))
        await asyncio.gather(*filter(None, handlers))
        server.close()
        return opened

    assert asyncio.run(run()) == [1, 1, 1, 20, 20, 20]
