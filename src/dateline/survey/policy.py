"""Sentences that state a decision, a deadline, talks or an agreement."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.expressions.dates import find_dates
from dateline.models import Span
from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.lexicon import Lexicon
from dateline.survey.policy_actors import actors_in
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import trimmed
from dateline.survey.statements import Attribution

_BUT = re.compile(r",\s+(?:but|while|whereas|although|though)\s|;\s")
# Who warns, promises or denies takes a position, whatever it is about.
_POSITIONS = ("warn", "threaten", "promise", "deny")
# What is asked for, blamed or condemned is no step that was taken.
_NO_POLICY = ("request", "accuse", "condemn", "praise")
_FEWEST_WORDS = 6
_ENDS_IN_CONJUNCTION = re.compile(r"[,;\s]+(?:but|while|whereas|although|though)$")
_MOVED_TO = re.compile(
    r"(?:\b(?:to|until|till|for)\s+(?:early\s+|late\s+|the\s+|this\s+|next\s+)?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """A clause that states an item of policy.

    Attributes:
        what: The clause.
        kinds: The kinds that its words allow, the likeliest first.
        statuses: The states that its words allow, the likeliest first.
        actors: The names in it, in order.
        dates: The expressions of time in it.
        sentence: The sentence that holds it.
    """

    what: Span
    kinds: tuple[PolicyKind, ...]
    statuses: tuple[PolicyStatus, ...]
    actors: tuple[Span, ...]
    dates: tuple[Span, ...]
    sentence: Span


def find_policy(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    lexicon: Lexicon,
) -> tuple[PolicyItem, ...]:
    """The items that one paragraph states. What is only asked for or quoted states none."""
    items = []
    starts = [q.outer.start for q in quotations]
    said_at = 0
    for sentence in sentences:
        if sentence.text.endswith("?") or not _may_state(sentence, lexicon):
            continue
        while said_at < len(attributions) and attributions[said_at].sentence.end < sentence.end:
            said_at += 1
        inside = quotations[
            bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end)
        ]
        said = []
        for attribution in attributions[said_at:]:
            if attribution.sentence.start > sentence.start:
                break
            said.append(attribution)
        for clause, by in _clauses(text, sentence, said, lexicon):
            item = _item(text, clause, sentence, by, inside, lexicon)
            if item is not None:
                items.append(item)
    return tuple(items)


def without_repeats(items: Sequence[PolicyItem]) -> tuple[PolicyItem, ...]:
    """The items without a headline's that the report states again."""
    return tuple(
        item
        for n, item in enumerate(items)
        if not (
            n < _HEADLINES
            and item.sentence.text[-1:] not in ".!?…”\"’'"
            and any(_same(item, other) for other in items[n + 1 : n + 1 + _LEAD])
        )
    )


_HEADLINES = 3  # items: the first that may stand in headlines
_LEAD = 12  # items behind a headline's that may say it again
_STEM = 5  # letters: "extends" and "extend" are one word


def _same(item: PolicyItem, other: PolicyItem) -> bool:
    words = {w[:_STEM].lower() for w in re.findall(r"\w{4,}", item.what.text)}
    others = {w[:_STEM].lower() for w in re.findall(r"\w{4,}", other.what.text)}
    return set(item.kinds) & set(other.kinds) != set() and len(words & others) * 5 >= len(words) * 2


def _may_state(sentence: Span, lexicon: Lexicon) -> bool:
    return any(pattern.search(sentence.text) for pattern in lexicon.policy.values())


def _clauses(
    text: str, sentence: Span, said: Sequence[Attribution], lexicon: Lexicon
) -> list[tuple[Span, Attribution | None]]:
    """The clauses of a sentence, each with the attribution that it is the content of."""
    reported = [a for a in said if a.kind != "direct"]
    wholes: list[tuple[Span, Attribution | None]] = [
        (part, a) for a in reported if a.act not in _NO_POLICY for part in a.content
    ]
    if not said:
        wholes = [(sentence, None)]
    elif reported:
        edges = [
            edge.start
            for a in reported
            for edge in (a.content[0], a.cue, a.source.speaker if a.source else None)
            if edge is not None
        ]
        before = trimmed(text, sentence.start, min(edges), " \t\n\u00a0,;.")
        if before is not None:
            wholes.insert(0, (before, None))
    clauses = []
    for whole, by in wholes:
        cuts = [whole.start, *_cuts(text, whole, lexicon), whole.end]
        for start, end in itertools.pairwise(cuts):
            span = trimmed(text, start, end, " \t\n\u00a0,;.")
            if span is not None:
                clauses.append((_without_conjunction(span), by))
    return clauses


def _cuts(text: str, whole: Span, lexicon: Lexicon) -> Iterator[int]:
    for match in _BUT.finditer(text, whole.start, whole.end):
        # "had set June 30 as the deadline, but it was not met": one item, and what became of it.
        became = lexicon.policy_status["missed"].search(text, match.end(), whole.end)
        if not (became and lexicon.policy["deadline"].search(text, whole.start, match.start())):
            yield match.end()


def _without_conjunction(clause: Span) -> Span:
    text = _ENDS_IN_CONJUNCTION.sub("", clause.text)
    return Span.at(clause.start, text)


def _item(
    text: str,
    clause: Span,
    sentence: Span,
    said: Attribution | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> PolicyItem | None:
    if len(clause.text.split()) < _FEWEST_WORDS:
        return None
    first: dict[PolicyKind, int] = {}
    for kind, pattern in lexicon.policy.items():
        for match in pattern.finditer(text, clause.start, clause.end):
            if not any(q.inner.start <= match.start() < q.inner.end for q in quotations):
                first.setdefault(kind, match.start())
    if "visit" in first and not _is_official(clause.text, lexicon):
        del first["visit"]
    if not first:
        return None
    kinds: tuple[PolicyKind, ...] = tuple(first)
    met = lexicon.meeting.search(text, clause.start, clause.end)
    if met and "agreement" in first and met.start() < first["agreement"]:
        # "will meet to discuss the truce" is a meeting; no truce is made by it.
        kinds = ("negotiation", *(k for k in kinds if k not in ("agreement", "negotiation")))
    if said is not None and said.act in _POSITIONS:
        kinds = ("position", *kinds)
    dates = tuple(
        Span(
            start=clause.start + d.start,
            end=clause.start + d.end,
            text=clause.text[d.start : d.end],
        )
        for d in find_dates(clause.text)
    )
    statuses = _statuses(text, clause, kinds[0], lexicon)
    if statuses and statuses[0] == "postponed":
        dates = _new_date_first(text, clause, dates)
    return PolicyItem(
        clause, kinds, statuses, actors_in(text, clause, dates, lexicon), dates, sentence
    )


def _is_official(clause: str, lexicon: Lexicon) -> bool:
    """Whether a visit is one of state: tourists and families visit too."""
    return (
        lexicon.visitors.search(clause) is not None and lexicon.private_visit.search(clause) is None
    )


_USUAL: Mapping[PolicyKind, PolicyStatus] = {
    "deadline": "pending",
    "decision": "in_force",
    "legislation": "concluded",
    "sanction": "in_force",
    "position": "in_force",
    "visit": "concluded",
    "negotiation": "concluded",
    "withdrawal": "concluded",
    "deployment": "in_force",
}
# What a status can say of a kind: a decision that suspends something is itself in force.
_UNSAID: Mapping[PolicyKind, tuple[PolicyStatus, ...]] = {
    "decision": ("suspended", "concluded", "in_force", "rejected"),
    "deadline": ("announced", "in_force", "concluded", "suspended", "rejected"),
    "sanction": ("concluded", "suspended"),
    "position": (
        "missed",
        "postponed",
        "suspended",
        "rejected",
        "concluded",
        "announced",
        "pending",
    ),
    "legislation": ("in_force", "suspended"),
    "deployment": ("concluded",),
    "withdrawal": ("in_force",),
}


def _statuses(
    text: str, clause: Span, kind: PolicyKind, lexicon: Lexicon
) -> tuple[PolicyStatus, ...]:
    """The states that the words of a clause allow for its kind, the likeliest first."""
    found = [
        status
        for status, pattern in lexicon.policy_status.items()
        if status not in _UNSAID.get(kind, ()) and pattern.search(text, clause.start, clause.end)
    ]
    usual = _USUAL.get(kind)
    if usual is not None and usual not in found:
        found.append(usual)
    return tuple(found)


def _new_date_first(text: str, clause: Span, dates: Sequence[Span]) -> tuple[Span, ...]:
    """The date that something was moved to before the one that it was moved from."""
    moved = [d for d in dates if _MOVED_TO.search(text[max(clause.start, d.start - 24) : d.start])]
    return tuple(sorted(dates, key=lambda d: d not in moved))
