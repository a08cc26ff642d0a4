"""An extraction as tables that people can read."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from dateline.models import (
    Casualty,
    Count,
    Extraction,
    Incident,
    Place,
    PolicyContext,
    Statement,
    When,
)

_SHOWN_FINDINGS = ("warning", "error")


def print_tables(result: Extraction, file: TextIO) -> None:
    """Incidents, statements, policy, findings and the receipt."""
    width = shutil.get_terminal_size((110, 24)).columns
    console = Console(file=file, width=max(70, width), highlight=False)
    _section(console, "Incidents", _incidents(result.incidents), len(result.incidents))
    _section(console, "Statements", _statements(result.statements), len(result.statements))
    _section(console, "Policy context", _policy(result.policy_context), len(result.policy_context))
    _findings(console, result)
    _receipt(console, result)


def _section(console: Console, title: str, table: RenderableType, count: int) -> None:
    console.print(f"[bold]{title}[/bold] ({count})")
    if count:
        console.print(table)
    console.print()


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _incidents(incidents: Iterable[Incident]) -> Table:
    table = _table("", "what", "where", "when", "toll", "by", "proof", "found by")
    for incident in incidents:
        table.add_row(
            incident.id,
            _what(incident),
            _place(incident.place),
            _when(incident.when),
            Text("\n".join(_casualty(c) for c in incident.casualties)),
            _perpetrators(incident),
            ", ".join(f"{s.start}-{s.end}" for s in incident.evidence),
            incident.found_by,
        )
    return table


def _what(incident: Incident) -> Text:
    lines = [incident.kind.value]
    if incident.realis != "actual":
        lines.append(f"({incident.realis})")
    if incident.claim.status != "not_mentioned":
        lines.append("claimed" if incident.claim.status == "claimed" else "nobody claimed it")
    return Text("\n".join(lines))


def _perpetrators(incident: Incident) -> Text:
    lines = []
    for perpetrator in incident.perpetrators:
        basis = perpetrator.basis.replace("_", " ")
        lines.append(perpetrator.mention.text)
        if perpetrator.basis != "stated_as_fact":
            lines.append(f"({basis})")
    return Text("\n".join(lines))


def _casualty(casualty: Casualty) -> str:
    return f"{casualty.outcome} {_count(casualty.count)}: {_quoted(casualty.count.mention.text)}"


def _count(count: Count) -> str:
    if count.low is not None and count.low == count.high:
        return str(count.low)
    if count.low is None and count.high is None and count.best is not None:
        return f"~{count.best}"
    low = "?" if count.low is None else count.low
    high = "?" if count.high is None else count.high
    return f"{low}-{high}"


def _place(place: Place | None) -> Text:
    if place is None:
        return Text("-")
    code = place.admin1 or place.country
    return Text(_flat(place.mention.text) + (f"\n{code}" if code else ""))


def _when(when: When | None) -> Text:
    if when is None:
        return Text("-")
    days = ""
    if when.start and when.end:
        days = str(when.start) if when.start == when.end else f"{when.start} to {when.end}"
    return Text(_flat(when.mention.text) + (f"\n{days}" if days else ""))


def _statements(statements: Iterable[Statement]) -> Table:
    table = _table("", "who", "cue", "what was said", "kind", "proof", "found by")
    for statement in statements:
        who = _flat(statement.speaker.text) if statement.speaker else "-"
        if statement.resolved_speaker is not None:
            who += f"\n= {_flat(statement.resolved_speaker.text)}"
        table.add_row(
            statement.id,
            Text(who),
            Text(_flat(statement.cue.text) if statement.cue else "-"),
            Text(_quoted(statement.content.text)),
            statement.kind,
            ", ".join(f"{s.start}-{s.end}" for s in statement.content.spans),
            statement.found_by,
        )
    return table


def _policy(items: Iterable[PolicyContext]) -> Table:
    table = _table("", "kind", "status", "what", "when", "proof", "found by")
    for item in items:
        span = item.what.span
        table.add_row(
            item.id,
            item.kind,
            item.status,
            Text(_quoted(item.what.text)),
            _when(item.when),
            f"{span.start}-{span.end}" if span else "-",
            item.found_by,
        )
    return table


def _findings(console: Console, result: Extraction) -> None:
    shown = [f for f in result.findings if f.severity in _SHOWN_FINDINGS]
    hidden = Counter(f.kind.replace("_", " ") for f in result.findings if f not in shown)
    console.print(f"[bold]Findings[/bold] ({len(result.findings)})")
    for finding in shown:
        where = f" {_quoted(finding.span.text[:70])}" if finding.span else ""
        console.print(f"{finding.severity}: {escape(finding.message + where)}")
    if hidden:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(hidden.items()))
        console.print(f"for information: {counts} (in full with --format json)")
    console.print()


def _receipt(console: Console, result: Extraction) -> None:
    receipt, usage = result.receipt, result.receipt.usage
    cost = "unknown" if receipt.cost is None else f"{receipt.cost} USD"
    console.print("[bold]Receipt[/bold]")
    console.print(
        escape(
            f"{receipt.provider} ({receipt.model}): {receipt.attempts} requests, "
            f"{usage.prompt_tokens} prompt tokens ({usage.cached_tokens} from cache), "
            f"{usage.completion_tokens} completion tokens, {receipt.seconds:.1f} s, cost {cost}"
        )
    )


def _quoted(words: str) -> str:
    return f"“{_flat(words)}”"


def _flat(words: str) -> str:
    return " ".join(words.split())
