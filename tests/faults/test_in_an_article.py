"""One question of an article meets a fault: the others' records stand, and it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.faults.cells import Fault, ProtocolName
from tests.faults.matrix import FAULTS, PROTOCOLS
from tests.faults.replies import answer
from tests.misbehaving import without_certificates
from tests.servers.dialect import Dialect
from tests.servers.loopback import LoopbackServer, Reply, Request

from dateline.errors import BadAnswer, ProviderError
from dateline.models import Extraction, Usage
from dateline.settings import Profile, Retries, Settings
from dateline.wiring.extractor import Extractor

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

LEAD = "Gunmen killed at least 14 traders at a market in Karsa on Saturday, the mayor said."
TALKS = "The two sides will resume talks in Geneva on Friday."
TEXT = f"{LEAD}\n\n{TALKS}"

INCIDENT = {
    "kind": "Attack",
    "realis": "actual",
    "perpetrators": [],
    "targets": [],
    "claim": {"status": "not_mentioned", "by": None},
    "weapon": None,
    "casualties": [],
    "place": "a market in Karsa",
    "when": "on Saturday",
    "evidence": [LEAD],
}
POLICY = {
    "kind": "negotiation",
    "what": "The two sides will resume talks in Geneva on Friday",
    "actors": ["The two sides"],
    "when": "on Friday",
    "status": "announced",
    "evidence": [TALKS],
}
STATEMENT = {
    "kind": "indirect",
    "content": "Gunmen killed at least 14 traders at a market in Karsa on Saturday",
    "speaker": "the mayor",
    "resolved_speaker": None,
    "speaker_role": None,
    "anonymous": False,
    "cue": "said",
    "act": "assert",
}

# One of each way in which a question can end.
NAMES = (
    "503",
    "reset in mid-body",
    "a body of 100 MB",
    "HTTP 200 with a page of HTML",
    "words in place of JSON",
    "the model refuses",
    "cut off before a record",
    "longer than the context",
    "wrong key",
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackServer]:
    """It knows nothing yet."""
    without_certificates(monkeypatch)
    running = LoopbackServer()
    yield running
    running.close()


def about(asked: Request) -> str:
    """The kind of record that a request asks for, by a field of its schema."""
    keys = set(_properties(asked.json))
    return next(k for k in ("perpetrators", "speaker", "what") if k in keys)


def _properties(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        properties = value.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for part in value.values():
            yield from _properties(part)
    elif isinstance(value, list):
        for part in value:
            yield from _properties(part)


def rightly(dialect: Dialect, asked: Request) -> Reply:
    """The right answer; nothing more where a question goes on from one."""
    item = {"perpetrators": INCIDENT, "what": POLICY, "speaker": STATEMENT}[about(asked)]
    further = any(f'"role": "{role}"' in json.dumps(asked.json) for role in ("assistant", "model"))
    step = answer(json.dumps({"items": [] if further else [item]}))(dialect)
    return step if isinstance(step, Reply) else step(asked)


def extract(server: LoopbackServer, dialect: Dialect) -> Extraction:
    """The article, read by a model alone."""
    profile = Profile(
        model=dialect.model, base_url=f"{server.root}{dialect.prefix}", api_key="sk-none-at-all"
    )
    settings = Settings(
        providers={"mine": profile}, coders="model", retries=Retries(attempts=2, wait=0.01)
    )
    with Extractor("mine", settings=settings) as extractor:
        return extractor.extract(TEXT, published="2024-03-11")


def faults() -> list[object]:
    """Each of the faults in each protocol."""
    chosen = [fault for fault in FAULTS if fault.name in NAMES]
    assert len(chosen) == len(NAMES)
    return [pytest.param(p, f, id=f"{p}: {f.name}") for p in PROTOCOLS for f in chosen]


@pytest.mark.parametrize(("protocol", "fault"), faults())
def test_the_records_of_the_other_questions_stand(
    server: LoopbackServer, protocol: ProtocolName, fault: Fault
) -> None:
    """The one that failed is a finding, and the receipt has all the requests and tokens."""
    dialect = PROTOCOLS[protocol]
    assert fault.reply is not None
    wrong = fault.reply(dialect)

    def reply(asked: Request) -> Reply:
        if about(asked) != "speaker":
            return rightly(dialect, asked)
        return wrong if isinstance(wrong, Reply) else wrong(asked)

    server.add(reply)
    result = extract(server, dialect)
    assert (len(result.incidents), len(result.policy_context)) == (1, 1)
    assert not result.statements
    said = [f for f in result.findings if f.kind == "unanswered"]
    assert said
    assert all(f.message.startswith("statement") and f.severity == "error" for f in said)
    assert sum(c.attempts for c in result.receipt.calls) == len(server.requests)
    counted = [dialect.counted(usage) for usage in server.counted]
    assert result.receipt.usage == sum(counted, Usage())


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_article_that_is_too_long_is_asked_about_in_halves(
    server: LoopbackServer, protocol: ProtocolName
) -> None:
    """Nothing is lost of it."""
    dialect = PROTOCOLS[protocol]
    overflow = next(f for f in FAULTS if f.name == "longer than the context").reply
    assert overflow is not None
    too_long = overflow(dialect)
    assert isinstance(too_long, Reply)

    def reply(asked: Request) -> Reply:
        words = json.dumps(asked.json)
        return too_long if LEAD in words and TALKS in words else rightly(dialect, asked)

    server.add(reply)
    result = extract(server, dialect)
    found = (len(result.incidents), len(result.statements), len(result.policy_context))
    assert found == (1, 1, 1)
    assert not [f for f in result.findings if f.kind == "unanswered"]


@pytest.mark.parametrize("name", ["503", "wrong key", "words in place of JSON"])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_article_of_which_no_question_is_answered_is_an_error(
    server: LoopbackServer, protocol: ProtocolName, name: str
) -> None:
    """The provider's own."""
    dialect = PROTOCOLS[protocol]
    fault = next(f for f in FAULTS if f.name == name)
    assert fault.reply is not None
    server.add(fault.reply(dialect))
    with pytest.raises(fault.error or BadAnswer) as caught:
        extract(server, dialect)
    assert isinstance(caught.value, ProviderError)
    assert caught.value.provider == "mine"
