"""A record as a reviewer would have it: every word looked up, every value checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.review.made import ARTICLE, at, deadline, indirect, market, quote, told_of, words

from dateline.models import Article, Incident, Mention, PolicyContext, Record, Statement
from dateline.review.correct import corrected, unproved
from dateline.review.forms import form_of
from dateline.review.problems import NotAccepted
from dateline.review.told import MOST_VALUES, BadForm


def form(record: Record, **changes: Any) -> dict[str, Any]:
    """What a browser sends of a record's form, with changes."""
    return {**told_of(form_of(type(record), record)), **changes}


def problems(told: dict[str, Any], record: Record, article: Article = ARTICLE) -> dict[str, str]:
    """What is wrong with a correction, by field."""
    with pytest.raises(NotAccepted) as refused:
        corrected(type(record), told, article, record)
    return {problem.path: problem.message for problem in refused.value.problems}


@pytest.mark.parametrize("record", [market(), quote(), indirect(), deadline()], ids=lambda r: r.id)
def test_a_form_that_nobody_touched_changes_nothing(record: Record) -> None:
    """But for a summary and evidence that the record had none of."""
    kept = corrected(type(record), form(record), ARTICLE, record)
    apart = {"summary", "evidence"} if not getattr(record, "evidence", True) else {"summary"}
    assert kept.model_dump(exclude=apart) == record.model_dump(exclude=apart)


def test_words_that_do_not_stand_there_are_refused_with_the_nearest() -> None:
    """By the field, for each of them."""
    told = form(market())
    told["casualties"][0]["count"] = {"words": "at least 15 traders", "at": ""}
    told["place"] = {"words": "a market in Dumo", "at": ""}
    found = problems(told, market())
    assert set(found) == {"casualties.0.count", "place"}
    assert found["casualties.0.count"] == (
        "“at least 15 traders” does not stand in the article. "
        "The nearest wording is “at least 14 traders”."
    )


def test_a_quotation_that_drops_a_not_is_refused() -> None:
    """However alike it is."""
    article = Article(text="“We will not leave the town,” said the mayor.")
    said = Statement(kind="direct", content=at("We will not leave the town", article))
    told = form(said, content={"words": "We will leave the town", "at": ""})
    assert set(problems(told, said, article)) == {"content"}


def test_new_words_are_read_out_anew() -> None:
    """Bounds of a count, days of a time, against the day of publication."""
    told = form(market())
    told["casualties"][0]["count"] = {"words": "14 traders", "at": ""}
    told["when"] = {"words": "Saturday", "at": ""}
    kept = corrected(Incident, told, ARTICLE, market())
    count = kept.casualties[0].count
    assert (count.low, count.best, count.high) == (14, 14, 14)
    assert kept.when is not None
    assert kept.when.start == date(2024, 3, 9)
    assert kept.when.mention.text == "Saturday"


def test_what_the_reviewer_says_of_words_stands() -> None:
    """Bounds, codes, days; what was worked out of them before goes."""
    told = form(market())
    told["casualties"][0]["count"] |= {"low": "10", "best": "", "high": "20"}
    told["place"] |= {"country": "KE", "admin1": ""}
    told["when"] |= {"start": "2024-03-02", "end": "2024-03-03"}
    kept = corrected(Incident, told, ARTICLE, market())
    count = kept.casualties[0].count
    assert (count.low, count.best, count.high) == (10, None, 20)
    assert kept.place is not None
    assert (kept.place.country, kept.place.admin1, kept.place.latitude) == ("KE", None, None)
    assert kept.when is not None
    assert (kept.when.start, kept.when.end) == (date(2024, 3, 2), date(2024, 3, 3))


def test_words_that_were_changed_and_changed_back_are_read_as_before() -> None:
    """Unless the reviewer says that nothing is to be read out of them."""
    told = form(market())
    told["casualties"][0]["count"] = {"words": "at least 14 traders", "at": ""}
    kept = corrected(Incident, told, ARTICLE, market())
    assert kept.casualties == market().casualties
    told["casualties"][0]["count"]["low"] = ""
    kept = corrected(Incident, told, ARTICLE, market())
    assert (kept.casualties[0].count.low, kept.casualties[0].count.best) == (None, 14)


@pytest.mark.parametrize(
    ("part", "values", "path"),
    [
        ("count", {"low": "many"}, "casualties.0.count.low"),
        ("count", {"low": "20", "high": "10", "best": ""}, "casualties.0.count"),
        ("when", {"start": "yesterday"}, "when.start"),
        ("when", {"start": "2024-03-10", "end": "2024-03-09"}, "when"),
        ("place", {"geo_precision": "7"}, "place.geo_precision"),
    ],
)
def test_impossible_values_are_refused(part: str, values: dict[str, str], path: str) -> None:
    """With the field."""
    told = form(market())
    (told["casualties"][0]["count"] if part == "count" else told[part]).update(values)
    assert path in problems(told, market())


def test_words_stand_where_they_were_selected() -> None:
    """Of several places the one that the reviewer chose, and not the nearest to the evidence."""
    article = Article(text="Rebels took Karsa. The army said so.\n\nRebels left. He saw rebels.")
    second = article.text.rindex("Rebels")
    told = {
        "kind": "Armed clash",
        "perpetrators": [{"mention": {"words": "Rebels", "at": f"{second}-{second + 6}"}}],
        "evidence": words("Rebels took Karsa."),
    }
    made = corrected(Incident, told, article)
    assert made.perpetrators[0].mention.spans[0].start == second
    # A place that holds other words is not believed.
    told["perpetrators"] = [{"mention": {"words": "Rebels", "at": "1-7"}}]
    assert corrected(Incident, told, article).perpetrators[0].mention.spans[0].start == 0


def test_an_inferred_value_stays_inferred_while_its_words_stay() -> None:
    """With the reason; other words are the reviewer's own reading."""
    he = Mention(
        text="the mayor", spans=at("the mayor").spans, inferred=True, reason="the last named"
    )
    said = quote(resolved_speaker=he)
    kept = corrected(Statement, form(said), ARTICLE, said)
    assert kept.resolved_speaker == he
    other = form(said, resolved_speaker={"words": "Anna Bell", "at": ""})
    changed = corrected(Statement, other, ARTICLE, said).resolved_speaker
    assert changed is not None
    assert not changed.inferred


def test_without_evidence_a_record_rests_on_the_sentences_of_its_words() -> None:
    """Gold incidents are paired by their evidence."""
    told = {"kind": "Attack", "targets": [{"mention": {"words": "14 traders"}}], "evidence": []}
    made = corrected(Incident, told, ARTICLE)
    assert [span.text for span in made.evidence] == [ARTICLE.paragraphs[1].text]


def test_evidence_of_more_sentences_than_a_model_is_asked_for_is_kept() -> None:
    """The bound is the question's, not the record's."""
    article = Article(text=" ".join(f"Shells hit Karsa on day {n}." for n in range(9)))
    told = {
        "kind": "Attack",
        "evidence": words(*(f"Shells hit Karsa on day {n}." for n in range(9))),
    }
    assert len(corrected(Incident, told, article).evidence) == 9


@pytest.mark.parametrize(
    ("model", "told", "path"),
    [
        (Statement, {"kind": "direct", "content": {"words": " "}}, "content"),
        (Statement, {"kind": "", "content": {"words": "Anna Bell"}}, "kind"),
        (PolicyContext, {}, "what"),
        (
            Incident,
            {"kind": "Attack", "casualties": [{"outcome": "", "count": {"words": "14 traders"}}]},
            "casualties.0.outcome",
        ),
    ],
)
def test_what_a_record_cannot_do_without_is_asked_for(
    model: type[Record], told: dict[str, Any], path: str
) -> None:
    """By the field."""
    with pytest.raises(NotAccepted) as refused:
        corrected(model, told, ARTICLE)
    assert path in [problem.path for problem in refused.value.problems]


def test_a_value_of_no_vocabulary_is_refused() -> None:
    """Forms offer none; somebody may send one."""
    assert "realis" in problems(form(market(), realis="perhaps"), market())


@pytest.mark.parametrize(
    "told",
    [
        {"kind": ["Attack"]},
        {"kind": "Attack", "place": "Karsa"},
        {"kind": "Attack", "evidence": "Gunmen"},
        {"kind": "Attack", "evidence": [{"words": "x"}] * (MOST_VALUES + 1)},
        {"kind": "Attack", "targets": ["traders"]},
        {"kind": "Attack", "place": {"words": 7}},
        {"kind": "Attack", "place": {"words": "Karsa", "at": 7}},
    ],
)
def test_what_no_form_sends_is_refused(told: dict[str, Any]) -> None:
    """As such; nothing of it is guessed."""
    with pytest.raises(BadForm):
        corrected(Incident, told, ARTICLE)


def test_ids_and_ties_of_the_run_stay() -> None:
    """They are not the reviewer's."""
    kept = corrected(Statement, form(indirect(), act="warn"), ARTICLE, indirect())
    assert (kept.id, kept.about, kept.act) == ("s2", ("i1",), "warn")


def test_unproved_words_are_named() -> None:
    """Inferred ones are not among them."""
    assert unproved(market()) == []
    assert unproved(quote(speaker=Mention(text="a ghost"))) == ["a ghost"]
    inferred = Mention(text="Ethiopia", inferred=True, reason="the province")
    assert unproved(quote(speaker=inferred)) == []
