"""That memory does not grow with the records: the most that a process held, as Linux tells it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.export.made import extraction

STATUS = Path("/proc/self/status")
RECORDS_OF_AN_ARTICLE = 4
FEW, MANY = 10_000, 100_000
GROWTH = 1.15
PROGRAM = """
import re, sys
from pathlib import Path
from dateline.export import coded, export, read_extractions

format_, file, out = sys.argv[1:]
export(coded(read_extractions(Path(file))), format_, out)
print(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def most_held(format_: str, records: int, folder: Path) -> int:
    """Kilobytes, of a process of its own that exports so many records."""
    file = folder / f"{records}.jsonl"
    if not file.exists():
        one = extraction()
        with file.open("w", encoding="utf-8") as lines:
            for number in range(records // RECORDS_OF_AN_ARTICLE):
                text = f"{one.article.text}\nNo. {number}"
                article = one.article.model_copy(update={"text": text})
                changed = one.model_copy(update={"article": article})
                lines.write(changed.model_dump_json() + "\n")
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        format_,
        str(file),
        str(folder / f"{format_}-{records}"),
    ]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(ran.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="Linux tells it")
@pytest.mark.parametrize("format_", ["parquet", "csv", "acled"])
def test_a_hundred_thousand_records_take_no_more_memory_than_ten_thousand(
    format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither in what waits to be written nor in the ids that were there before."""
    folder = tmp_path_factory.getbasetemp() / "memory"
    folder.mkdir(exist_ok=True)
    few, many = (most_held(format_, records, folder) for records in (FEW, MANY))
    assert many <= GROWTH * few, f"{few} kB, then {many} kB"
