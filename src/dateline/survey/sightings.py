"""Sentences that tell of an incident, each with what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from dateline.expressions.dates import find_dates, resolve_date
from dateline.models import Span
from dateline.models.vocabulary import ClaimStatus, IncidentKind
from dateline.survey.actors import agent_of, find_actors, patient_of
from dateline.survey.lexicon import Lexicon
from dateline.survey.places import find_places
from dateline.survey.quotations import Quotation
from dateline.survey.tolls import Toll, find_tolls

K = IncidentKind
EXPLOSIVE = frozenset(
    {
        K.CHEMICAL_WEAPON,
        K.AIR_DRONE_STRIKE,
        K.SUICIDE_BOMB,
        K.SHELLING,
        K.REMOTE_EXPLOSIVE,
        K.GRENADE,
    }
)
PROTEST = frozenset({K.PEACEFUL_PROTEST, K.VIOLENT_DEMONSTRATION})
ARMED = frozenset(
    {
        "State forces",
        "Rebel group",
        "Political militia",
        "Identity militia",
        "External/Other forces",
    }
)
# A sentence with more is no sentence of a report, and each costs a look at all of it.
_MOST_TRIGGERS = 12
# What is dated further back than this before publication is background.
_NEWS = timedelta(days=21)
_NAMED = re.compile(
    r"\s+((?:the\s|a\s)?(?:[a-zA-Z]+\s){0,3}?[A-Z][\w-]*(?:[\s-][A-Z][\w-]*)*"
    r"(?:\s(?:group|militia|militants|faction|movement)\s(?:al[\s-])?[A-Z][\w-]*)?)"
)
_CLAUSE = re.compile(r"[;:]|,\s+(?:but|and|while|after|when|as)\s|\s(?:but|while|after|when)\s")


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A word that tells of an incident, with the kind that it tells of."""

    span: Span
    kind: IncidentKind
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one sentence says of an incident.

    Attributes:
        kinds: The kinds that its words allow, the likeliest first.
        firm: Whether the sentence alone shows an incident; the others only add to one.
        separate: Whether it opens as another incident's sentence does.
        generic: Whether it only says that people were killed or attacked, not how.
        agents: Who acted.
        patients: Who or what was hit.
        blamed: Who is blamed, and by whom.
        claim: What it says of a claim, and by whom.
    """

    sentence: Span
    paragraph: Span
    kinds: tuple[IncidentKind, ...]
    firm: bool
    separate: bool
    generic: bool = False
    tolls: tuple[Toll, ...] = ()
    places: tuple[Span, ...] = ()
    dates: tuple[Span, ...] = ()
    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    weapon: Span | None = None
    blamed: tuple[Span, Span | None] | None = None
    claim: tuple[ClaimStatus, Span | None] = ("not_mentioned", None)


def sight(
    text: str,
    paragraph: Span,
    sentence: Span,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    *,
    published: date | None,
) -> Sighting | None:
    """What `sentence` says of an incident, or None.

    Args:
        text: The article's text.
        paragraph: The paragraph of the sentence.
        sentence: The sentence.
        quotations: The paragraph's quotations; what is quoted is somebody's words, no report.
        lexicon: The language's lexicon.
        published: The day of publication: what is dated well before it is background.
    """
    claim, blamed = _claim(text, sentence, lexicon), _blamed(text, sentence, lexicon)
    tolls = tuple(
        t
        for t in find_tolls(text, sentence, lexicon)
        if not _quoted(t.count, quotations) and is_actual(text, sentence, t.count, lexicon)
    )
    # Where people were hurt something happened, whatever it was to stop or prevent.
    triggers = [
        t
        for t in islice(_triggers(text, sentence, lexicon), _MOST_TRIGGERS)
        if not _quoted(t.span, quotations) and (tolls or is_actual(text, sentence, t.span, lexicon))
    ]
    if not triggers and not tolls and claim[0] == "not_mentioned" and blamed is None:
        return None
    if _is_background(text, sentence, lexicon, published) or sentence.text.rstrip().endswith("?"):
        return None
    agents = _distinct(agent_of(text, sentence, t.span, lexicon) for t in triggers)
    patients = _distinct(patient_of(text, sentence, t.span, lexicon) for t in triggers)
    places = find_places(text, sentence, lexicon)
    dates = find_times(text, sentence, lexicon)
    weapon = lexicon.weapons.search(text, sentence.start, sentence.end)
    armed = any(
        lexicon.actor_kind(a.text) in ARMED
        for a in find_actors(text, sentence.start, sentence.end, lexicon)
    )
    strong = any(t.strong for t in triggers)
    firm = bool(triggers) and (
        (strong and bool(tolls or places or dates or armed))
        or (bool(tolls) and _violent(triggers))
        or (armed and (bool(places) or bool(dates)))
    )
    if not firm and not tolls and claim[0] == "not_mentioned" and blamed is None:
        return None
    return Sighting(
        sentence=sentence,
        paragraph=paragraph,
        kinds=_kinds(triggers, patients, agents, tolls, sentence.text, lexicon),
        firm=firm,
        generic=all(t.kind is K.ATTACK and not t.strong for t in triggers),
        separate=lexicon.separate.match(sentence.text) is not None,
        tolls=tolls,
        places=places,
        dates=dates,
        agents=agents,
        patients=patients,
        weapon=_span(weapon) if weapon else None,
        blamed=blamed,
        claim=claim,
    )


Telling = Literal["actual", "not_actual", "background", "nothing"]


def telling(text: str, sentence: Span, lexicon: Lexicon, *, published: date | None) -> Telling:
    """Whether a sentence tells of an incident that happened, of one that did not, or of none.

    "not_actual" is a threat, a plan, a fear, a denial; "background" is the past of long ago.
    """
    tolls = [t.count for t in find_tolls(text, sentence, lexicon)]
    triggers = [t.span for t in islice(_triggers(text, sentence, lexicon), _MOST_TRIGGERS)]
    claim = lexicon.claimed.search(text, sentence.start, sentence.end)
    words = [*tolls, *triggers, *([_span(claim)] if claim else [])]
    if not words:
        return "nothing"
    if not any(is_actual(text, sentence, w, lexicon) for w in words):
        return "not_actual"
    return "background" if _is_background(text, sentence, lexicon, published) else "actual"


def _triggers(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[TriggerWord]:
    barred = [m.span() for m in lexicon.not_trigger.finditer(text, sentence.start, sentence.end)]
    barred += [m.span() for m in lexicon.not_riot.finditer(text, sentence.start, sentence.end)]
    for trigger in lexicon.triggers:
        for pattern, strong in ((trigger.strong, True), (trigger.weak, False)):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                if not any(a <= match.start() < b for a, b in barred):
                    yield TriggerWord(_span(match), trigger.kind, strong)


def is_actual(text: str, sentence: Span, span: Span, lexicon: Lexicon) -> bool:
    """Whether nothing before `span`, in its clause, makes it a threat, a plan or a denial."""
    clause = sentence.start
    for match in _CLAUSE.finditer(text, sentence.start, span.start):
        clause = match.end()
    return lexicon.not_actual.search(text, clause, span.start) is None


def _is_background(text: str, sentence: Span, lexicon: Lexicon, published: date | None) -> bool:
    """Whether the sentence tells of the past: by its words, or by dates all long gone."""
    if lexicon.background.search(text, sentence.start, sentence.end):
        return True
    if published is None:
        return False
    found = (resolve_date(d.text, published) for d in find_times(text, sentence, lexicon))
    ends = [r.end for r in found if r is not None]
    return bool(ends) and max(ends) < published - _NEWS


def find_times(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """The expressions of time in a sentence that tell when things happened.

    Not of when something was said.
    """
    start = sentence.start
    spans = (
        Span(start=start + d.start, end=start + d.end, text=text[start + d.start : start + d.end])
        for d in find_dates(sentence.text)
    )
    return tuple(
        span
        for span in spans
        if not lexicon.saying_time.search(text[max(start, span.start - 40) : span.start])
    )


def _quoted(span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody's whole utterance holds the span; a fragment is the reporter's report."""
    return any(span in q.outer and q.inner.text.rstrip()[-1] in ",.!?…" for q in quotations)


def _violent(triggers: Sequence[TriggerWord]) -> bool:
    return any(t.kind is not K.ARRESTS and t.kind not in PROTEST for t in triggers) or any(
        t.strong for t in triggers
    )


def _kinds(
    triggers: Sequence[TriggerWord],
    patients: Sequence[Span],
    agents: Sequence[Span],
    tolls: Sequence[Toll],
    words: str,
    lexicon: Lexicon,
) -> tuple[IncidentKind, ...]:
    """The kinds that the triggers allow, by how sure they are and then in ACLED's order."""
    order = list(IncidentKind)
    firm = {t.kind for t in triggers if t.strong}
    weak = {t.kind for t in triggers} - firm
    hit = [*(p.text for p in patients), *(t.group.text for t in tolls if t.group)]
    armed_victims = any(lexicon.actor_kind(phrase) in ARMED for phrase in hit)
    armed_agents = any(lexicon.actor_kind(a.text) in ARMED for a in agents)
    ranked = sorted(firm, key=order.index) + sorted(weak, key=order.index)
    if firm & PROTEST or (weak & PROTEST and not firm):
        ranked = [_protest_kind(firm, words, lexicon), *ranked]
    elif firm & EXPLOSIVE:
        ranked = sorted(firm & EXPLOSIVE, key=order.index) + ranked
    elif K.ABDUCTION in firm and not any(t.outcome == "killed" for t in tolls):
        ranked = [K.ABDUCTION, *ranked]
    elif {K.ATTACK, K.ARMED_CLASH} & (firm | weak) and not firm - {
        K.ATTACK,
        K.ARMED_CLASH,
        K.ABDUCTION,
    }:
        clash = armed_victims or (K.ARMED_CLASH in firm and not hit and armed_agents)
        first, second = (K.ARMED_CLASH, K.ATTACK) if clash else (K.ATTACK, K.ARMED_CLASH)
        explosive = sorted(weak & EXPLOSIVE, key=order.index)
        ranked = [*explosive, first, second, *ranked]
    return tuple(dict.fromkeys(ranked))


def _protest_kind(firm: set[IncidentKind], words: str, lexicon: Lexicon) -> IncidentKind:
    if lexicon.protest_excessive.search(words):
        return K.EXCESSIVE_FORCE_AGAINST_PROTESTERS
    if K.VIOLENT_DEMONSTRATION in firm:
        return K.VIOLENT_DEMONSTRATION
    if lexicon.protest_intervention.search(words):
        return K.PROTEST_WITH_INTERVENTION
    return K.PEACEFUL_PROTEST


def _claim(text: str, sentence: Span, lexicon: Lexicon) -> tuple[ClaimStatus, Span | None]:
    if lexicon.unclaimed.search(text, sentence.start, sentence.end):
        return "stated_unclaimed", None
    match = lexicon.claimed.search(text, sentence.start, sentence.end)
    if match is None or not is_actual(text, sentence, _span(match), lexicon):
        return "not_mentioned", None
    if match[0].endswith("by"):
        return "claimed", _named_after(text, match.end(), sentence.end)
    by = agent_of(text, sentence, _span(match), lexicon)
    if by is None:
        subject = trim_source(text, sentence.start, match.start())
        by = subject if subject and any(c.isupper() for c in subject.text) else None
    return "claimed", by


def _named_after(text: str, start: int, end: int) -> Span | None:
    """The name that follows "claimed by", after an article and a description."""
    match = _NAMED.match(text, start, end)
    if match is None:
        return None
    return Span(start=match.start(1), end=match.end(1), text=match[1])


def _blamed(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Span, Span | None] | None:
    """Who is blamed and by whom: "the governor blamed X for", "blamed the attack on X"."""
    on = lexicon.blamed_on.search(text, sentence.start, sentence.end)
    match = on or lexicon.blamed.search(text, sentence.start, sentence.end)
    if match is None:
        return None
    by = trim_source(text, sentence.start, match.start())
    for actor in find_actors(text, match.end(), min(match.end() + 60, sentence.end), lexicon):
        if not text[match.end() : actor.start].strip():
            return actor, by
    return None


def trim_source(text: str, start: int, end: int) -> Span | None:
    """The subject before a verb: the last piece between commas."""
    start = max(start, text.rfind(",", start, end) + 1)
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if not words or len(words.split()) > 8:
        return None
    return Span(start=start + lead, end=start + lead + len(words), text=words)


def _distinct(spans: Iterator[Span | None]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match[0])
