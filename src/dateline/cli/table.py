"""An extraction laid out for people: a block for each record, at any width.

Columns side by side break words on a narrow terminal, and leave most of a wide one empty; the
lines of a block break between words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.export.wording import (
    agreement_in_words,
    claim_in_words,
    code_of,
    count_in_words,
    coverage_in_words,
    days_in_words,
    excerpt,
    flat,
    quoted,
    receipt_details,
    receipt_in_words,
    said_in_words,
    spaced,
    speaker_in_words,
)
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
    if claim := claim_in_words(incident.claim):
        what += f", {claim}"
    rows = [
        ("where", _place(incident.place)),
        ("when", _when(incident.when)),
        ("toll", "\n".join(map(_casualty, incident.casualties))),
        ("by", "\n".join(_perpetrator(p) for p in incident.perpetrators)),
        ("on", "\n".join(flat(target.mention.text) for target in incident.targets)),
        ("with", flat(incident.weapon.text) if incident.weapon else ""),
    ]
    details = _beside((label, Text(words)) for label, words in rows if words)
    return incident.id, Group(_headline(what, incident.found_by, incident.evidence), details)


def _headline(words: str, found_by: str, proof: Iterable[Span]) -> Text:
    places = ", ".join(f"{span.start}-{span.end}" for span in proof)
    aside = f"  [{found_by}{': ' if places else ''}{places}]"
    return Text.assemble((words, "bold"), (aside, "dim"))


def _perpetrator(perpetrator: Perpetrator) -> str:
    words = flat(perpetrator.mention.text)
    if perpetrator.basis == "stated_as_fact":
        return words
    source = f", according to {flat(s.text)}" if (s := perpetrator.according_to) else ""
    return f"{words} ({spaced(perpetrator.basis)}{source})"


def _casualty(casualty: Casualty) -> str:
    realis = "" if casualty.realis == "actual" else f" ({casualty.realis})"
    source = f", according to {flat(s.text)}" if (s := casualty.according_to) else ""
    words = quoted(casualty.count.mention.text)
    return f"{casualty.outcome} {count_in_words(casualty.count)}{realis}: {words}{source}"


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    code = code_of(place)
    return flat(place.mention.text) + (f" ({code})" if code else "")


def _when(when: When | None) -> str:
    if when is None:
        return ""
    days = days_in_words(when)
    return flat(when.mention.text) + (f" ({days})" if days else "")


def _statement(statement: Statement) -> Block:
    who = speaker_in_words(statement.speaker, statement.resolved_speaker)
    said = said_in_words(who, flat(statement.cue.text) if statement.cue else "")
    headline = _headline(f"{said}, {statement.kind}", statement.found_by, statement.content.spans)
    return statement.id, Group(headline, Text(quoted(statement.content.text)))


def _policy(item: PolicyContext) -> Block:
    status = "" if item.status == "unknown" else f", {spaced(item.status)}"
    lines = [_headline(f"{item.kind}{status}", item.found_by, item.what.spans)]
    lines.append(Text(quoted(item.what.text)))
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
        return flat(value.text)
    if isinstance(value, Count):
        return f"{count_in_words(value)}: {quoted(value.mention.text)}"
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, When):
        return _when(value)
    if isinstance(value, Model):
        inner = (_shown(getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(filter(None, inner))
    if isinstance(value, tuple):
        return "\n".join(map(_shown, value))
    return "" if value in (None, False, "") else flat(str(getattr(value, "value", value)))


# --- what was not proved, and what it took ---------------------------------------------------


def _findings(console: Console, findings: Sequence[Finding]) -> None:
    """Those to act upon, kind by kind; of the others the number."""
    shown = [f for f in findings if f.severity in _SHOWN_FINDINGS]
    shown.sort(key=lambda f: (_SHOWN_FINDINGS.index(f.severity), f.kind))
    console.print(Text.assemble(("Findings", "bold"), f" ({len(findings)})"))
    for (severity, kind), group in groupby(shown, key=lambda f: (f.severity, f.kind)):
        same = list(group)
        console.print(Text(f"{severity}: {spaced(kind)} ({len(same)})"))
        console.print(_beside((f"  {f.record or '-'}", Text(_finding(f))) for f in same))
    hidden = Counter(spaced(f.kind) for f in findings if f not in shown)
    if hidden:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(hidden.items()))
        console.print(Text(f"for information: {counts} (in full with --format json)"))
    console.print()


def _finding(finding: Finding) -> str:
    """The message, and the words that it is about where it does not hold them itself."""
    words = finding.span.text if finding.span else finding.value
    if not isinstance(words, str) or flat(words) in flat(finding.message):
        return finding.message
    return f"{finding.message} {quoted(excerpt(flat(words), _EXCERPT))}"


def _coverage(console: Console, result: Extraction) -> None:
    """One line: what of the article the records account for."""
    if words := coverage_in_words(result):
        console.print(Text.assemble(("Coverage", "bold"), f"  {words}\n"))


def _agreement(console: Console, result: Extraction) -> None:
    """One line: how far the two coders agree, where there were two."""
    if words := agreement_in_words(result):
        console.print(Text.assemble(("Agreement", "bold"), f"  {words}\n"))


def _receipt(console: Console, result: Extraction) -> None:
    """What it took, and then what of it is out of the ordinary."""
    console.print(Text.assemble(("Receipt", "bold"), f"  {receipt_in_words(result.receipt)}"))
    details = [(f"  {label}", Text(words)) for label, words in receipt_details(result.receipt)]
    if details:
        console.print(_beside(details))
