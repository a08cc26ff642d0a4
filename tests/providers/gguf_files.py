"""Model files without weights, written by the package of those who made the format."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

TEMPLATE = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}"


def write_model(
    path: Path,
    *,
    parameters: int = 7_600_000_000,
    context: int | None = 32_768,
    template: str | None = TEMPLATE,
    **more: Any,
) -> Path:
    """A file whose header says this; where the weights would be is a hole that takes no room.

    `more` are further values by their keys, with `__` for a dot.
    """
    gguf = pytest.importorskip("gguf")
    import numpy as np

    writer = gguf.GGUFWriter(path, "llama")
    if context is not None:
        writer.add_context_length(context)
    if template is not None:
        writer.add_chat_template(template)
    writer.add_token_list(["<s>", "é", "report"])
    writer.add_token_scores([0.0, -1.0, -2.5])
    for key, value in more.items():
        add = writer.add_bool if isinstance(value, bool) else writer.add_string
        add(key.replace("__", "."), value)
    half = parameters // 2
    for name, count in (("a.weight", half), ("b.weight", parameters - half)):
        writer.add_tensor_info(name, (1, count), np.dtype(np.float16), 2 * count)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    os.truncate(path, path.stat().st_size + 2 * parameters + 64)
    return path
