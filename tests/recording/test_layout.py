"""How cassettes are written and read: nothing is lost, and nothing unsafe is taken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadCassette
from dateline.recording import bounds
from dateline.recording.files import cassettes_in, read_data, write_data
from dateline.recording.layout import as_yaml, read_cassette, write_cassette

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def cassette(body: bytes, answer: bytes = b"{}") -> dict[str, Any]:
    """What vcrpy hands a serializer, with bodies as given."""
    return {
        "interactions": [
            {
                "request": {
                    "method": "POST",
                    "uri": "http://h:1/v1/x",
                    "body": body,
                    "headers": {},
                },
                "response": {
                    "recorded_at": "2024-05-06",
                    "status": {"code": 200, "message": "OK"},
                    "headers": {"Content-Type": ["application/json"]},
                    "body": {"string": answer},
                },
            }
        ]
    }


@given(JSON)
def test_json_comes_back_as_it_was(value: Any) -> None:
    """Whatever strings, numbers and keys it holds."""
    body = json.dumps(value).encode()
    read = read_cassette(write_cassette(cassette(body, body)))["interactions"][0]
    assert json.loads(read["request"]["body"]) == value
    assert json.loads(read["response"]["body"]["string"]) == value


@given(st.binary(min_size=1))
def test_other_bodies_come_back_byte_by_byte(body: bytes) -> None:
    """Text as text, and what is no text too."""
    read = read_cassette(write_cassette(cassette(b"x" + body)))["interactions"][0]
    assert read["request"]["body"] == b"x" + body


def test_a_prompt_is_written_as_it_reads() -> None:
    """Line by line, without escapes, without a host, and with the day once."""
    body = json.dumps({"messages": [{"content": "First.\n\nSecond: “yes”"}]}).encode()
    text = write_cassette(cassette(body))
    assert "      - content: |-\n          First.\n\n          Second: “yes”\n" in text
    assert "http://" not in text
    assert text.count("2024-05-06") == 1


def test_an_object_with_a_key_twice_loses_neither() -> None:
    """It is kept as text."""
    body = b'{"a": 1, "a": 2}'
    read = read_cassette(write_cassette(cassette(body)))["interactions"][0]
    assert read["request"]["body"] == body


HOSTILE = {
    "a tag": "interactions: !!python/object/apply:os.system ['true']",
    "any other tag": "interactions: !x []",
    "an alias": "interactions: &a [*a]",
    "deep brackets": "interactions: " + "[" * 5000 + "]" * 5000,
    "deep lists": "- " * 20000 + "x",
    "no YAML": "interactions: [",
    "a list": "[]",
    "other interactions": "interactions: [3]",
    "another version": "cassette: 99\ninteractions: []",
    "an answer that is none": "interactions: [{request: {method: GET, path: /}, response: 3}]",
    "a merge": "interactions: []\n<<: {a: 1}",
    "a key that is a list": "interactions: []\n? [a]\n: b",
    "two documents": "interactions: []\n---\ninteractions: []",
    "deep mappings": "interactions: " + "{a: " * 5000,
    "a time that is none": (
        "recorded_at: soon\n"
        "interactions: [{request: {method: GET, path: /}, response: {status: 200}}]"
    ),
    "a time before all times": (
        "recorded_at: 0001-01-01T00:00:00+23:00\n"
        "interactions: [{request: {method: GET, path: /}, response: {status: 200}}]"
    ),
    "a key twice": "interactions: []\ninteractions: []",
    "a host of its own": (
        "interactions: [{request: {method: GET, path: '@h/x['}, response: {status: 200}}]"
    ),
    "a status that is none": (
        "interactions: [{request: {method: GET, path: /}, response: {status: 99999}}]"
    ),
    "a date in a body": (
        "interactions: [{request: {method: GET, path: /, json: 2024-01-01}, "
        "response: {status: 200}}]"
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_what_is_no_cassette_is_refused(tmp_path: Path, text: str) -> None:
    """By an error that names the file."""
    path = tmp_path / "hostile.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadCassette, match=r"hostile\.yaml"):
        read_data(path)


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A sparse file; reading it all would show in the memory."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(BadCassette, match="longer than 64 MB"):
        read_data(path)


def test_a_small_file_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    """Compressed a thousandfold."""
    path = tmp_path / "bomb.yaml.gz"
    path.write_bytes(gzip.compress(b" " * (bounds.MOST_BYTES + 10), compresslevel=9))
    with pytest.raises(BadCassette, match="longer than 64 MB"):
        read_data(path)


def test_a_compressed_cassette_is_read_like_any(tmp_path: Path) -> None:
    """And is the same file for the same answers."""
    data = cassette(b'{"a": 1}')
    for name in ("one.yaml.gz", "two.yaml.gz", "plain.yaml"):
        write_data(tmp_path / name, data)
    assert (tmp_path / "one.yaml.gz").read_bytes() == (tmp_path / "two.yaml.gz").read_bytes()
    assert read_data(tmp_path / "one.yaml.gz") == read_data(tmp_path / "plain.yaml")
    assert len(cassettes_in(tmp_path)) == 3


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_while_writing_leaves_the_old_cassette(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whole, and nothing beside it."""
    path = tmp_path / "kept.yaml"
    write_data(path, cassette(b'{"a": 1}'))
    before = path.read_bytes()

    def crash(*_: object) -> None:
        raise OSError("no space left on the device")

    monkeypatch.setattr("os.fsync" if step == "fsync" else "pathlib.Path.replace", crash)
    with pytest.raises(OSError, match="no space"):
        write_data(path, cassette(b'{"a": 2}'))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["kept.yaml"]


@given(JSON)
def test_yaml_is_read_as_its_own_library_reads_it(value: Any) -> None:
    """Made from events, it is the same data."""
    text = as_yaml(value)
    assert bounds.load_yaml(text) == yaml.safe_load(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "~", "- yes\n- No\n- 0x1f\n- 1_000\n- .inf\n- 1:30\n- 2024-05-06\n- 2024-05-06T07:08:09Z"],
)
def test_words_without_quotes_mean_what_yaml_says(text: str) -> None:
    """Numbers in all their forms, days, and nothing at all."""
    assert bounds.load_yaml(text) == yaml.safe_load(text)
