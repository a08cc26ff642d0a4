"""Where the blocks of a page run: a folder of its own, and no way out of this machine.

The providers `openai` and `anthropic` are servers on this machine that keep the vendors' published
protocols and answer as a script says (`tests/servers/batches.py`): with no records, but for the
questions of the pages' own record types. `local` is the embedded model; where a page plays it, it
is played from the cassette that it was recorded in.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.providers.gguf_files import write_model
from tests.servers.batches import KEY, AnthropicServer, OpenAIServer

from dateline.articles import from_file
from dateline.recording.recorder import cassette_name

_RECORDED = "raid-and-roadside-bomb"
_WIDTH = "100"
_SECONDS = 900  # for the slowest block on a busy machine
_SHIMS = Path(__file__).with_name("shims")
ANNOUNCED = {
    "company": "Saarte Line",
    "action": "buys",
    "what": "will buy four battery-powered ships from the Rauma yard",
    "price": "210 million euros",
    "number": "four battery-powered ships",
    "when": "on Thursday",
}
_STORY = re.compile(r'^```text title="story.txt"\n(.*?)^```', re.MULTILINE | re.DOTALL)

_TWO_REPORTS = (
    {
        "id": "gazette-1",
        "published": "2024-03-10",
        "text": "Gunmen killed at least 14 traders at a market in Maiduguri on Saturday, said the "
        "police of Borno state in Nigeria.",
    },
    {
        "id": "herald-7",
        "published": "2024-03-11",
        "text": "Gunmen killed 17 traders and wounded five others at a market in Maiduguri at the "
        "weekend, a hospital in the Nigerian city said.",
    },
)
_OWN_MODEL = "qwen3-8b-q4_k_m.gguf"


class Desk:
    """A folder with articles, and the environment of what runs in it.

    Attributes:
        folder: The folder.
        environment: The variables.
        printed: What the last block printed on standard output.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.printed = ""
        self._openai, self._anthropic = OpenAIServer(), AnthropicServer()
        for server in (self._openai, self._anthropic):
            server.answers = lambda body, _before: json.dumps(_answer(body))
            server.looks = 0
        self.environment = self._environment()
        self._lay_out()

    def close(self) -> None:
        """Stop the servers."""
        self._openai.close()
        self._anthropic.close()

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """A shell script, run in the folder."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        places = [str(_SHIMS), str(Path(sys.executable).parent), os.environ["PATH"]]
        home = self.folder / ".home"
        home.mkdir()
        providers = {
            "OPENAI__BASE_URL": self._openai.url,
            "OPENAI__PRICE": '{"input": 0.25, "output": 2}',
            "ANTHROPIC__BASE_URL": self._anthropic.url,
            "ANTHROPIC__PRICE": '{"input": 3, "output": 15}',
            "CLAUDE__MODEL": "anthropic:claude-sonnet-5-5",
            "CLAUDE__BASE_URL": self._anthropic.url,
        }
        return {
            "PATH": os.pathsep.join(places),
            "PYTHONPATH": str(self.root / "src"),
            "CHECKOUT": str(self.root),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "LANG": "C.UTF-8",
            "COLUMNS": _WIDTH,
            "DO_NOT_TRACK": "true",
            "OPENAI_API_KEY": KEY,
            "ANTHROPIC_API_KEY": KEY,
            "DATELINE_ALLOW_REMOTE": "false",
            "DATELINE_DEFAULT": "openai",
            **{f"DATELINE_PROVIDERS__{name}": value for name, value in providers.items()},
        }

    def _lay_out(self) -> None:
        """The example articles, the tutorial's, and an archive as the pages speak of them."""
        examples = self.folder / "examples"
        shutil.copytree(
            self.root / "examples", examples, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
        tutorial = (self.root / "docs/tutorial.md").read_text("utf-8")
        (story,) = _STORY.findall(tutorial)
        (self.folder / "story.txt").write_text(story, "utf-8")
        models = self.folder / ".home" / "models"
        models.mkdir()
        write_model(models / _OWN_MODEL, parameters=8_200_000_000, context=40_960)
        shutil.copy(examples / "ceasefire-talks.html", self.folder / "article.html")
        for name in ("archive", "reports"):
            (self.folder / name).mkdir()
            shutil.copy(examples / "conflicting-tolls.txt", self.folder / name)
        rows = [{"id": "highland-1", "text": story, "published": "2024-03-11"}, *_TWO_REPORTS]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (self.folder / "wire.jsonl").write_text(lines, "utf-8")
        (self.folder / "wire.csv").write_text(f'id,body\nhighland-2,"{story}"\n', "utf-8")
        cassettes = self.folder / "cassettes" / "local"
        cassettes.mkdir(parents=True)
        name = cassette_name(from_file(examples / f"{_RECORDED}.txt"))
        recorded = self.root / "cassettes" / "openai-compatible" / f"{_RECORDED}.yaml"
        shutil.copy(recorded, cassettes / f"{name}.yaml")


def _answer(body: dict[str, Any]) -> dict[str, Any]:
    """Ready, where that is asked; else no records, but for the example article's announcement."""
    fields = _fields(body)
    if "ready" in fields:
        return {"ready": True}
    if "company" not in fields or "Saarte Line" not in json.dumps(body):
        return {"items": []}
    item = {name: value for name, value in ANNOUNCED.items() if name in fields}
    return {"items": [{**item, "evidence": []}]}


def _fields(value: Any) -> set[str]:
    """The names of all fields in a schema."""
    if isinstance(value, list):
        return {name for one in value for name in _fields(one)}
    if not isinstance(value, dict):
        return set()
    own = set(value.get("properties", {})) if isinstance(value.get("properties"), dict) else set()
    return own | {name for one in value.values() for name in _fields(one)}
