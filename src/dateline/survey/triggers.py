"""Words that tell of an incident, and the kinds that they allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.lexicon import Lexicon, lowered
from dateline.survey.tolls import Toll

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
CROWDS = PROTEST | {K.EXCESSIVE_FORCE_AGAINST_PROTESTERS, K.PROTEST_WITH_INTERVENTION}
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
# How far a trigger may run on past its first words.
_LONGEST = 60
_WORD_START = re.compile(r"(?<![\w-])[\w-]")
# A weak trigger that is somebody's deed, as dying and being killed need not be.
_DEED = re.compile(
    r"attack|assault|raid|clash|fight|battl|fought|shot|shoot|gunfire|storm|besieg|execut|slain|"
    r"slaught|murder|bomb|grenade|offensive|killings",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A word that tells of an incident, with the kind that it tells of."""

    span: Span
    kind: IncidentKind
    strong: bool

    @property
    def is_deed(self) -> bool:
        """Whether somebody did it, as nobody need have where people died."""
        return self.strong or _DEED.match(self.span.text) is not None


def find_triggers(text: str, sentence: Span, lexicon: Lexicon) -> tuple[TriggerWord, ...]:
    """The triggers of a sentence, by kind; a few at most."""
    low = lowered(text)
    # One look for any trigger, then a close one where it stands, for its kinds.
    words = list(
        islice(lexicon.trigger_words.finditer(low, sentence.start, sentence.end), _MOST_TRIGGERS)
    )
    if not words:
        return ()
    barred = [
        match.span()
        for pattern in (lexicon.not_trigger, lexicon.not_riot)
        for match in pattern.finditer(low, sentence.start, sentence.end)
    ]
    starts = [
        (start.start(), min(sentence.end, word.end() + _LONGEST))
        for word in words
        for start in _WORD_START.finditer(low, word.start(), word.end())
        if not any(a <= start.start() < b for a, b in barred)
    ]
    found: list[TriggerWord] = []
    letters = {low[start] for start, _ in starts}
    for form in _forms(lexicon):
        if form.letters is not None and form.letters.isdisjoint(letters):
            continue
        last = sentence.start
        for start, end in starts:
            match = form.words.match(low, start, end) if start >= last else None
            if match:
                last = match.end()
                found.append(TriggerWord(Span.cut(text, start, last), form.kind, form.strong))
    return tuple(found[:_MOST_TRIGGERS])


class _Form(NamedTuple):
    """The strong or the weak words of one kind, and the letters that they begin with."""

    kind: IncidentKind
    words: re.Pattern[str]
    letters: frozenset[str] | None
    strong: bool


@cache
def _forms(lexicon: Lexicon) -> tuple[_Form, ...]:
    return tuple(
        form
        for t in lexicon.triggers
        for form in (
            _Form(t.kind, t.strong, t.strong_letters, strong=True),
            _Form(t.kind, t.weak, t.weak_letters, strong=False),
        )
    )


def is_violent(triggers: Sequence[TriggerWord]) -> bool:
    """Whether any of them is more than an arrest or a protest."""
    return any(t.strong or (t.kind is not K.ARRESTS and t.kind not in PROTEST) for t in triggers)


def kinds_of(
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
    hurt = any(t.outcome in ("killed", "wounded") for t in tolls)
    if K.ARRESTS in weak and not firm and not hurt and not weak & PROTEST:
        ranked = [K.ARRESTS, *ranked]  # "found a bomb and arrested two men"
    elif firm & PROTEST or (weak & PROTEST and not firm):
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
