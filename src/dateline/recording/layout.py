"""How a cassette is written: JSON as YAML, whose differences read as what they are."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import BadCassette
from dateline.recording.bounds import load_yaml
from dateline.recording.matching import canonical

VERSION = 1
_WIDTH = 100
_NOWHERE = "http://recorded"  # hosts are not kept: nothing is matched on them


def write_cassette(data: Mapping[str, Any]) -> str:
    """The text of a cassette, from what vcrpy hands a serializer.

    Answers come in as they are ready, and in another order each time: they are put in the order of
    their requests, those of one request as they came.
    """
    interactions = sorted(data["interactions"], key=_place)
    times = Counter(i["response"].get("recorded_at") for i in interactions)
    usual = times.most_common(1)[0][0] if times else None
    return as_yaml(
        {
            "cassette": VERSION,
            **({"recorded_at": usual} if usual else {}),
            **data.get("metadata", {}),
            "interactions": [_written(i, usual) for i in interactions],
        }
    )


def read_cassette(text: str) -> dict[str, Any]:
    """What vcrpy makes a cassette of; of ours, or of one that vcrpy's own serializer wrote.

    Raises:
        BadCassette: It is none, or not one to be read; see `load_yaml`.
    """
    data = load_yaml(text)
    if not isinstance(data, dict) or not isinstance(data.get("interactions"), list):
        raise BadCassette("It holds no interactions.", hint="Record it anew.")
    version = data.get("cassette", VERSION)
    if version != VERSION:
        raise BadCassette(
            f"It is written in version {version!r} of the format, and this dateline knows "
            f"{VERSION}.",
            hint="Record it anew, or install a newer dateline.",
        )
    recorded_at = data.get("recorded_at")
    try:
        interactions = [_read(i, recorded_at) for i in data["interactions"]]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadCassette(
            f"An interaction of it is none: {type(error).__name__}: {error}.",
            hint="Record it anew.",
        ) from error
    ours = ("cassette", "recorded_at", "interactions", "version")
    metadata = {name: value for name, value in data.items() if name not in ours}
    return {"version": 1, "interactions": interactions, "metadata": metadata}


def as_yaml(value: Any) -> str:
    """YAML that is kind to differences: no aliases, keys in their order, texts as blocks."""
    import yaml

    return str(
        yaml.dump(
            value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
        )
    )


@cache
def _dumper() -> Any:
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        def ignore_aliases(self, _data: Any) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        return dumper.represent_scalar(
            "tag:yaml.org,2002:str", value, style="|" if "\n" in value else None
        )

    Dumper.add_representer(str, text)
    return Dumper


def _place(interaction: Mapping[str, Any]) -> tuple[str, str, str]:
    request = interaction["request"]
    return request["method"], _address(request), canonical(_as_bytes(request["body"]))


def _address(request: Mapping[str, Any]) -> str:
    parts = urlsplit(str(request["uri"]))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _written(interaction: Mapping[str, Any], usual: str | None) -> dict[str, Any]:
    request, response = interaction["request"], interaction["response"]
    asked = {
        "method": request["method"],
        "path": _address(request),
        **_written_headers(request["headers"]),
        **_written_body(request["body"]),
    }
    own = response.get("recorded_at")
    answered = {
        **({"recorded_at": own} if own and own != usual else {}),
        "status": response["status"]["code"],
        **_written_headers(response["headers"]),
        **_written_body(response["body"]["string"]),
    }
    return {"request": asked, "response": answered}


def _read(interaction: Mapping[str, Any], recorded_at: str | None) -> dict[str, Any]:
    request, response = interaction["request"], interaction["response"]
    if "uri" in request:  # as vcrpy's own serializer has it
        return {
            "request": {name: request.get(name) for name in ("method", "uri", "body")}
            | {"headers": dict(request.get("headers") or {})},
            "response": {
                "recorded_at": "",
                "status": dict(response["status"]),
                "headers": dict(response["headers"]),
                "body": {"string": _as_bytes(response["body"].get("string"))},
            },
        }
    known = response.get("recorded_at", recorded_at)
    return {
        "request": {
            "method": str(request["method"]),
            "uri": _NOWHERE + _path(request["path"]),
            "headers": _read_headers(request),
            "body": _read_body(request),
        },
        "response": {
            "recorded_at": _time(known),
            "status": {"code": _status(response["status"]), "message": None},
            "headers": _read_headers(response),
            "body": {"string": _read_body(response) or b""},
        },
    }


def _path(given: Any) -> str:
    """A path and no host: what follows the host's name could be a part of it."""
    if not isinstance(given, str) or not given.startswith("/"):
        raise ValueError(f"the path {given!r}")
    return given


def _status(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 100 <= given <= 599:
        raise ValueError(f"the status {given!r}")
    return given


def _time(recorded: Any) -> str:
    """When it was recorded: a time in UTC, a day as older cassettes have it, or ""."""
    if recorded is None:
        return ""
    if isinstance(recorded, str):
        recorded = (
            datetime.fromisoformat(recorded) if len(recorded) > 10 else date.fromisoformat(recorded)
        )
    if isinstance(recorded, datetime):
        return recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(recorded, date):
        return recorded.isoformat()
    raise TypeError(f"it was recorded at {recorded!r}")


def _written_headers(headers: Mapping[str, list[str] | str]) -> dict[str, Any]:
    plain = {
        name.lower(): ", ".join(values) if isinstance(values, list) else values
        for name, values in sorted(headers.items())
    }
    return {"headers": plain} if plain else {}


def _read_headers(message: Mapping[str, Any]) -> dict[str, list[str]]:
    return {str(n): [str(v)] for n, v in (message.get("headers") or {}).items()}


def _written_body(body: bytes | str | None) -> dict[str, Any]:
    if not body:
        return {}
    if isinstance(body, str):
        text = body
    else:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(body).decode("ascii")}
    try:
        value = json.loads(text, object_pairs_hook=_distinct)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a pair is no text of YAML's
    except (ValueError, RecursionError):
        return {"text": text}
    return {"json": value}


def _read_body(message: Mapping[str, Any]) -> bytes | None:
    if "json" in message:
        return json.dumps(message["json"], ensure_ascii=False, separators=(",", ":")).encode()
    if "text" in message:
        return _as_bytes(message["text"])
    if "base64" in message:
        try:
            return base64.b64decode(message["base64"], validate=True)
        except binascii.Error as error:
            raise ValueError(f"its base64 cannot be read: {error}") from error
    return None


def _as_bytes(value: str | bytes | None) -> bytes:
    return value.encode("utf-8") if isinstance(value, str) else value or b""


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of one that has a key twice, nothing may be lost."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in an object")
    return found
