"""A JSON Lines file of a corpus, read document by document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.evaluation.documents import GoldDocument


def read_json_lines(
    file: Path, kind: str, document: Callable[[Any], GoldDocument]
) -> tuple[GoldDocument, ...]:
    """The documents of a file, one for each line that is not blank, in its order.

    Args:
        file: The file.
        kind: What it is to be a file of, as an error says it.
        document: Makes one of a line's value.

    Raises:
        InputError: It cannot be read, or is none of that kind.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
        return tuple(document(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{str(file)!r} is no {kind} file: {error!r}.") from error
