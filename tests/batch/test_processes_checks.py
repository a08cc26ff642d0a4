"""What several processes refuse before any is started."""

from __future__ import annotations

import pytest

from dateline import Hooks, Mention, Record, RecordType, Settings
from dateline.batch.messages import Setup
from dateline.batch.processes import Processes
from dateline.errors import ConfigError
from dateline.wiring import Extractor


def test_a_record_type_that_no_other_process_can_find_is_refused() -> None:
    """It would be missing there."""

    class Announcement(Record):
        """Of this function alone."""

        company: Mention

    local = RecordType("announcement", Announcement, instructions="Copy them.")
    setup = Setup("parser", Settings(), (local,))
    with pytest.raises(ConfigError, match="cannot be found by other processes"):
        Processes(2, Extractor("parser", settings=Settings()), setup, Hooks())
