"""vcrpy, set up once for all that records: what is kept, what is matched, how it is written."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal

from dateline.errors import MissingExtra
from dateline.recording.files import Persister
from dateline.recording.matching import MATCH_ON, same_json_body
from dateline.recording.scrubbing import ResponseScrubber, scrubbed_request

How = Literal["play", "add", "anew"]
"""Only play what is recorded; record what is not; or record all of it anew."""


def options() -> dict[str, Any]:
    """What `VCR.use_cassette` is to be told, by whoever calls it; anew for each cassette."""
    return {
        "match_on": MATCH_ON,
        "before_record_request": scrubbed_request,
        "before_record_response": ResponseScrubber(),
        "decode_compressed_response": True,
    }


def configure(vcr: Any, *, anew: bool = False) -> None:
    """Give a `VCR` our matcher of bodies and our way of reading and writing files.

    Args:
        vcr: The `VCR`.
        anew: Whether its cassette is to take the place of what stands there.
    """
    vcr.register_matcher("json_body", same_json_body)
    vcr.register_persister(Persister(getattr(vcr.persister, "extra_paths", ()), anew=anew))


def open_cassette(path: Path, how: How) -> AbstractContextManager[Any]:
    """A cassette by itself: nothing is patched, whoever has it plays it.

    What was recorded is written at the end; but where that is to take the place of what was there,
    not after an error.

    Raises:
        MissingExtra: vcrpy is not installed.
        BadCassette: The file is no cassette that may be read.
    """
    try:
        import vcr
        from vcr.patch import PATCHER_NAMES
    except ImportError as error:
        raise MissingExtra(
            "Recordings need packages that are not installed.",
            hint="Run: pip install 'dateline[recording]'.",
        ) from error
    player = vcr.VCR(
        record_mode=vcr.mode.NONE if how == "play" else vcr.mode.NEW_EPISODES,
        record_on_exception=how != "anew",
        skip_patchers=PATCHER_NAMES,
        **options(),
    )
    configure(player, anew=how == "anew")
    opened: AbstractContextManager[Any] = player.use_cassette(str(path))
    return opened
