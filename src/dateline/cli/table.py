"""An extraction laid out for people: a block for each record, at any width.

Columns side by side break words on a narrow terminal, and leave most of a wide one empty; the
lines of a block break between words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.models import (
    Casualty,
    Count,
    Extraction,
    Finding,
    Incident,
    Model,
    Perpetrator,
    Place,
    PolicyContext,
    Receipt,
    Record,
    Statement,
    When,
)
from dateline.models.text import Mention, Span

_SHOWN_FINDINGS = ("error", "warning")
_EXCERPT = 90  # characters of the words that a finding is about

Block = tuple[str, RenderableType]
"""What stands on the left, and what on the right of it."""


def print_tables(result: Extraction, console: Console) -> None:
    """Incidents, statements, policy, findings, coverage and the receipt."""
    _section(console, "Incidents", [_incident(i) for i in result.incidents])
    _section(console, "Statements", [_statement(s) for s in result.statements])
    _section(console, "Policy context", [_policy(p) for p in result.policy_context])
    for name, records in result.records.items():
        _section(console, _title(name), [_own(r) for r in records])
    _findings(console, result.findings)
    _coverage(console, result)
    _agreement(console, result)
    _receipt(console, result)


def _section(console: Console, title: str, blocks: Sequence[Block]) -> None:
    console.print(Text.assemble((title, "bold"), f" ({len(blocks)})"))
    if blocks:
        console.print(_beside(blocks))
    console.print()


def _beside(blocks: Iterable[Block]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for left, right in blocks:
        table.add_row(left, right)
    return table


# --- records -------------------------------------------------------------------------------


def _incident(incident: Incident) -> Block:
    what = incident.kind.value
    if incident.realis != "actual":
        what += f", {incident.realis}"
    if incident.claim.status != "not_mentioned":
        what += ", claimed" if incident.claim.status == "claimed" else ", claimed by nobody"
        what += f" by {_flat(incident.claim.by.text)}" if incident.claim.by else ""
    rows = [
        ("where", _place(incident.place)),
        ("when", _when(incident.when)),
        ("toll", "\n".join(map(_casualty, incident.casualties))),
        ("by", "\n".join(_perpetrator(p) for p in incident.perpetrators)),
        ("on", "\n".join(_flat(target.mention.text) for target in incident.targets)),
        ("with", _flat(incident.weapon.text) if incident.weapon else ""),
    ]
    details = _beside((label, Text(words)) for label, words in rows if words)
    return incident.id, Group(_headline(what, incident.found_by, incident.evidence), details)


def _headline(words: str, found_by: str, proof: Iterable[Span]) -> Text:
    places = ", ".join(f"{span.start}-{span.end}" for span in proof)
    aside = f"  [{found_by}{': ' if places else ''}{places}]"
    return Text.assemble((words, "bold"), (aside, "dim"))


def _perpetrator(perpetrator: Perpetrator) -> str:
    words = _flat(perpetrator.mention.text)
    if perpetrator.basis == "stated_as_fact":
        return words
    source = f", according to {_flat(s.text)}" if (s := perpetrator.according_to) else ""
    return f"{words} ({perpetrator.basis.replace('_', ' ')}{source})"


def _casualty(casualty: Casualty) -> str:
    realis = "" if casualty.realis == "actual" else f" ({casualty.realis})"
    source = f", according to {_flat(s.text)}" if (s := casualty.according_to) else ""
    words = _quoted(casualty.count.mention.text)
    return f"{casualty.outcome} {_count(casualty.count)}{realis}: {words}{source}"


def _count(count: Count) -> str:
    low, best, high = count.low, count.best, count.high
    if low is None and high is None:
        return "an unknown number" if best is None else f"about {best}"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    code = place.admin1 or place.country
    return _flat(place.mention.text) + (f" ({code})" if code else "")


def _when(when: When | None) -> str:
    if when is None:
        return ""
    days = ""
    if when.start and when.end:
        days = str(when.start) if when.start == when.end else f"{when.start} to {when.end}"
    return _flat(when.mention.text) + (f" ({days})" if days else "")


def _statement(statement: Statement) -> Block:
    who = _speaker(statement.speaker, statement.resolved_speaker)
    cue = _flat(statement.cue.text) if statement.cue else ""
    said = f"{cue} {who}" if cue.lower().startswith("according") else f"{who} {cue}".strip()
    headline = _headline(f"{said}, {statement.kind}", statement.found_by, statement.content.spans)
    return statement.id, Group(headline, Text(_quoted(statement.content.text)))


def _speaker(speaker: Mention | None, resolved: Mention | None) -> str:
    if speaker is None:
        return _flat(resolved.text) if resolved else "no speaker"
    meant = f" (= {_flat(resolved.text)})" if resolved else ""
    return _flat(speaker.text) + meant


def _policy(item: PolicyContext) -> Block:
    status = "" if item.status == "unknown" else f", {item.status.replace('_', ' ')}"
    lines = [_headline(f"{item.kind}{status}", item.found_by, item.what.spans)]
    lines.append(Text(_quoted(item.what.text)))
    if item.when is not None:
        lines.append(Text(f"when  {_when(item.when)}"))
    return item.id, Group(*lines)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _own(record: Record) -> Block:
    """A record of a user's own type: its proved words and its choices, field by field."""
    evidence: Sequence[Span] = getattr(record, "evidence", ())
    rows = [
        (name, _shown(getattr(record, name)))
        for name in type(record).model_fields
        if name not in ("id", "found_by", "evidence")
    ]
    details = _beside((name, Text(words)) for name, words in rows if words)
    headline = _headline(type(record).__name__, record.found_by, evidence)
    return record.id, Group(headline, details)


def _shown(value: object) -> str:
    """A value of any type in words."""
    if isinstance(value, Mention | Span):
        return _flat(value.text)
    if isinstance(value, Count):
        return f"{_count(value)}: {_quoted(value.mention.text)}"
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, When):
        return _when(value)
    if isinstance(value, Model):
        inner = (_shown(getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(filter(None, inner))
    if isinstance(value, tuple):
        return "\n".join(map(_shown, value))
    return "" if value in (None, False, "") else _flat(str(getattr(value, "value", value)))


# --- what was not proved, and what it took ---------------------------------------------------


def _findings(console: Console, findings: Sequence[Finding]) -> None:
    """Those to act upon, kind by kind; of the others the number."""
    shown = [f for f in findings if f.severity in _SHOWN_FINDINGS]
    shown.sort(key=lambda f: (_SHOWN_FINDINGS.index(f.severity), f.kind))
    console.print(Text.assemble(("Findings", "bold"), f" ({len(findings)})"))
    for (severity, kind), group in groupby(shown, key=lambda f: (f.severity, f.kind)):
        same = list(group)
        console.print(Text(f"{severity}: {kind.replace('_', ' ')} ({len(same)})"))
        console.print(_beside((f"  {f.record or '-'}", Text(_finding(f))) for f in same))
    hidden = Counter(f.kind.replace("_", " ") for f in findings if f not in shown)
    if hidden:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(hidden.items()))
        console.print(Text(f"for information: {counts} (in full with --format json)"))
    console.print()


def _finding(finding: Finding) -> str:
    """The message, and the words that it is about where it does not hold them itself."""
    words = finding.span.text if finding.span else finding.value
    if not isinstance(words, str) or _flat(words) in _flat(finding.message):
        return finding.message
    return f"{finding.message} {_quoted(_excerpt(_flat(words)))}"


def _excerpt(words: str) -> str:
    if len(words) <= _EXCERPT:
        return words
    return words[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _coverage(console: Console, result: Extraction) -> None:
    """One line: what of the article the records account for."""
    coverage = result.coverage
    shares = (
        ("quotations", coverage.quotations),
        ("tolls", coverage.tolls),
        ("reporting cues", coverage.cues),
    )
    parts = [f"{share.covered} of {share.found} {name}" for name, share in shares if share.found]
    if parts:
        console.print(Text.assemble(("Coverage", "bold"), f"  {', '.join(parts)}\n"))


_AGREED_ON = ("incident", "kind", "place", "when", "casualties", "statement", "speaker")


def _agreement(console: Console, result: Extraction) -> None:
    """One line: how far the two coders agree, where there were two."""
    shown = {f.field.partition(".")[2] or f.field: f for f in result.agreement}
    fields = [(name, shown[name]) for name in _AGREED_ON if name in shown]
    parts = [f"{name} {found.agreed} of {found.compared}" for name, found in fields]
    if parts:
        console.print(Text.assemble(("Agreement", "bold"), f"  {', '.join(parts)}\n"))


def _receipt(console: Console, result: Extraction) -> None:
    """What it took, and then what of it is out of the ordinary."""
    receipt, usage = result.receipt, result.receipt.usage
    if not receipt.calls and receipt.provider == "parser":
        words = f"  parser ({receipt.model}): no model was asked, {receipt.seconds:.1f} s"
        console.print(Text.assemble(("Receipt", "bold"), words))
        return
    console.print(
        Text.assemble(
            ("Receipt", "bold"),
            f"  {receipt.provider} ({receipt.model}): {receipt.attempts} requests, "
            f"{usage.prompt_tokens} prompt tokens ({usage.cached_tokens} from cache), "
            f"{usage.completion_tokens} completion tokens, {receipt.seconds:.1f} s, "
            f"cost {_cost(receipt)}",
        )
    )
    details = [(f"  {label}", Text(words)) for label, words in _details(receipt) if words]
    if details:
        console.print(_beside(details))


def _cost(receipt: Receipt) -> str:
    if receipt.cost is not None:
        return f"{receipt.cost:f} USD"
    return f"unknown ({receipt.known_cost:f} USD of it known)" if receipt.known_cost else "unknown"


def _details(receipt: Receipt) -> Iterator[tuple[str, str]]:
    tokens = (
        f"{record} {usage.prompt_tokens} read, {usage.completion_tokens} written"
        for record, usage in receipt.usage_by_record.items()
    )
    yield "tokens", "; ".join(tokens)
    by_provider = receipt.calls_by_provider
    if by_provider.keys() - {receipt.provider}:
        yield "asked", ", ".join(f"{name} {calls}" for name, calls in by_provider.items())
    if receipt.cached:
        yield "cache", f"{receipt.cached} answers given before, at no cost"
    if receipt.reused is not None:
        yield (
            "reused",
            f"the answer to {receipt.reused}, of which this is a copy; nothing was asked",
        )
    if receipt.replay is not None:
        played = f"{receipt.replay.requests} answers of {receipt.replay.cassette}"
        when = _moment(receipt.replay.recorded)
        yield "replayed", f"{played}, recorded {when}; nothing was sent for them"
    if receipt.unsettled:
        yield "unsettled", f"{receipt.unsettled} requests broke off; the cost holds none of them"


def _moment(when: datetime | date | None) -> str:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%d %H:%M:%S} UTC"
    return f"on {when}" if when is not None else "on a day unknown"


def _quoted(words: str) -> str:
    return f"“{_flat(words)}”"


def _flat(words: str) -> str:
    """On one line, without what a terminal would obey."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable() or c == "\u200d")
