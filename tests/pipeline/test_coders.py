"""Two coders: what each has alone stands too, and who found what is told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from dateline.calls import Route
from dateline.errors import Refused
from dateline.models import Article, Extraction, FieldAgreement
from dateline.pipeline.pairing import incidents_alike, pair
from dateline.pipeline.run import Options, run
from dateline.settings import Coders
from dateline.syntax import load_parser
from dateline.testing import ScriptedProvider, run_scripted

TEXT = (
    "KARSA, March 10 - Gunmen killed 14 traders at a market in Karsa on Saturday, police said.\n\n"
    "In Velm, a roadside bomb wounded three soldiers on Sunday.\n\n"
    "“We will find them,” said Amina Sow, the governor. She said that the road would be closed."
)
ARTICLE = Article.from_text(TEXT)


def incident(**values: Any) -> dict[str, Any]:
    """The market's attack, as a model answers."""
    return {
        "kind": "Attack",
        "realis": "actual",
        "perpetrators": [],
        "targets": [],
        "claim": {"status": "not_mentioned", "by": None},
        "weapon": None,
        "casualties": [],
        "place": "Karsa",
        "when": None,
        "evidence": [TEXT.partition(" - ")[2].partition("\n")[0]],
        **values,
    }


def read(coders: Coders, *, parsed: bool = True, **script: Any) -> Extraction:
    """The article read by these coders."""
    provider = ScriptedProvider({name: [items] for name, items in script.items()})
    options = Options(coders=coders, parser=load_parser() if parsed else None)
    return run_scripted(ARTICLE, provider, options=options)


def parsed_alone(article: Article) -> Extraction:
    """The article as the parser alone reads it."""
    options = Options(coders="parser", parser=load_parser())
    return asyncio.run(run(article, Route(()), options))


def fields(result: Extraction) -> dict[str, FieldAgreement]:
    """The agreement by field."""
    return {found.field: found for found in result.agreement}


def test_the_parser_alone_asks_nobody() -> None:
    """No route is needed, nothing is spent, and the receipt says who read it."""
    result = parsed_alone(ARTICLE)
    assert {r.found_by for r in (*result.incidents, *result.statements)} == {"parser"}
    assert len(result.incidents) == 2
    receipt = result.receipt
    assert (receipt.provider, receipt.parser, receipt.calls) == ("parser", receipt.model, ())
    assert receipt.cost == 0
    assert result.agreement == ()
    spans = [s for i in result.incidents for s in i.evidence]
    assert all(TEXT[s.start : s.end] == s.text for s in spans)


def test_what_one_coder_leaves_out_the_other_adds() -> None:
    """The model sees the market, the parser the bomb too."""
    result = read("both", Incident=[incident()])
    assert [(i.found_by, i.place.mention.text if i.place else None) for i in result.incidents] == [
        ("both", "Karsa"),
        ("parser", "Velm"),
    ]
    assert {s.found_by for s in result.statements} == {"parser"}
    found = fields(result)["incident"]
    assert (found.compared, found.agreed) == (2, 1)


def test_what_a_trusted_model_leaves_empty_the_parser_fills_but_no_toll() -> None:
    """A toll is asked about and then a finding: it may be another incident's."""
    result = read("both", Incident=[incident()])
    first = result.incidents[0]
    assert first.when is not None
    assert first.when.mention.found_by == "parser"
    assert first.place is not None
    assert first.place.mention.found_by == "both"
    assert first.casualties == ()
    assert any("toll" in f.message and f.severity == "warning" for f in result.findings)


def test_a_model_alone_has_nothing_set_beside_it() -> None:
    """Its records are its own."""
    result = read("model", Incident=[incident()])
    assert [i.found_by for i in result.incidents] == ["model"]
    assert result.statements == ()
    assert result.agreement == ()


def test_patterns_alone_add_quotations_and_no_more() -> None:
    """Without trees the parser's incidents are too unsure to stand by themselves."""
    result = read("both", parsed=False, Incident=[incident()])
    assert [i.found_by for i in result.incidents] == ["both"]
    assert {(s.kind, s.found_by) for s in result.statements} == {("direct", "parser")}
    assert result.receipt.parser is None


def test_both_readings_of_a_field_are_named_where_they_differ() -> None:
    """In a finding, and in the agreement."""
    result = read("both", Incident=[incident(kind="Armed clash")])
    assert result.incidents[0].kind == "Armed clash"
    (finding,) = (f for f in result.findings if f.field == "kind")
    assert "'Armed clash'" in finding.message
    assert "'Attack'" in finding.message
    kind = fields(result)["incident.kind"]
    assert (kind.compared, kind.agreed) == (1, 0)


def test_a_small_model_that_says_no_leaves_the_parsers_reading() -> None:
    """It is the parser's alone then."""
    provider = ScriptedProvider({}, asking="choices")
    options = Options(parser=load_parser())
    result = run_scripted(ARTICLE, provider, options=options)
    assert result.statements
    assert {s.found_by for s in result.statements} == {"parser"}


def test_what_a_small_model_is_not_asked_is_not_compared() -> None:
    """The one speaker that there is to choose is the parser's, and no agreement."""

    def first_choices(answer_type: type[BaseModel]) -> str:
        fields = answer_type.model_json_schema()["properties"]
        enums = {
            name: [
                word
                for option in (part, *part.get("anyOf", ()))
                for word in (*option.get("enum", ()), *filter(None, [option.get("const")]))
            ]
            for name, part in fields.items()
        }
        return json.dumps({name: words[0] for name, words in enums.items()})

    provider = ScriptedProvider({"Choice": [first_choices]}, asking="choices")
    result = run_scripted(ARTICLE, provider, options=Options(parser=load_parser()))
    found = fields(result)
    assert found["statement"].agreed == len(result.statements)
    assert "statement.act" not in found
    assert "statement.kind" not in found
    assert found["incident.kind"].compared == len(result.incidents)


@pytest.mark.parametrize("coders", ["both", "parser"])
def test_the_same_article_twice_gives_the_same(coders: Coders) -> None:
    """Records, findings and agreement."""
    first, second = [read(coders, Incident=[incident()]) for _ in range(2)]
    apart = {"receipt"}
    assert first.model_dump(exclude=apart) == second.model_dump(exclude=apart)


def test_an_article_in_another_language_is_not_parsed() -> None:
    """The parser reads English."""
    article = Article.from_text("Le ministre a dit que trois soldats avaient été tués à Gao hier.")
    article = article.model_copy(update={"language": "fr"})
    result = parsed_alone(article)
    assert result.receipt.parser is None


def test_records_of_one_sentence_are_paired_by_their_fields() -> None:
    """Each once, the most alike first; what is like none is left."""
    result = read("both", Incident=[incident(), incident(kind="Armed clash", place=None)])
    alone = parsed_alone(ARTICLE)
    attack, clash = (
        (read("model", Incident=[incident(**values)])).incidents[0]
        for values in ({}, {"kind": "Armed clash", "place": None})
    )
    paired = pair([clash, attack], alone.incidents, incidents_alike)
    assert [parser is not None for _, parser in paired.pairs] == [False, True]
    assert [i.place.mention.text for i in paired.left if i.place] == ["Velm"]
    assert sum(i.found_by == "both" for i in result.incidents) == 1


THREAT = "The rebels have threatened to shoot the hostages in Dol."
THREATENED = Article.from_text(f"{THREAT}\n\nThe talks go on.")


def test_the_parser_records_what_is_threatened() -> None:
    """It is an incident that did not happen, with who threatens."""
    [record] = parsed_alone(THREATENED).incidents
    assert (record.realis, record.found_by) == ("threatened", "parser")
    assert [p.mention.text for p in record.perpetrators] == ["The rebels"]


@pytest.mark.parametrize(("realis", "warned"), [("actual", True), ("threatened", False)])
def test_a_model_that_tells_a_threat_as_news_is_contradicted(realis: str, warned: bool) -> None:
    """The two records are one, with both readings named and a warning of the audit's."""
    told = incident(realis=realis, place="Dol", evidence=[THREAT])
    told["targets"] = [{"mention": "the hostages", "actor_kind": "Civilians"}]
    provider = ScriptedProvider({"Incident": [[told]]})
    result = run_scripted(THREATENED, provider, options=Options(parser=load_parser()))
    assert len(result.incidents) == 1
    found = {(f.kind, f.severity) for f in result.findings if f.field == "realis"}
    assert (("not_actual", "warning") in found) is warned
    assert any(kind == "disagreement" for kind, _ in found) is warned


def test_a_threat_told_as_news_beside_the_news_is_seen() -> None:
    """The sentence tells of a deed too, but not of one that hits the mayor."""
    raid = "Gunmen killed two guards in Karsa on Sunday and threatened to shoot the mayor of Dol."
    told = incident(place="Dol", evidence=[raid])
    told["targets"] = [{"mention": "the mayor of Dol", "actor_kind": "State forces"}]
    provider = ScriptedProvider({"Incident": [[told]]})
    options = Options(parser=load_parser())
    result = run_scripted(Article.from_text(raid), provider, options=options)
    [warning] = [f for f in result.findings if f.kind == "not_actual"]
    assert (warning.field, warning.severity) == ("realis", "warning")


def test_what_no_provider_answers_the_parser_reads_where_it_is_to() -> None:
    """The failed questions stay errors among the findings."""
    down = Refused("down", provider="scripted", model="script-1")
    script = {name: [down] for name in ("Incident", "Statement", "PolicyContext")}
    route = replace(Route.to(ScriptedProvider(script)), then_parser=True)
    result = asyncio.run(run(ARTICLE, route, Options(parser=load_parser())))
    assert {i.found_by for i in result.incidents} == {"parser"}
    assert sum(f.severity == "error" for f in result.findings) == 3
    assert {call.outcome for call in result.receipt.calls} == {"failed"}
    with pytest.raises(Refused):
        asyncio.run(run(ARTICLE, replace(route, then_parser=False), Options()))
