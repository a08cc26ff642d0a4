"""The embedded model, for real. A machine without it fails these tests; it does not skip them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.providers.gguf_files import write_model

from dateline import Article, Extractor, Settings
from dateline.errors import ConfigError
from dateline.providers.embedded import start_server
from dateline.providers.gguf_header import read_header
from dateline.providers.weights import model_file

pytestmark = [pytest.mark.slow, pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])]

SHORT = (
    "Gunmen killed at least 12 farmers in the Jos district of Plateau state on Monday, "
    "police said.\n\n"
    "“They came on motorbikes,” said Musa Danladi, a herder.\n\n"
    "The governor suspended talks with the herders on Tuesday."
)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    """The embedded model with nothing configured."""
    with Extractor("local", settings=Settings()) as opened:
        yield opened


def test_an_article_becomes_grounded_records(extractor: Extractor) -> None:
    """An incident with its toll, day and place; a direct quotation; a receipt."""
    result = extractor.extract(SHORT, published=date(2024, 5, 8))
    (incident,) = result.incidents
    assert incident.casualties[0].count.low == 12
    assert incident.when is not None
    assert incident.when.start == date(2024, 5, 6)
    assert incident.place is not None
    assert any(s.kind == "direct" for s in result.statements)
    assert result.receipt.usage.completion_tokens > 0
    assert result.receipt.cost == 0


def test_the_same_article_twice_gives_the_same_records(extractor: Extractor) -> None:
    """One slot and no sampling: deterministic on one machine."""
    first = extractor.extract(SHORT, published=date(2024, 5, 8))
    second = extractor.extract(SHORT, published=date(2024, 5, 8))
    assert first.incidents == second.incidents
    assert first.statements == second.statements
    assert first.policy_context == second.policy_context


def test_a_menu_alone_is_asked_about_nothing(extractor: Extractor) -> None:
    """No trigger, no cue, no question, no record."""
    result = extractor.extract("News / Africa / Sport\n\nThe market opens at nine.")
    assert result.receipt.calls == ()
    assert not (result.incidents or result.statements or result.policy_context)


def test_the_server_listens_on_loopback_and_wants_its_key() -> None:
    """Whoever else runs on this machine gets nothing from it."""
    server = start_server(model_file("gemma-3-270m"))
    assert server.url.startswith("http://127.0.0.1:")
    body = json.dumps({"messages": [{"role": "user", "content": "x"}], "max_tokens": 1}).encode()
    request = urllib.request.Request(
        f"{server.url}/chat/completions", data=body, headers={"content-type": "application/json"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 401
    refused.value.close()


def test_two_processes_assemble_the_model_at_once(tmp_path: Path) -> None:
    """Both get a whole file, and nothing else is left in the folder."""
    code = "from dateline.providers.weights import model_file; print(model_file('gemma-3-270m'))"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    paths = {process.communicate(timeout=120)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0, 0]
    (path,) = paths
    assert [f.name for f in Path(path).parent.iterdir()] == [Path(path).name]


def test_a_file_is_asked_as_the_packaged_model_is_where_it_is_the_same(
    extractor: Extractor,
) -> None:
    """A base model with another name: passage by passage, and the same records."""
    packaged = extractor.extract(SHORT, published=date(2024, 5, 8))
    with Extractor(f"llama.cpp:{model_file('gemma-3-270m')}", settings=Settings()) as opened:
        own = opened.extract(SHORT, published=date(2024, 5, 8))
    assert [c.provider for c in own.receipt.calls] != [c.provider for c in packaged.receipt.calls]
    assert own.incidents == packaged.incidents
    assert own.statements == packaged.statements


def test_the_packaged_file_says_what_it_is() -> None:
    """A real header, of a base model with a vocabulary of 262,144 tokens."""
    header = read_header(model_file("gemma-3-270m"))
    assert (header.chat_tuned, header.context_tokens) == (False, 32_768)
    assert header.parameters == 268_098_176


def test_a_file_that_llama_cpp_cannot_load_is_a_clear_error(tmp_path: Path) -> None:
    """llama.cpp's own failure, in our words: a header that is right, and too little behind it."""
    broken = write_model(tmp_path / "broken.gguf", parameters=4096)
    with (
        Extractor(f"llama.cpp:{broken}", settings=Settings()) as opened,
        pytest.raises(ConfigError, match=r"llama\.cpp cannot load"),
    ):
        opened.extract(Article.from_text(SHORT))
