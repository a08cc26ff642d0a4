"""Packages that only some exports need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dateline.errors import MissingExtra


def needed(module: str, extra: str) -> Any:
    """The module of an extra.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        raise MissingExtra(
            f"This export needs {error.name}, which is not installed.",
            hint=f"pip install 'dateline[{extra}]'",
        ) from error
