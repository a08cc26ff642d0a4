"""A job in a process of its own: the runner is chosen once for a process.

    python -m tests.daft.job '{"runner": "ray", "url": "http://127.0.0.1:1/v1", "articles": 20}'

It prints what came out, as JSON. With `kill`, one of its workers is killed as soon as the
checkpoint holds something.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.daft.made import settings, stories

import dateline.daft
from dateline.daft.checkpoint import Checkpoint


@dataclass
class Job:
    """What is to be done."""

    runner: str
    url: str
    articles: int
    out: str
    checkpoint: str | None = None
    concurrency: int = 8
    budget: str | None = None
    batch_size: int = 10
    workers: int | None = 2
    kill: bool = False

    def run(self) -> dict[str, Any]:
        """Do it, and say what came of it."""
        import daft

        if self.runner == "ray":
            import ray

            ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
            daft.set_runner_ray()
        budget = {"run": Decimal(self.budget)} if self.budget else {}
        df = dateline.daft.extract(
            daft.from_pydict(stories(self.articles)),
            settings(self.url, concurrency=self.concurrency, budget=budget),
            workers=self.workers,
            batch_size=self.batch_size,
            checkpoint=self.checkpoint,
            checkpoint_seconds=0.2,
        )
        killed: list[int] = []
        if self.kill:
            threading.Thread(target=self._kill_one, args=(killed,), daemon=True).start()
        df.write_parquet(self.out)
        return {"killed": killed}

    def _kill_one(self, killed: list[int]) -> None:
        """Kill a worker in the middle of its work."""
        assert self.checkpoint is not None
        while not Checkpoint(self.checkpoint).files():
            time.sleep(0.05)
        pid = _a_worker()
        os.kill(pid, signal.SIGKILL)
        killed.append(pid)


def _a_worker() -> int:
    """The process of one of this cluster's workers."""
    from ray._private.state import actors

    return next(
        int(actor["Pid"])
        for actor in actors().values()
        if actor["ActorClassName"] == "UDFActor" and actor["State"] == "ALIVE"
    )


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(Job(**json.loads(sys.argv[1])).run()) + "\n")
