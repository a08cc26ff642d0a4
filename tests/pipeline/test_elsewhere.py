"""Questions that one process has and another one puts."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path
from typing import Any

from dateline.calls import Outcome, Question, Route
from dateline.evaluation import load_gold
from dateline.models import Extraction
from dateline.pipeline.answers import answer_type, from_json_of, joined
from dateline.pipeline.elsewhere import ask_for_other, came, sent
from dateline.pipeline.run import Options, run
from dateline.pipeline.types import STATEMENT
from dateline.testing import ScriptedProvider

FOLDER = Path(__file__).parents[2] / "gold"
GOLD = next(g for g in load_gold(FOLDER, "tuning") if g.answers.get("Statement"))


def extraction(route: Route) -> Extraction:
    """What is read in the article, without times."""
    found = asyncio.run(run(GOLD.article, route, Options(coders="model")))
    calls = tuple(c.model_copy(update={"seconds": 0.0}) for c in found.receipt.calls)
    same = {"started": None, "seconds": 0.0, "calls": calls}
    return found.model_copy(update={"receipt": found.receipt.model_copy(update=same)})


def test_it_comes_to_the_same_through_a_pipe() -> None:
    """Records, findings, and what the calls took."""
    script = {name: [items] for name, items in GOLD.answers.items()}
    here = Route.to(ScriptedProvider(script))
    asks = Route.to(ScriptedProvider(script))

    async def elsewhere(question: Question[Any]) -> Outcome[Any]:
        asked = pickle.loads(pickle.dumps(sent(question)))
        answered = pickle.loads(pickle.dumps(await ask_for_other(asks, asked, ())))
        return came(answered, question, ())

    there = Route((here.endpoints[0],), elsewhere=elsewhere)
    assert extraction(there) == extraction(here)


def test_two_joined_answers_may_hold_more_than_one() -> None:
    """The bound is on what a model says at once."""
    whole = answer_type(STATEMENT).model_validate({"items": GOLD.answers["Statement"]})
    while len(whole.items) <= STATEMENT.most:
        changed = [
            item.model_copy(update={"content": f"{item.content} {len(whole.items)} {n}"})
            for n, item in enumerate(whole.items)
        ]
        whole = joined(whole, type(whole).model_construct(items=changed))
    assert from_json_of(whole.model_dump_json(), STATEMENT) == whole
