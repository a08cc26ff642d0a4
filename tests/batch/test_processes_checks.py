"""What several processes refuse before any is started."""

from __future__ import annotations

import pytest

from dateline import Mention, Record, RecordType, Settings
from dateline.batch.processes import ParserProcesses
from dateline.errors import ConfigError


def test_a_record_type_that_no_other_process_can_find_is_refused() -> None:
    """It would be missing there."""

    class Announcement(Record):
        """Of this function alone."""

        company: Mention

    local = RecordType("announcement", Announcement, instructions="Copy them.")
    with pytest.raises(ConfigError, match="cannot be found by other processes"):
        ParserProcesses(2, Settings(), [local])
