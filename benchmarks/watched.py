"""A command run and watched: seconds, processor time, and the memory of all its processes."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from load import ROOT


@dataclass
class Ran:
    """One run of a command.

    Attributes:
        seconds: From start to end, the start of the process included.
        cpu: Seconds of processor time.
        memory: The process and its children, in MB, twice a second.
        text: What it printed.
    """

    seconds: float
    cpu: float
    memory: list[float] = field(default_factory=list)
    text: str = ""

    @property
    def peak(self) -> float:
        return max(self.memory, default=0.0)

    @property
    def growth(self) -> float:
        """The last quarter's memory against the second's."""
        quarters = [
            self.memory[i * len(self.memory) // 4 :][: max(1, len(self.memory) // 4)]
            for i in (1, 3)
        ]
        second, last = (sum(q) / max(1, len(q)) for q in quarters)
        return last / second if second else 1.0


def watched(command: Sequence[str], name: str, folder: Path) -> Ran:
    """Run a command in `folder`, with this checkout's own code wherever that is.

    Raises:
        SystemExit: It failed; `name` says what.
    """
    before, started = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # With bytecode kept, as an installed package has it.
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": ""},
    )
    memory: list[float] = []
    watching = threading.Thread(target=_watch, args=(process, memory), daemon=True)
    watching.start()
    out, err = process.communicate()
    seconds = time.perf_counter() - started
    watching.join()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}: {err[-2000:]}")
    user = after.children_user - before.children_user
    return Ran(seconds, user + after.children_system - before.children_system, memory, out)


def processor_time() -> float:
    """Seconds of this process and of all that it has started, whether they have ended or not."""
    running = sum(map(_ticks, _family(os.getpid())[1:]))
    return sum(os.times()[:4]) + running / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    """Of a process and of those that it has seen end."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    # Behind the name, which may hold spaces: user, system, and the same of its children.
    return sum(map(int, stat.rpartition(")")[2].split()[11:15]))


def _watch(process: subprocess.Popen[str], memory: list[float]) -> None:
    while process.poll() is None:
        memory.append(sum(map(_resident, _family(process.pid))))
        time.sleep(0.5)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _resident(pid: int) -> float:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0
