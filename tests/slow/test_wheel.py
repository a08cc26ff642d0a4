"""The wheel: what it holds, and the fast tests run against it where it is installed."""

from __future__ import annotations

import subprocess
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_the_wheel_holds_prompts_schemas_and_types(wheel: Path, root: Path) -> None:
    """Everything that the code reads at run time is inside."""
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"dateline/_data/prompts/{p.name}" for p in (root / "prompts").glob("*.jinja")}
    wanted |= {f"dateline/_data/schemas/{p.name}" for p in (root / "schemas").glob("*.json")}
    gold = [p.relative_to(root) for p in (root / "gold").rglob("*") if p.is_file()]
    wanted |= {f"dateline/_data/{path.as_posix()}" for path in gold}
    wanted |= {"dateline/evaluation/report.css", "dateline/evaluation/report.html.jinja"}
    page = ("report.css", "report.html.jinja", "report.js")
    wanted |= {f"dateline/export/html/{name}" for name in page}
    wanted |= {"dateline/py.typed", "dateline/survey/lexicons/en.toml"}
    schemes = ("acled", "countries", "ged", "gtd", "parties", "plover")
    wanted |= {f"dateline/export/schemes/{name}.toml" for name in schemes}
    assert wanted <= names


def test_the_fast_tests_pass_against_the_installed_wheel(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    """In an environment that has never seen the source tree."""
    venv.create(tmp_path / "env", with_pip=True)
    python = str(tmp_path / "env" / "bin" / "python")
    group = f"{root / 'pyproject.toml'}:test"
    for command in (
        ["-m", "pip", "install", "--quiet", "--upgrade", "pip>=25.1"],
        [
            "-m",
            "pip",
            "install",
            "--quiet",
            f"{wheel}[anthropic,google,parquet,parser,review]",
            "--group",
            group,
        ],
    ):
        subprocess.run([python, *command], check=True, capture_output=True)
    where = [python, "-c", "import dateline; print(dateline.__file__)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert "site-packages" in found.stdout
    tests = [
        python,
        "-m",
        "pytest",
        "-q",
        "-m",
        "not slow",
        "-p",
        "no:cacheprovider",
        str(root / "tests"),
    ]
    ran = subprocess.run(tests, check=False, capture_output=True, text=True, cwd=root)
    assert ran.returncode == 0, ran.stdout[-3000:]
