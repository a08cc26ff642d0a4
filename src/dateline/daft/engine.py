"""Daft, imported when it is needed: the one place where it is, beside type names."""

from __future__ import annotations

from typing import Any

from dateline.errors import MissingExtra


def load() -> Any:
    """The package `daft`.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import pyarrow as pa  # noqa: F401  # what columns are handed over with

        import daft
    except ImportError as error:
        raise MissingExtra(
            "Dataframes need daft and pyarrow.", hint="Run: pip install 'dateline[daft]'."
        ) from error
    return daft


def runner() -> str:
    """Who runs dataframes in this process: "native" or "ray"."""
    from daft.runners import get_or_infer_runner_type

    return str(get_or_infer_runner_type())


def processors() -> int:
    """How many processors the Ray cluster has."""
    import ray
    from daft.runners import get_or_create_runner

    get_or_create_runner()  # connects to the cluster, or starts one on this machine
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def worker_name() -> str | None:
    """What Ray calls this worker, the same when it is started again; None elsewhere."""
    import sys

    if "ray" not in sys.modules:
        return None
    import ray

    if not ray.is_initialized():
        return None
    name = ray.get_runtime_context().get_actor_id()
    return str(name) if name else None
