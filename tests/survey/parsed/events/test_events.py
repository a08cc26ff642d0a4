"""Who did what to whom, read from the trees of sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Article, Span
from dateline.survey import Survey, survey
from dateline.survey.parsed.events import Reading
from dateline.syntax import load_parser


def surveyed(text: str) -> Survey:
    """The survey of a text, with the parser."""
    return survey(Article.from_text(text), load_parser())


def readings(text: str) -> list[Reading]:
    """What the trees of its sentences tell."""
    return [s.reading for s in surveyed(text).sentences if s.reading is not None]


def told(text: str, role: str) -> list[str]:
    """The words for those who take a part in what happened, each once."""
    found: dict[str, None] = {}
    for reading in readings(text):
        for event in reading.actual:
            spans = reading.spans(getattr(event, role), names=role in ("agents", "victims"))
            found.update(dict.fromkeys(span.text for span in spans))
    return list(found)


# A sentence; who acts; who is hit; what is hit; with what.
CASES = [
    ("Rebels killed three farmers near Kiso.", ["Rebels"], ["three farmers"], [], []),
    ("Three farmers were killed by rebels.", ["rebels"], ["Three farmers"], [], []),
    (
        "The mayor was kidnapped and murdered by armed men.",
        ["armed men"],
        ["The mayor"],
        [],
        [],
    ),
    (
        "Gunmen stormed the police station and shot the commander.",
        ["Gunmen"],
        ["the commander"],
        ["the police station"],
        [],
    ),
    ("A roadside bomb killed two soldiers.", [], ["two soldiers"], [], ["A roadside bomb"]),
    (
        "The killing of Judge Tomas Arden by militants shocked the town.",
        ["militants"],
        ["Tomas Arden"],
        [],
        [],
    ),
    (
        "The rebels' attack on the garrison lasted an hour.",
        ["The rebels"],
        [],
        ["the garrison"],
        [],
    ),
    (
        "Militants carried out an attack on a bus on Friday.",
        ["Militants"],
        [],
        ["a bus"],
        [],
    ),
    (
        "Insurgents attacked the convoy with rockets.",
        ["Insurgents"],
        [],
        ["the convoy"],
        ["rockets"],
    ),
    (
        "Police chased the gunmen who had killed a priest.",
        ["the gunmen"],
        ["a priest"],
        [],
        [],
    ),
    ("A grenade exploded outside the town hall.", [], [], ["the town hall"], ["A grenade"]),
    (
        "Bandits killed five people, including the headmaster.",
        ["Bandits"],
        ["five people", "the headmaster"],
        [],
        [],
    ),
    ("The shelling left two children dead.", [], ["two children"], [], []),
    (
        "The mayor, Elena Duro, was murdered on Monday.",
        [],
        ["Elena Duro"],
        [],
        [],
    ),
]


@pytest.mark.parametrize(
    ("text", "agents", "victims", "targets", "weapons"), CASES, ids=[c[0][:40] for c in CASES]
)
def test_who_takes_which_part(
    text: str, agents: list[str], victims: list[str], targets: list[str], weapons: list[str]
) -> None:
    """Active, passive, possessive, relative, joined, by a noun, with a weapon."""
    found = [told(text, role) for role in ("agents", "victims", "targets", "weapons")]
    assert found == [agents, victims, targets, weapons]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels threatened to kill the hostages.",
        "Militants could attack the airport.",
        "No soldier was killed.",
        "Officers want to bomb the camp.",
        "If they attack the town, the army will answer.",
    ],
)
def test_what_did_not_happen_is_no_deed(text: str) -> None:
    """Threats, modals, negations, wishes and conditions."""
    assert all(not reading.actual for reading in readings(text))
    assert not surveyed(text).incidents


@pytest.mark.parametrize(
    "text",
    [
        "The team fired its coach and hit the road.",
        "Shares dropped and the bank seized the chance.",
        "She placed a cup on the table and left.",
        "The minister will target inflation.",
        "The firm launched a new telephone.",
    ],
)
def test_verbs_of_daily_life_are_no_violence(text: str) -> None:
    """An unsure verb needs somebody armed, a weapon or people hurt."""
    assert all(not reading.events for reading in readings(text))


@pytest.mark.parametrize(
    ("text", "accused", "by", "claimed"),
    [
        ("The governor blamed the attack on the militia.", "the militia", "governor", False),
        ("Officials accused the rebels of killing the priest.", "the rebels", "Officials", False),
        ("The bombing was attributed to the militia.", "the militia", None, False),
        ("The militia claimed responsibility for the raid.", "The militia", None, True),
    ],
)
def test_who_is_said_to_have_done_it(
    text: str, accused: str, by: str | None, claimed: bool
) -> None:
    """Blame, accusation, attribution and claim."""
    [reading] = readings(text)
    [found] = reading.accusations
    assert [s.text for s in reading.spans([found.accused])] == [accused]
    assert (found.by.text if found.by else None, found.claimed) == (by, claimed)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Twelve people died when gunmen opened fire.", True),
        ("The bombing destroyed a market in 1998.", True),
        ("Militants were killed in the clash.", True),
        ("The council met on Tuesday to discuss the budget.", False),
        ("The minister condemned the attack.", False),
        ("Nine people died of the disease.", False),
        ("Attack Warning Hotline", False),
    ],
)
def test_sentences_that_report_violence(text: str, *, reported: bool) -> None:
    """News and background, but no talk of it, no disease and no heading."""
    assert bool(surveyed(text).violent_sentences) == reported


def test_a_text_without_capitals_is_read_sentence_by_sentence() -> None:
    """Archives of wires keep none."""
    found = surveyed("guerrillas attacked the town. they killed gen. karim. nobody answered.")
    assert [s.span.text for s in found.sentences] == [
        "guerrillas attacked the town.",
        "they killed gen. karim.",
        "nobody answered.",
    ]


def test_a_record_names_those_whom_the_tree_names() -> None:
    """The name stands for the office beside it."""
    text = (
        "Masked gunmen stormed the Saint Orso clinic in Kabul on Friday and killed "
        "the surgeon, Elena Duro, with rifles."
    )
    [record] = surveyed(text).parser_incidents
    assert [p.mention.text for p in record.perpetrators] == ["Masked gunmen"]
    assert {t.mention.text for t in record.targets} == {"Elena Duro", "the Saint Orso clinic"}
    assert record.weapon is not None
    assert record.weapon.text == "rifles"


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "rebels",
        "killed",
        "was",
        "by",
        "attack",
        "on",
        "of",
        "bomb",
        "Karim",
        "dead",
        "who",
        "and",
        ",",
        ".",
        "“",
        "”",
        "left",
        "blamed",
        "for",
        "responsibility",
        "claimed",
        "exploded",
        "14",
        "soldiers",
        "not",
        "could",
        "including",
        "’s",
        "whose",
        "in",
        "front",
    ]
)


# Articles hold no control characters: those are refused when they are read.
NO_CONTROL = st.characters(exclude_categories=("Cc", "Cs"))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(NO_CONTROL, max_size=80))
def test_any_text_is_read_and_spans_slice_the_article(text: str) -> None:
    """Whatever the text, nothing raises."""
    article = Article.from_text(f"Reported: {text}")
    found = survey(article, load_parser())
    for record in found.parser_incidents:
        spans: list[Span] = list(record.evidence)
        for actor in (*record.perpetrators, *record.targets):
            spans += actor.mention.spans
        for mention in (record.weapon, record.place and record.place.mention):
            spans += mention.spans if mention else ()
        assert all(article.text[s.start : s.end] == s.text for s in spans)
    for reading in (s.reading for s in found.sentences):
        for event in reading.events if reading else ():
            assert reading is not None
            for span in reading.spans((*event.agents, *event.victims, *event.targets)):
                assert article.text[span.start : span.end] == span.text


def test_whoever_looks_for_the_bomber_hurt_nobody() -> None:
    """A participle behind a relative clause may go on from that; its subject is left open."""
    text = (
        "Detectives in Karsa are looking for a woman who left a bag that exploded on Friday, "
        "wounding nine people."
    )
    [incident] = survey(Article.from_text(text), load_parser()).parser_incidents
    assert incident.perpetrators == ()
    assert [c.count.mention.text for c in incident.casualties] == ["nine people"]


def test_a_deed_is_nobody_who_is_counted() -> None:
    """One “attempted murder” is no toll of one."""
    text = "The prosecutor in Karsa opened an inquiry for an “attempted murder” on Friday."
    found = survey(Article.from_text(text), load_parser())
    assert [t for s in found.sentences for t in s.tolls] == []


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        (
            "The gunmen killed two farmers, Ali Karim and Omar Saleh, near the town.",
            "victims",
            ["Ali Karim", "Omar Saleh"],
        ),
        ("The rebel group M23 killed four villagers.", "agents", ["M23"]),
        ("Members of the Free Movement (FM) attacked a post.", "agents", None),
        ("They were killed with two bursts of machinegun fire.", "weapons", ["machinegun"]),
        ("A truck rigged with dynamite exploded outside a bank.", "weapons", ["dynamite"]),
        ("Six people died and four others wounded.", "agents", []),
        ("The boss ordered the killing of the judge.", "victims", ["the judge"]),
    ],
)
def test_names_loads_and_passives_cut_short(text: str, role: str, words: list[str] | None) -> None:
    """A description yields to the names beside it; a name in brackets to its description."""
    found = told(text, role)
    assert found == (["Members of the Free Movement"] if words is None else words)


def test_all_who_are_accused_stand_in_the_record() -> None:
    """One of them was kept before."""
    text = "The fighters held the army and the government responsible for the killing of priests."
    (incident,) = surveyed(text).parser_incidents
    assert [p.mention.text for p in incident.perpetrators] == ["the army", "the government"]


def test_ordinary_people_may_act() -> None:
    """The tree shows that they do; those who are hurt do not."""
    (incident,) = surveyed("Three young men placed a bomb at the bank on Sunday.").parser_incidents
    assert [p.mention.text for p in incident.perpetrators] == ["Three young men"]
