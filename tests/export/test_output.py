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


def test_a_device_that_is_full_is_an_input_error() -> None:
    """As any other place is."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full")
    with pytest.raises(InputError, match="No space left"), whole_file(full) as part:
        part.write_text("x")


def test_a_folder_of_ours_is_gone_again_where_writing_fails(tmp_path: Path) -> None:
    """One that was there, or that somebody has put something into, stays."""
    for name in ("new", "old", "used"):
        (tmp_path / "old").mkdir(exist_ok=True)
        with pytest.raises(ValueError, match="halfway"), folder(tmp_path / name) as made:
            if name == "used":
                (made / "other").touch()
            raise ValueError("halfway")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old", "used"]
