"""langextract over one article, for `coders.py`: JSON in on stdin, JSON out on stdout.

`throughput.py` has its prompts and examples from here.

In a process of its own, with an interpreter that has langextract, so that it can be ended when its
time is over. The key of the server comes in on stdin too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

FIRST = "Extract from a news article, in order of appearance, words copied exactly:"
CLASSES = {
    "incident": "a sentence that reports an attack, a clash, a killing, an abduction, a protest.",
    "statement": "what somebody said, without the reporting words and the speaker.",
    "policy": "a clause on a decision, a deadline, talks, an agreement, a sanction.",
}
LAST = "Attributes are copied too; leave out what the article does not say."
# Our own words; the same things as the examples of dateline's own prompts.
TEXT = (
    "Gunmen killed three traders with rifles at a market in Sarnel on Tuesday, police said. "
    "“We will find them,” the mayor, Ina Velt, said. "
    "The council of Lenz will decide on Friday whether to widen the harbour."
)
EXAMPLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "incident",
        "Gunmen killed three traders with rifles at a market in Sarnel on Tuesday",
        {
            "kind": "Attack",
            "perpetrator": "Gunmen",
            "target": "traders",
            "weapon": "rifles",
            "killed": "three traders",
            "place": "a market in Sarnel",
            "when": "on Tuesday",
        },
    ),
    (
        "statement",
        "We will find them",
        {"kind": "direct", "speaker": "the mayor, Ina Velt", "cue": "said"},
    ),
    (
        "policy",
        "The council of Lenz will decide on Friday whether to widen the harbour",
        {"kind": "decision", "when": "on Friday"},
    ),
)


def prompt(classes: Sequence[str]) -> str:
    """The instructions for records of these classes."""
    return "\n".join([FIRST, *(f"{name}: {CLASSES[name]}" for name in classes), LAST])


def examples(classes: Sequence[str]) -> list[Any]:
    """The example with its records of these classes."""
    from langextract.data import ExampleData, Extraction

    records = [
        Extraction(extraction_class=c, extraction_text=t, attributes=a)
        for c, t, a in EXAMPLES
        if c in classes
    ]
    return [ExampleData(text=TEXT, extractions=records)]


def main() -> int:
    """Read the article, print what was extracted."""
    import langextract as lx
    from langextract.factory import ModelConfig

    asked: dict[str, Any] = json.load(sys.stdin)
    config = ModelConfig(
        model_id=asked["model"],
        provider="OpenAILanguageModel",
        provider_kwargs={
            "api_key": asked["key"],
            "base_url": asked["url"],
            "temperature": 0.0,
            "max_workers": 1,
            "max_output_tokens": asked["max_tokens"],
        },
    )
    result = lx.extract(
        asked["text"],
        prompt_description=prompt(asked["classes"]),
        examples=examples(asked["classes"]),
        config=config,
        max_workers=1,
        show_progress=False,
    )
    found = [
        {
            "class": e.extraction_class,
            "text": e.extraction_text,
            "attributes": e.attributes or {},
            "span": [e.char_interval.start_pos, e.char_interval.end_pos]
            if e.char_interval and e.char_interval.end_pos
            else None,
        }
        for e in result.extractions or []
    ]
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
