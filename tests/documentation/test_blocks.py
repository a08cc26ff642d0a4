"""Every code block of the README and of `docs/` runs, or says why it cannot run here."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
from tests.conftest import ROOT
from tests.documentation.desk import Desk
from tests.documentation.handlers import Handlers
from tests.documentation.pages import blocks_of, info_of, is_skip, pages, reason_of

PAGES = [str(page.relative_to(ROOT)) for page in pages(ROOT)]
# Data are only read; what else there is runs.
AT_ONCE = {"toml", "csv", "json", "yaml"}
# How many blocks cannot run here, page by page; the reason stands before each of them.
SKIPPED = {
    "benchmarks/README.md": 1,
    "docs/architecture.md": 2,
    "docs/benchmarks.md": 18,
    "docs/evaluation.md": 1,
    "docs/review.md": 1,
    "docs/scale.md": 3,
    "docs/testing-your-pipeline.md": 1,
}


def _languages(page: str) -> set[str]:
    blocks = blocks_of(ROOT / page, {})
    return {info_of(b).language for b in blocks if not is_skip(b)}


def _cases() -> list[Any]:
    found = ((page, _languages(page)) for page in PAGES)
    return [
        pytest.param(page, marks=[] if languages <= AT_ONCE else [pytest.mark.slow])
        for page, languages in found
        if languages
    ]


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk for one page, which this process sits at too."""
    made = Desk(root, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in set(os.environ) - set(made.environment):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    before = set(sys.modules)
    yield made
    made.close()
    for name in set(sys.modules) - before:  # the page's own modules: another page has others
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.parametrize("page", _cases())
def test_the_blocks_of_a_page_run(root: Path, desk: Desk, page: str) -> None:
    """In order, in one folder and one namespace, and print what the page shows."""
    for block in blocks_of(root / page, Handlers(desk).by_language()):
        try:
            block.evaluate()
        except SkipTest:
            continue
        except BaseException as error:
            error.add_note(f"The block is in {page}, line {block.line}.")
            raise


@pytest.mark.parametrize("page", PAGES)
def test_every_block_has_a_language_that_is_known(page: str) -> None:
    """A block that nobody runs is as good as one that is wrong."""
    assert _languages(page) <= set(Handlers.LANGUAGES)


def test_what_is_skipped_has_a_reason_and_is_counted() -> None:
    """So that a block is skipped on purpose."""
    skips: Counter[str] = Counter()
    for page in PAGES:
        for block in blocks_of(ROOT / page, {}):
            if is_skip(block):
                assert block.parsed[0] == "next", f"{page}:{block.line}: skip one block at a time"
                assert len(reason_of(block) or "") > len('"a cluster"'), f"{page}:{block.line}"
                skips[page] += 1
    assert dict(skips) == SKIPPED


_CALLED = re.compile(r"python ((?:benchmarks|tools)/\w+\.py)([^#\n]*)")


def test_what_is_skipped_names_scripts_and_options_that_there_are() -> None:
    """As far as that can be seen without running them."""
    named = 0
    for page in PAGES:
        blocks = blocks_of(ROOT / page, {})
        skipped = [after for before, after in pairwise(blocks) if is_skip(before)]
        for script, rest in _CALLED.findall("".join(str(b.parsed) for b in skipped)):
            sources = [ROOT / script, *(ROOT / script).parent.glob("*.py")]
            known = "".join(file.read_text("utf-8") for file in sources)
            assert (ROOT / script).is_file(), f"{page}: {script}"
            assert [o for o in re.findall(r"--[a-z-]+", rest) if f'"{o}"' not in known] == []
            named += 1
    assert named > 15
