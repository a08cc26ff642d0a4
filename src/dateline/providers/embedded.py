"""llama.cpp's server inside this process: loopback only, behind a random key, one slot."""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import SecretStr

from dateline.errors import ConfigError
from dateline.providers.base import Answer, Described, Message, Recording, T
from dateline.providers.own_file import CHOICES_CONTEXT_TOKENS
from dateline.providers.sdk import SdkProvider
from dateline.providers.weights import model_file

if TYPE_CHECKING:
    import httpx2

    from dateline.providers.resolve import Resolved

# What the server may keep of prompts that it has read; by itself it takes up to 8 GB.
_PROMPT_CACHE_MB = 256

# A base model has no chat template: the messages one after the other, the few-shot examples first.
_CONCATENATE = (
    "{%- for m in messages -%}{{ m['content'] }}"
    "{%- if not loop.last %}\n\n{% endif -%}{%- endfor -%}"
)


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that answers at `url` to whoever has `key`, for as long as `handle` lives."""

    url: str
    key: str = field(repr=False)
    handle: Any


_NO_SERVER = RunningServer("http://127.0.0.1:9/v1", "replayed", None)


class _Start(NamedTuple):
    """What a server is started with."""

    path: Path
    context_tokens: int
    own_template: bool


_running: dict[_Start, RunningServer] = {}
_lock = threading.Lock()


def start_server(
    path: Path, context_tokens: int = CHOICES_CONTEXT_TOKENS, *, own_template: bool = False
) -> RunningServer:
    """The server for the model at `path`, started at the first call of a process.

    Args:
        path: The model's file.
        context_tokens: What it reads and writes at most.
        own_template: Whether the file's chat template is used; the packaged model has none.

    Raises:
        ConfigError: llama.cpp cannot load the file.
    """
    wanted = _Start(path, context_tokens, own_template)
    with _lock:
        if wanted not in _running:
            if not _running:
                atexit.register(stop_servers)
            _running[wanted] = _start(wanted)
        return _running[wanted]


def stop_servers() -> None:
    """Stop what `start_server` started. Idle servers end with the process anyway."""
    with _lock:
        _running.clear()
        gc.collect()  # the server stops when its handle is collected


def _start(wanted: _Start) -> RunningServer:
    import xllamacpp

    path = wanted.path
    key = secrets.token_urlsafe(32)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    # Answers name the model; by default that is the file's path on this machine.
    params.model_alias = {path.stem}
    params.n_ctx = wanted.context_tokens
    # One slot keeps answers deterministic; swa_full lets Gemma reuse a cached prefix.
    params.n_parallel = 1
    params.swa_full = True
    params.cache_ram_mib = _PROMPT_CACHE_MB
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [key]
    params.ui = False
    params.verbosity = 0
    params.use_jinja = True
    if wanted.own_template:
        # A model that thinks would use up the answer's room; `extra_body` can let it.
        params.enable_reasoning = 0
        params.default_template_kwargs = {"enable_thinking": "false"}
    else:
        params.chat_template = _CONCATENATE
    threads = thread_count()
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    try:
        server = xllamacpp.Server(params)
    except Exception as error:
        raise ConfigError(
            f"llama.cpp cannot load {str(path)!r}: {error}.",
            hint="The file is damaged, too new for it, or needs more memory: docs/models.md.",
        ) from error
    return RunningServer(f"{server.listening_address}/v1", key, server)


def thread_count() -> int:
    """Threads for llama.cpp: half of the cores that this process may use, at least one.

    Its threads spin while they wait for each other, so that one neighbour on a shared core
    stalls them all: measured on two cores, two threads took 26 s for an article on a quiet
    machine and over 140 s beside one busy process, one thread 40 s and 48 s.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) // 2)


class EmbeddedProvider(Described):
    """The embedded model, started when it is first asked; for what a recording answers, it is not.

    Args:
        resolved: Which model, and how it is asked.
        recording: Who keeps its answers and plays them, if anybody does.
        ready: Raises the error that says what is missing here to ask it.
    """

    def __init__(
        self,
        resolved: Resolved,
        recording: Recording | None = None,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(resolved)
        self._recording = recording
        self._ready = ready
        self._chat: SdkProvider | None = None
        # One slot: a second question would wait inside the server and run into the timeout.
        self._turns: dict[asyncio.AbstractEventLoop, asyncio.Lock] = {}

    async def ask(self, messages: Sequence[Message], answer_type: type[T]) -> Answer[T]:
        """See `Provider.ask`."""
        turn = self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        async with turn:
            if self._chat is None:
                self._chat = await self._connected()
            return await self._chat.ask(messages, answer_type)

    async def aclose(self) -> None:
        """Close the connections; the server runs on, for whoever asks next in this process."""
        if self._chat is not None:
            await self._chat.aclose()

    async def _connected(self) -> SdkProvider:
        recorded = self._recording is not None
        server = _NO_SERVER if recorded else await asyncio.to_thread(self._server)
        profile = self.resolved.profile.model_copy(update={"base_url": server.url})
        return SdkProvider(
            replace(self.resolved, profile=profile),
            SecretStr(server.key),
            self._recording,
            self._to_server if recorded else None,
        )

    async def _to_server(self, request: httpx2.Request) -> None:
        """Turn a request to the server, which is started for it."""
        self._ready()
        server = await asyncio.to_thread(self._server)
        place = request.url.join(server.url)
        request.url = request.url.copy_with(scheme=place.scheme, host=place.host, port=place.port)
        request.headers["Host"] = place.netloc.decode("ascii")
        request.headers["Authorization"] = f"Bearer {server.key}"

    def _server(self) -> RunningServer:
        resolved = self.resolved
        rule = resolved.file_rule
        return start_server(
            model_file(self.model),
            resolved.context_tokens or CHOICES_CONTEXT_TOKENS,
            own_template=rule is not None and rule.template == "own",
        )
