"""Sentences that tell of an incident, each with what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from dateline.expressions.counts import read_count
from dateline.models import Span
from dateline.models.vocabulary import ClaimStatus, IncidentKind
from dateline.survey.actors import agent_of, find_actors, patient_of
from dateline.survey.frames import Frames
from dateline.survey.lexicon import Lexicon, lowered
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
# How far a trigger may run on past its first words.
_LONGEST = 60
# "Thousands were killed", "two million displaced": sums over many events, unless a day is named.
_TOTAL = 1000
_NAMED = re.compile(
    r"\s+((?:the\s|a\s)?(?:[a-zA-Z]+\s){0,3}?[A-Z][\w-]*(?:[\s-][A-Z][\w-]*)*"
    r"(?:\s(?:group|militia|militants|faction|movement)\s(?:al[\s-])?[A-Z][\w-]*)?)"
)
# A weak trigger that is somebody's deed, as dying and being killed need not be.
_DEED = re.compile(
    r"attack|assault|raid|clash|fight|battl|fought|shot|shoot|gunfire|storm|besieg|execut|slain|"
    r"slaught|murder|bomb|grenade|offensive|killings",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"attack|assault|kill", re.IGNORECASE)
# What a claim or an accusation is of: "responsibility for the ambush", "blamed X for the raid".
_OBJECT = re.compile(
    r"\b(?:for|behind|out|of|staged|launched|planted|the)\s+(?P<object>[^,;.]{3,80})"
)


Frame = Literal["deed", "accident", "past"]


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
        about: The words for what is claimed, or for which somebody is blamed.
        frame: Whether a deed of the news is told, an accident, or a deed of the past. The last
            two are no incidents; what follows may belong to them.
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
    about: Span | None = None
    frame: Frame = "deed"


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
    found = tuple(islice(_triggers(text, sentence, lexicon), _MOST_TRIGGERS))
    counted = find_tolls(text, sentence, lexicon)
    claim, blamed = _claim(text, sentence, lexicon), _blamed(text, sentence, lexicon)
    chance = lexicon.accidents.search(lowered(text), sentence.start, sentence.end)
    nothing = not found and not counted and claim[0] == "not_mentioned" and blamed is None
    if (nothing and not chance) or sentence.text.rstrip().endswith("?"):
        return None
    frames = Frames(text, sentence, lexicon, published)
    tolls = tuple(
        t
        for t in counted
        if not _quoted(t.count, quotations)
        and frames.happened(t.count, t.cue)
        and _is_news(t.count, frames)
        and not _is_total(t, frames)
    )
    # Where people were hurt something happened, whatever it was to stop or prevent.
    triggers = [
        t
        for t in found
        if not _quoted(t.span, quotations)
        and (tolls or (frames.is_actual(t.span, verb=True) and not frames.is_spoken_of(t.span)))
        and _is_news(t.span, frames)
    ]
    words = [*(t.count for t in counted), *(t.span for t in found)]
    if words and not tolls and not triggers and frames.is_past(words[0]):
        # A claim in this sentence or the next is one of old deeds.
        return _dead(paragraph, sentence, counted, (), frames, "past")
    places = find_places(text, sentence, lexicon)
    if chance and not _is_deed(text, sentence, triggers, lexicon):
        return _dead(paragraph, sentence, tolls, places, frames, "accident")
    armed = any(
        t.kind in EXPLOSIVE and not lexicon.chance.match(t.span.text.lower()) for t in triggers
    )
    killed = any(t.outcome == "killed" for t in tolls)
    if (
        not killed
        and not armed
        and lexicon.games.search(lowered(text), sentence.start, sentence.end)
    ):
        return None
    if counted and not tolls and not any(t.strong for t in triggers):
        triggers = []  # what killed them is no news either
    return _sighting(text, paragraph, sentence, triggers, tolls, places, claim, blamed, frames)


def _is_news(word: Span, frames: Frames) -> bool:
    return not (frames.is_past(word) or frames.is_judged(word) or frames.is_story(word))


def _is_total(toll: Toll, frames: Frames) -> bool:
    """Whether a toll is a sum over many events: "has uprooted more than two million"."""
    reading = read_count(toll.count.text)
    low = (reading.low or 0) if reading else 0
    return low >= _TOTAL and (toll.outcome == "displaced" or not frames.is_recent(toll.count))


def _is_deed(text: str, sentence: Span, triggers: Sequence[TriggerWord], lexicon: Lexicon) -> bool:
    """Whether somebody's act is told beside an accident's words."""
    if any(
        not lexicon.chance.fullmatch(t.span.text.lower()) if t.strong else _DEED.match(t.span.text)
        for t in triggers
    ):
        return True
    actors = tuple(find_actors(text, sentence.start, sentence.end, lexicon)) if triggers else ()
    if any(t.kind in EXPLOSIVE for t in triggers) and any(
        lexicon.actor_kind(a.text) == "Rebel group" for a in actors
    ):
        return True  # their own bomb, though it went off by accident
    return any(
        lexicon.actor_kind(a.text) in ARMED - {"State forces"}
        for t in triggers
        if (a := agent_of(text, sentence, t.span, actors))
    )


def _dead(
    paragraph: Span,
    sentence: Span,
    tolls: tuple[Toll, ...],
    places: tuple[Span, ...],
    frames: Frames,
    frame: Frame,
) -> Sighting | None:
    """A sighting of what is no incident, so that what follows is not taken for another's."""
    if not (tolls or places or frames.dates):
        return None
    return Sighting(
        sentence=sentence,
        paragraph=paragraph,
        kinds=(),
        firm=True,
        separate=False,
        tolls=tolls,
        places=places,
        dates=frames.dates,
        frame=frame,
    )


def _sighting(
    text: str,
    paragraph: Span,
    sentence: Span,
    triggers: Sequence[TriggerWord],
    tolls: tuple[Toll, ...],
    places: tuple[Span, ...],
    claim: tuple[ClaimStatus, Span | None],
    blamed: tuple[Span, Span | None] | None,
    frames: Frames,
) -> Sighting | None:
    lexicon, dates = frames.lexicon, frames.dates
    spoken_of = claim[0] != "not_mentioned" or blamed is not None
    if not triggers and not tolls and not spoken_of:
        return None
    actors = tuple(find_actors(text, sentence.start, sentence.end, lexicon))
    agents = _distinct(agent_of(text, sentence, t.span, actors) for t in triggers)
    patients = _distinct(patient_of(text, t.span, actors) for t in triggers)
    weapon = lexicon.weapons.search(text, sentence.start, sentence.end)
    armed = any(lexicon.actor_kind(a.text) in ARMED for a in actors)
    acting = any(lexicon.actor_kind(a.text) for a in agents) or any(
        lexicon.actor_kind(a.text) in ARMED - {"State forces"} and a.end <= t.span.start
        for a in actors
        for t in triggers
    )
    # Herders are armed in one report and the victims of a lion in the next.
    victims = any(lexicon.actor_kind(t.count.text) in ARMED - {"Identity militia"} for t in tolls)
    killed_only = not any(t.strong or _DEED.match(t.span.text) for t in triggers)
    # "A wall fell and killed a child", "a lion killed two": dying needs somebody who did it.
    firm = not (killed_only and _kills(triggers) and not acting and not victims) and _is_firm(
        triggers, tolls, places, dates, armed=armed, acts=bool(agents or patients)
    )
    if not firm and not tolls and not spoken_of:
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
        about=_about(text, sentence, lexicon) if spoken_of else None,
    )


def _is_firm(
    triggers: Sequence[TriggerWord],
    tolls: Sequence[Toll],
    places: Sequence[Span],
    dates: Sequence[Span],
    *,
    armed: bool,
    acts: bool,
) -> bool:
    """Whether a sentence alone shows an incident."""
    if not triggers:
        return False
    strong = any(t.strong for t in triggers)
    peaceful = all(t.kind in PROTEST for t in triggers)
    if strong and bool(tolls or places or dates or armed):
        return True
    if tolls and _violent(triggers):
        return True
    if peaceful:
        return bool(places) and bool(dates)
    if all(t.kind is K.ARRESTS for t in triggers) and tolls:
        return True
    plain = all(_PLAIN.match(t.span.text) for t in triggers)  # markets and senators attack too
    if bool(places) and bool(dates) and _violent(triggers) and (acts or not plain):
        return True
    return armed and acts and bool(places or dates)


def _kills(triggers: Sequence[TriggerWord]) -> bool:
    return all(t.kind is K.ATTACK for t in triggers)


def _about(text: str, sentence: Span, lexicon: Lexicon) -> Span | None:
    """What a claim, or an accusation, is of."""
    patterns = (lexicon.claimed, lexicon.blamed, lexicon.unclaimed)
    ends = [m.end() for p in patterns if (m := p.search(text, sentence.start, sentence.end))]
    match = _OBJECT.search(text, min(ends), sentence.end) if ends else None
    if match is None:  # "The ambush was claimed by", "no group said it had carried out the raid"
        return sentence
    return Span(start=match.start("object"), end=match.end("object"), text=match["object"])


Telling = Literal["actual", "not_actual", "background", "nothing"]


def telling(text: str, sentence: Span, lexicon: Lexicon, *, published: date | None) -> Telling:
    """Whether a sentence tells of an incident that happened, of one that did not, or of none.

    "not_actual" is a threat, a plan, a fear, a denial; "background" is the past of long ago, a
    court's matter, a story.
    """
    counts = [t.count for t in find_tolls(text, sentence, lexicon)]
    triggers = [t.span for t in islice(_triggers(text, sentence, lexicon), _MOST_TRIGGERS)]
    claim = lexicon.claimed.search(text, sentence.start, sentence.end)
    words = [*counts, *([_span(claim)] if claim else [])]
    if not words and not triggers:
        return "nothing"
    frames = Frames(text, sentence, lexicon, published)
    actual = [w for w in words if frames.is_actual(w)]
    actual += [w for w in triggers if frames.is_actual(w, verb=True)]
    if not actual:
        return "not_actual"
    return "actual" if any(_is_news(w, frames) for w in actual) else "background"


def _triggers(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[TriggerWord]:
    low = lowered(text)
    # One look for any trigger, then one close look at each for its kinds.
    found = list(
        islice(lexicon.trigger_words.finditer(low, sentence.start, sentence.end), _MOST_TRIGGERS)
    )
    if not found:
        return
    barred = [m.span() for m in lexicon.not_trigger.finditer(low, sentence.start, sentence.end)]
    barred += [m.span() for m in lexicon.not_riot.finditer(low, sentence.start, sentence.end)]
    for trigger in lexicon.triggers:
        for pattern, strong in ((trigger.strong, True), (trigger.weak, False)):
            for around in found:
                end = min(sentence.end, around.end() + _LONGEST)
                match = pattern.search(low, around.start(), end)
                while match and match.start() < around.end():
                    if not any(a <= match.start() < b for a, b in barred):
                        span = Span(
                            start=match.start(),
                            end=match.end(),
                            text=text[match.start() : match.end()],
                        )
                        yield TriggerWord(span, trigger.kind, strong)
                    match = pattern.search(low, match.end(), end)


def is_actual(text: str, sentence: Span, span: Span, lexicon: Lexicon) -> bool:
    """Whether nothing before `span`, in its clause, makes it a threat, a plan or a denial."""
    return Frames(text, sentence, lexicon, None).is_actual(span)


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


def _claim(text: str, sentence: Span, lexicon: Lexicon) -> tuple[ClaimStatus, Span | None]:
    if lexicon.unclaimed.search(text, sentence.start, sentence.end):
        return "stated_unclaimed", None
    match = lexicon.claimed.search(text, sentence.start, sentence.end)
    if match is None or not is_actual(text, sentence, _span(match), lexicon):
        return "not_mentioned", None
    if match[0].endswith("by"):
        return "claimed", _named_after(text, match.end(), sentence.end)
    actors = tuple(find_actors(text, sentence.start, sentence.end, lexicon))
    by = agent_of(text, sentence, _span(match), actors)
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
            return _whole_name(text, actor), by
    return None


def _whole_name(text: str, actor: Span) -> Span:
    """The actor with the rest of its name: "the People’s Protection Units"."""
    rest = re.match(r"(?:[’']s)?(?:\s[A-Z][\w’'-]*\w)+", text[actor.end : actor.end + 60])
    if rest is None or not actor.text.split()[-1][0].isupper():
        return actor
    end = actor.end + rest.end()
    return Span(start=actor.start, end=end, text=text[actor.start : end])


def trim_source(text: str, start: int, end: int) -> Span | None:
    """The subject before a verb: the last piece between commas."""
    start = max(start, text.rfind(",", start, end) + 1)
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if conjunction := re.match(r"(?:but|and|while|however|then|so)\s+", words, re.IGNORECASE):
        lead, words = lead + conjunction.end(), words[conjunction.end() :]
    if not words or len(words.split()) > 8:
        return None
    return Span(start=start + lead, end=start + lead + len(words), text=words)


def _distinct(spans: Iterator[Span | None]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), text=match[0])
