"""The cassettes of a folder, one after the other: what is in them, and what must not be."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import BadCassette
from dateline.models import PromptUsed
from dateline.recording.bounds import read_text
from dateline.recording.files import read_data, write_data
from dateline.recording.scrubbing import private_names
from dateline.recording.secrets import known_secrets, secrets_in, without_secrets


@dataclass(frozen=True, slots=True)
class Held:
    """One cassette.

    Attributes:
        path: Its file.
        interactions: Requests with their answers.
        recorded: When the oldest of them was recorded, a time or a day; or None.
        models: Who was asked.
        prompts: What the requests were made of, where that was noted.
        size: In bytes, as it is on the disk.
    """

    path: Path
    interactions: int
    recorded: str | None
    models: tuple[str, ...]
    prompts: tuple[PromptUsed, ...]
    size: int


def look(path: Path) -> Held:
    """What a cassette holds.

    Raises:
        BadCassette: It cannot be read, or is not safe to read.
    """
    data = read_data(path)
    times = sorted(filter(None, (i["response"]["recorded_at"] for i in data["interactions"])))
    models = Counter(filter(None, (_model(i["request"]) for i in data["interactions"])))
    try:
        noted = tuple(PromptUsed.model_validate(p) for p in data["metadata"].get("prompts", ()))
    except (ValueError, TypeError) as error:
        raise BadCassette(f"The cassette {str(path)!r} notes prompts that are none.") from error
    return Held(
        path,
        len(data["interactions"]),
        times[0] if times else None,
        tuple(sorted(models)),
        noted,
        path.stat().st_size,
    )


def secrets_of(path: Path) -> list[str]:
    """What of a cassette's text looks like a secret, by kind.

    Raises:
        BadCassette: It cannot be read.
    """
    text = read_text(path)
    kinds = list(dict.fromkeys(secrets_in(text)))
    known = known_secrets()
    if known and without_secrets(text, known) != without_secrets(text):
        kinds.append("a key of this environment")
    names = dict.fromkeys(n for i in read_data(path)["interactions"] for n in private_names(i))
    return [*kinds, *(f"a secret under {name!r}" for name in names)]


def keep_only(path: Path, indices: Collection[int]) -> None:
    """Take the other interactions out of a cassette."""
    data = read_data(path)
    kept = [one for index, one in enumerate(data["interactions"]) if index in indices]
    write_data(path, {**data, "interactions": kept})


# Google's requests name the model in their address: ".../models/NAME:generateContent".
_IN_ADDRESS = re.compile(r"/models/([^/:]+):")


def _model(request: Mapping[str, Any]) -> str | None:
    in_address = _IN_ADDRESS.search(request["uri"])
    if in_address is not None:
        return in_address[1]
    try:
        asked = json.loads(request["body"] or b"null")
    except (ValueError, RecursionError):
        return None
    model = asked.get("model") if isinstance(asked, dict) else None
    return model if isinstance(model, str) else None
