"""Files that are there when they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.export.output import folder, whole_file


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    """Until then the old one is there."""
    out = tmp_path / "out.txt"
    out.write_text("old")
    with whole_file(out) as part:
        part.write_text("new")
        assert out.read_text() == "old"
    assert out.read_text() == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_others_may_read_it_as_they_may_read_any_new_file(tmp_path: Path) -> None:
    """A temporary file is its owner's alone."""
    plain = tmp_path / "plain"
    plain.touch()
    with whole_file(tmp_path / "out"):
        pass
    assert (tmp_path / "out").stat().st_mode == plain.stat().st_mode


def test_a_place_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    """A folder that is not there, a folder for a file, a file for a folder."""
    with pytest.raises(InputError, match="cannot be written"), whole_file(tmp_path / "no" / "f"):
        pass
    with pytest.raises(InputError, match="is a folder"), whole_file(tmp_path):
        pass
    (tmp_path / "f").touch()
    with pytest.raises(InputError, match="is a file"), folder(tmp_path / "f"):
        pass
    with pytest.raises(InputError, match="cannot be written"), folder(tmp_path / "no" / "f"):
        pass
