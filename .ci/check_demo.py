"""Whether an extraction holds what the demo promises: grounded records and a receipt."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline import Extraction
from dateline.pipeline.ground import spans_of

result = Extraction.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
text = result.article.text
records = [*result.incidents, *result.statements, *result.policy_context]

assert result.incidents and result.statements and result.policy_context, (
    "a kind of record is missing"
)
assert any(r.found_by == "both" for r in records), "the model bore out nothing of the parser's"
assert result.agreement, "nothing was compared"
for record in records:
    spans = spans_of(record)
    assert spans, f"{record.id} is not grounded"
    assert all(text[s.start : s.end] == s.text for s in spans), f"{record.id}: a span does not hold"
assert result.receipt.usage.completion_tokens > 0, "the receipt counts no completion tokens"
print(
    f"{len(records)} grounded records, {result.receipt.usage.completion_tokens} completion tokens"
)
