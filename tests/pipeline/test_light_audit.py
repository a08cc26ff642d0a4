"""What the audit sees of an article that the parser does not read, and what it spares."""

from __future__ import annotations

from datetime import date

from dateline.models import Article, Casualty, Count, Incident, Mention, Statement
from dateline.models.vocabulary import IncidentKind
from dateline.pipeline import light_audit
from dateline.pipeline.assemble import Assembly
from dateline.pipeline.records import Records
from dateline.pipeline.run import Options
from dateline.survey import Survey, survey
from dateline.testing import ScriptedProvider, run_scripted

TEXT = (
    "A roadside bomb killed four soldiers near Karsa on Saturday, the army said. "
    "It wounded nine others.\n\n"
    "Gunmen ambushed a convoy outside Sarnel on Friday, killing seven policemen.\n\n"
    "“We will rebuild the bridge before the rains,” said the mayor, Anna Bell. "
    "The council said that the road would stay closed.\n\n"
    "The four soldiers killed by the roadside bomb were buried on Sunday."
)
ARTICLE = Article.from_text(TEXT, published=date(2024, 3, 11))
COSTLY = ("incidents", "attributions", "policy", "parser_incidents", "parser_statements")


def mention(words: str) -> Mention:
    """The words where they stand."""
    span = ARTICLE.locate(words)
    assert span is not None
    return Mention.at(span)


def blast(*counts: tuple[str, str]) -> Incident:
    """The record of the bomb, with tolls of these outcomes and words."""
    evidence = ARTICLE.locate("A roadside bomb killed four soldiers near Karsa on Saturday")
    assert evidence is not None
    return Incident(
        id="i1",
        kind=IncidentKind.REMOTE_EXPLOSIVE,
        casualties=tuple(
            Casualty.model_validate(
                {"outcome": outcome, "count": Count(mention=mention(words), low=4, best=4)}
            )
            for outcome, words in counts
        ),
        evidence=(evidence,),
    )


def gaps(*incidents: Incident, said: tuple[Statement, ...] = ()) -> list[tuple[str, str]]:
    """The records that should hold what is missed, and how that begins."""
    found = light_audit.find_gaps(survey(ARTICLE), Records(incidents, said))
    return [(gap.record, gap.span.text[:24]) for gap in found]


def test_a_headline_says_again_what_the_text_tells() -> None:
    """Where a record holds any incident; where none does, the headline is asked about."""
    article = Article.from_text("Roadside bomb kills four soldiers near Karsa\n\n" + TEXT)
    lead = article.locate("A roadside bomb killed four soldiers near Karsa on Saturday")
    assert lead is not None
    told = Incident(id="i1", kind=IncidentKind.REMOTE_EXPLOSIVE, evidence=(lead,))
    surveyed = survey(article)
    spans = [gap.span.text for gap in light_audit.find_gaps(surveyed, Records((told,), ()))]
    assert not any(text.startswith("Roadside bomb kills") for text in spans)
    unread = [gap.span.text for gap in light_audit.find_gaps(surveyed, Records((), ()))]
    assert any(text.startswith("Roadside bomb kills") for text in unread)


QUOTE = Statement(
    kind="direct", content=mention("We will rebuild the bridge before the rains"), cue=None
)
AMBUSH = ("incident", "Gunmen ambushed a convoy")


def test_an_incident_that_one_sentence_shows_is_missed() -> None:
    """A sure word, and a number of people that no record has."""
    assert AMBUSH in gaps(blast(("killed", "four soldiers")), said=(QUOTE,))


def test_a_toll_told_again_is_no_incident_of_its_own() -> None:
    """The burial tells of the four whom a record holds."""
    assert gaps(blast(("killed", "four soldiers")), said=(QUOTE,)) == [AMBUSH]


def test_a_toll_of_a_sentence_that_a_record_rests_on_is_missed() -> None:
    """The record holds the incident and not its number."""
    assert ("incident", "four soldiers") in gaps(blast(), said=(QUOTE,))


def test_a_quotation_in_no_record_is_missed() -> None:
    """Reported speech without quotation marks is not looked for."""
    assert [g for g in gaps(blast(("killed", "four soldiers"))) if g[0] == "statement"] == [
        ("statement", "We will rebuild the brid")
    ]


def test_it_covers_quotations_and_the_tolls_of_its_own_sentences() -> None:
    """Cues are not counted."""
    records = Records((blast(("killed", "four soldiers")),), (QUOTE,))
    covered = light_audit.coverage(survey(ARTICLE), records)
    assert (covered.quotations.found, covered.quotations.covered) == (1, 1)
    assert (covered.tolls.found, covered.tolls.covered) == (1, 1)
    assert covered.cues.found == 0


def parts_found(found: Survey) -> set[str]:
    """Those of the costly parts that somebody asked for."""
    return vars(found).keys() & set(COSTLY)


def test_nothing_is_surveyed_that_no_record_rests_on() -> None:
    """The parser codes nothing, and sentences are looked at one by one."""
    found = survey(ARTICLE)
    records = Records((blast(("killed", "four soldiers")),), (QUOTE,))
    assembly = Assembly(ARTICLE, found, "model", coders="model")
    assembly.gaps(records)
    assembly.finished(records)
    assert parts_found(found) == set()
    council = found.sentence_at(TEXT.index("The council"))
    assert council is not None
    assert vars(council).keys() <= {"span", "paragraph", "tree", "triggers"}


def test_with_both_coders_the_parser_reads_it_all() -> None:
    """The light look is for the model alone."""
    found = survey(ARTICLE)
    records = Records((blast(("killed", "four soldiers")),), (QUOTE,))
    assembly = Assembly(ARTICLE, found, "model")
    assembly.finished(
        assembly.coded([(r, None) for r in (*records.incidents, *records.statements)]).records
    )
    assert {"incidents", "attributions", "policy", "parser_statements"} <= parts_found(found)


def test_a_speaker_from_elsewhere_is_found_by_a_model_alone() -> None:
    """The paragraph that the words stand in tells who said them."""
    statement = {
        "kind": "direct",
        "content": "We will rebuild the bridge before the rains",
        "speaker": "Gunmen",
        "resolved_speaker": None,
        "speaker_role": None,
        "anonymous": False,
        "cue": "said",
        "act": "assert",
    }
    provider = ScriptedProvider({"Statement": [[statement]]})
    result = run_scripted(ARTICLE, provider, options=Options(coders="model"))
    assert [f.field for f in result.findings if f.kind == "wrong_speaker"] == ["speaker"]
