"""Records whose every word stands in the article, and that do not fit it all the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.models import (
    Actor,
    Article,
    Casualty,
    Count,
    Finding,
    Incident,
    Mention,
    Perpetrator,
    Place,
    Span,
    Statement,
    When,
)
from dateline.models.vocabulary import Outcome
from dateline.pipeline.consistency import Checker
from dateline.pipeline.records import Records
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

RAID = "Gunmen killed 12 soldiers and wounded seven others near Karsa on Saturday, the army said."
BOMB = "In another attack, a roadside bomb killed four traders in the town of Velm on Sunday."
THREAT = "The Kesh Front threatened to kill 30 hostages in Dol unless its leader is released."
QUOTE = "“They came at night,” said Anna Bell, a nurse."
TALKS = "Talks between the two sides resume in Geneva next week, Omar Dahl, an envoy, said."
TEXT = "\n\n".join([RAID, BOMB, THREAT, QUOTE, TALKS])
ARTICLE = Article.from_text(TEXT, published=date(2024, 3, 11))
SURVEY = survey(ARTICLE)


def at(words: str) -> Span:
    """Where words stand."""
    start = TEXT.index(words)
    return ARTICLE.span(start, start + len(words))


def mention(words: str) -> Mention:
    """The mention of words."""
    return Mention.at(at(words))


def toll(words: str, outcome: str = "killed") -> Casualty:
    """A toll."""
    return Casualty.model_validate({"outcome": outcome, "count": Count(mention=mention(words))})


def raid(**changed: Any) -> Incident:
    """The raid, rightly told but for what is changed."""
    values: dict[str, Any] = {
        "id": "i1",
        "kind": "Armed clash",
        "perpetrators": (Perpetrator(mention=mention("Gunmen")),),
        "targets": (Actor(mention=mention("soldiers")),),
        "casualties": (toll("12 soldiers"), toll("seven others", "wounded")),
        "place": Place(mention=mention("near Karsa")),
        "when": When(mention=mention("Saturday"), start=date(2024, 3, 9)),
        "evidence": (at(RAID),),
    }
    return Incident(**values | changed)


def said(**changed: Any) -> Statement:
    """The quotation, rightly told but for what is changed."""
    values: dict[str, Any] = {
        "id": "s1",
        "kind": "direct",
        "content": mention("They came at night"),
        "speaker": mention("Anna Bell"),
        "cue": mention("said Anna Bell").model_copy(update={"text": "said"}),
    }
    return Statement(**values | changed)


def found(*incidents: Incident, statements: tuple[Statement, ...] = ()) -> list[Finding]:
    """The findings on these records."""
    return list(Checker(ARTICLE, SURVEY).check(Records(incidents, statements)))


def test_right_records_bring_no_findings() -> None:
    """All of their words belong together."""
    assert found(raid(), statements=(said(),)) == []


def test_a_threat_that_went_into_the_record_of_an_event_is_told() -> None:
    """Joined with an event, it has that event's sentence to bear it out."""
    event = raid()
    threat = raid(id="i2", casualties=(), targets=(), when=None, evidence=(at(THREAT),))
    joined = raid(evidence=(at(RAID), at(THREAT)))

    def told(*apart: Incident) -> list[tuple[str, str | None]]:
        checked = Checker(ARTICLE, SURVEY).check(Records((joined,)), apart)
        return [(f.kind, f.record) for f in checked if f.kind == "not_actual"]

    assert told(event, threat) == [("not_actual", "i1")]
    assert told(event, raid(id="i2")) == told(joined) == []


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"casualties": (toll("four traders"),)}, "mixed_evidence", "evidence"),
        ({"place": Place(mention=mention("Geneva"))}, "outside_evidence", "place"),
        ({"evidence": (at(TALKS),)}, "unsupported", "evidence"),
        ({"evidence": (at(THREAT),)}, "not_actual", "realis"),
        (
            {"casualties": (toll("12 soldiers", "wounded"),)},
            "wrong_outcome",
            "casualties.0.outcome",
        ),
        (
            {"casualties": (toll("30 hostages", "killed"),), "evidence": (at(THREAT),)},
            "not_actual",
            "casualties.0.realis",
        ),
        (
            {"when": When(mention=mention("next week"), start=date(2024, 3, 18))},
            "after_publication",
            "when",
        ),
    ],
)
def test_what_does_not_fit_is_a_finding(changed: dict[str, Any], kind: str, field: str) -> None:
    """With the record's id and the field."""
    hits = [f for f in found(raid(**changed)) if (f.kind, f.field) == (kind, field)]
    assert [f.record for f in hits] == ["i1"]


def test_an_outcome_that_the_sentence_also_tells_is_information() -> None:
    """Where another number of the sentence has the outcome, the parser may have mixed them up."""
    (finding,) = [
        f
        for f in found(raid(casualties=(toll("seven others", "killed"),)))
        if f.kind == "wrong_outcome"
    ]
    assert finding.severity == "info"


@pytest.mark.parametrize(
    ("wounded", "severity"), [("mortally wounded", "info"), ("badly wounded", "warning")]
)
def test_wounds_to_die_of_may_be_counted_as_deaths(wounded: str, severity: str) -> None:
    """The sentence does not say that they have died yet."""
    article = Article.from_text(f"Gunmen {wounded} two guards near Karsa on Saturday.")
    (sentence,) = article.paragraphs
    guards = article.locate("two guards")
    assert guards is not None
    dead = Casualty(outcome="killed", count=Count(mention=Mention.at(guards), best=2))
    record = Incident(kind="Attack", casualties=(dead,), evidence=(sentence,))
    findings = Checker(article, survey(article)).check(Records((record,)))
    assert [f.severity for f in findings if f.kind == "wrong_outcome"] == [severity]


@pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")
@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "In the fight by a mill the unit killed four men and a Dutch officer was hit, he said.",
            (("killed", "four men"), ("wounded", "a Dutch officer")),
        ),
        (
            "The clinic was treating 27 others, five of them in intensive care, its head said.",
            (("wounded", "27 others"),),
        ),
        (
            "The mayor gave a figure, telling a radio station that nine men were still missing.",
            (("missing", "nine men"),),
        ),
    ],
)
def test_what_one_reading_of_a_sentence_has_otherwise_is_no_warning(
    text: str, tolls: tuple[tuple[Outcome, str], ...]
) -> None:
    """Its tree may join a clause to another, and hang a word on a wrong one."""
    article = Article.from_text(text)
    counted = []
    for outcome, words in tolls:
        span = article.locate(words)
        assert span is not None
        counted.append(Casualty(outcome=outcome, count=Count(mention=Mention.at(span))))
    record = Incident(kind="Attack", casualties=tuple(counted), evidence=article.paragraphs)
    checked = Checker(article, survey(article, load_parser())).check(Records((record,)))
    of_tolls = [f for f in checked if (f.field or "").startswith("casualties")]
    assert [f for f in of_tolls if f.severity == "warning"] == []


def test_what_the_parser_put_in_is_not_held_against_the_record() -> None:
    """It rests on the parser's own grouping of sentences."""
    place = mention("Geneva").model_copy(update={"found_by": "parser"})
    assert not [f for f in found(raid(place=Place(mention=place))) if f.field == "place"]


def test_a_threat_told_as_a_threat_is_right() -> None:
    """Its realis says what the sentence says."""
    threat = raid(
        realis="threatened",
        casualties=(toll("30 hostages", "captured").model_copy(update={"realis": "threatened"}),),
        place=Place(mention=mention("Dol")),
        when=None,
        perpetrators=(),
        targets=(),
        evidence=(at(THREAT),),
    )
    assert [f.kind for f in found(threat) if f.kind == "not_actual"] == []


@pytest.mark.parametrize("speaker", ["Omar Dahl", "The Kesh Front", "the army"])
def test_a_speaker_from_elsewhere_is_a_finding(speaker: str) -> None:
    """Another of the article's sources, grounded as well as the right one."""
    (finding,) = found(statements=(said(speaker=mention(speaker)),))
    assert (finding.kind, finding.severity, finding.field) == (
        "wrong_speaker",
        "warning",
        "speaker",
    )
    assert "Anna Bell" in finding.message


def test_a_quotation_called_indirect_is_a_finding() -> None:
    """And narration called direct."""
    assert [f.kind for f in found(statements=(said(kind="indirect"),))] == ["wrong_marks"]
    narrated = said(content=mention("Talks between the two sides"), speaker=mention("Omar Dahl"))
    assert [f.kind for f in found(statements=(narrated,))] == ["wrong_marks"]


def test_two_records_of_one_incident_are_a_finding() -> None:
    """Same day, same toll."""
    again = raid(id="i2")
    kinds = [f.kind for f in found(raid(), again)]
    assert kinds == ["reported_twice"]


def test_a_record_that_rests_on_a_caption_is_a_finding() -> None:
    """Nothing else tells of it."""
    caption = "Soldiers stand at the site of a blast in Lenz on Friday. (Newswire photo)"
    text = f"{RAID}\n\n{caption}\n\n{BOMB}"
    article = Article.from_text(text, published=date(2024, 3, 11))
    assert article.set_aside
    start = text.index(caption)
    blast = Incident(id="i1", kind="Attack", evidence=(article.span(start, start + len(caption)),))
    kinds = {f.kind for f in Checker(article, survey(article)).check(Records((blast,)))}
    assert "boilerplate" in kinds


@pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")
@pytest.mark.parametrize(
    ("text", "kind", "happened"),
    [
        ("The army denies the information that a priest was abducted.", "Attack", False),
        ("A claim that the clinic had been torched was rubbished by its head.", "Attack", False),
        ("If one shot is fired at us, the village goes into the fire.", "Attack", False),
        ("The militia vowed to burn down the tax office.", "Looting/property destruction", False),
        ("The strike on the refinery was called off.", "Air/drone strike", False),
        ("We reported that a clinic had been shelled. This did not happen.", "Attack", False),
        ("Two men were arrested and charged with plotting to ram a crowd.", "Attack", False),
        ("The group denied carrying out the bombing.", "Attack", True),
        ("The attack would have been worse if a second bomb had gone off.", "Attack", True),
        ("An attack on a church was claimed by the group, which threatened more.", "Attack", True),
        ("Nobody has claimed the attack on the bar.", "Attack", True),
    ],
)
def test_what_governs_a_deed_says_whether_it_happened(text: str, kind: str, happened: bool) -> None:
    """A threat, a plan, a condition or a denial makes a finding, the same words elsewhere none."""
    article = Article.from_text(text)
    seen = survey(article, load_parser())
    evidence = tuple(s.span for s in seen.sentences)
    record = Incident.model_validate({"kind": kind, "evidence": evidence})
    found = [f for f in Checker(article, seen).check(Records((record,))) if f.severity != "info"]
    assert (not any(f.kind == "not_actual" for f in found)) == happened


@pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")
@pytest.mark.parametrize(("target", "happened"), [("the barracks", True), ("the port", False)])
def test_what_a_target_hangs_on_says_whether_it_was_hit(target: str, happened: bool) -> None:
    """The barracks were stormed; of the port the same sentence tells a threat."""
    text = "Gunmen attacked the barracks on Sunday and threatened to attack the port."
    article = Article.from_text(text, published=date(2024, 3, 11))
    start = text.index(target)
    aimed = Actor(mention=Mention.at(article.span(start, start + len(target))))
    record = Incident(kind="Attack", targets=(aimed,), evidence=article.paragraphs)
    checked = Checker(article, survey(article, load_parser())).check(Records((record,)))
    assert (not any(f.kind == "not_actual" for f in checked)) == happened
