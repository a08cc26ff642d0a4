"""Reconciling: what both coders read is marked so, and where they differ that is said."""

from __future__ import annotations

import pytest

from dateline.models import (
    Actor,
    Article,
    Casualty,
    Claim,
    Count,
    FoundBy,
    Incident,
    Mention,
    Place,
    Statement,
    When,
)
from dateline.pipeline.pairing import same_statement
from dateline.pipeline.reconcile import Trust, reconcile

TEXT = (
    "Gunmen killed 14 traders and two nurses at a market in Karsa on Saturday with rifles, hours "
    "after a raid in Velm on Friday. The Kesh Front claimed it."
)
ARTICLE = Article(text=TEXT)
BOTH: list[Trust] = ["model", "parser"]


def at(words: str, by: FoundBy) -> Mention:
    """Words of the text as one coder's mention."""
    found = ARTICLE.locate(words)
    assert found is not None
    return Mention.at(found, found_by=by)


def toll(words: str, by: FoundBy) -> Casualty:
    """A toll as one coder reads it."""
    return Casualty(outcome="killed", count=Count(mention=at(words, by)))


def read(by: FoundBy, **values: object) -> Incident:
    """One coder's incident."""
    return Incident(kind="Attack", found_by=by).model_copy(update=values)


@pytest.mark.parametrize("trust", BOTH)
def test_what_both_read_is_marked(trust: Trust) -> None:
    """Record, place and toll; and there is nothing to say."""
    coders: list[FoundBy] = ["model", "parser"]
    model, parser = (
        read(by, place=Place(mention=at("Karsa", by)), casualties=(toll("14 traders", by),))
        for by in coders
    )
    merged, findings, _ = reconcile(model, parser, trust)
    assert findings == ()
    assert merged.found_by == "both"
    assert merged.place is not None
    assert merged.place.mention.found_by == "both"
    assert [c.count.mention.found_by for c in merged.casualties] == ["both"]


@pytest.mark.parametrize(("trust", "stands"), [("model", "Karsa"), ("parser", "Velm")])
def test_where_they_differ_the_trusted_one_stands_and_both_are_named(
    trust: Trust, stands: str
) -> None:
    """The other's words are kept in the finding."""
    model = read("model", place=Place(mention=at("Karsa", "model")))
    parser = read("parser", place=Place(mention=at("Velm", "parser")))
    merged, (finding,), _ = reconcile(model, parser, trust)
    assert merged.place is not None
    assert merged.place.mention.text == stands
    assert merged.place.mention.found_by == trust
    assert (finding.kind, finding.field) == ("disagreement", "place")
    assert "'Karsa'" in finding.message
    assert "'Velm'" in finding.message
    assert finding.value == ({"Karsa", "Velm"} - {stands}).pop()


@pytest.mark.parametrize(("trust", "stands"), [("model", "Karsa"), ("parser", "a market in Karsa")])
def test_more_and_fewer_words_for_one_place_agree(trust: Trust, stands: str) -> None:
    """Overlapping words are one reading; the trusted coder's stand."""
    model = read("model", place=Place(mention=at("Karsa", "model")))
    parser = read("parser", place=Place(mention=at("a market in Karsa", "parser")))
    merged, findings, _ = reconcile(model, parser, trust)
    assert findings == ()
    assert merged.place is not None
    assert (merged.place.mention.text, merged.place.mention.found_by) == (stands, "both")


def test_a_small_models_gaps_are_filled_by_the_parser() -> None:
    """A capable model's are not: it may have had reason to leave it out."""
    parser = read(
        "parser",
        when=When(mention=at("Saturday", "parser")),
        casualties=(toll("14 traders", "parser"),),
    )
    filled, *_ = reconcile(read("model"), parser, "parser")
    assert filled.when is not None
    assert filled.when.mention.found_by == "parser"
    assert [c.count.mention.text for c in filled.casualties] == ["14 traders"]
    left, *_ = reconcile(read("model"), parser, "model")
    assert (left.when, left.casualties) == (None, ())


@pytest.mark.parametrize("trust", BOTH)
def test_what_only_the_model_read_stays_the_models(trust: Trust) -> None:
    """The parser finds less, and its silence takes nothing away."""
    model = read("model", weapon=at("rifles", "model"))
    merged, findings, _ = reconcile(model, read("parser"), trust)
    assert merged.weapon is not None
    assert (merged.weapon.text, merged.weapon.found_by) == ("rifles", "model")
    assert findings == ()


def test_lists_are_the_trusted_coders_with_marks_where_both_agree() -> None:
    """A toll of the other's alone is not taken over."""
    model = read("model", casualties=(toll("14 traders", "model"), toll("two nurses", "model")))
    parser = read("parser", casualties=(toll("14 traders", "parser"),))
    by_model, *_ = reconcile(model, parser, "model")
    assert [(c.count.mention.text, c.count.mention.found_by) for c in by_model.casualties] == [
        ("14 traders", "both"),
        ("two nurses", "model"),
    ]
    by_parser, *_ = reconcile(model, parser, "parser")
    assert [(c.count.mention.text, c.count.mention.found_by) for c in by_parser.casualties] == [
        ("14 traders", "both")
    ]


def test_tolls_of_different_outcomes_do_not_agree() -> None:
    """The same number killed and wounded are two readings."""
    model = read("model", casualties=(toll("14 traders", "model"),))
    wounded = toll("14 traders", "parser").model_copy(update={"outcome": "wounded"})
    merged, *_ = reconcile(model, read("parser", casualties=(wounded,)), "model")
    assert [c.count.mention.found_by for c in merged.casualties] == ["model"]


def test_the_kind_of_the_trusted_coder_stands() -> None:
    """And the other's is a finding."""
    parser = read("parser").model_copy(update={"kind": "Armed clash"})
    merged, (finding,), _ = reconcile(read("model"), parser, "parser")
    assert merged.kind == "Armed clash"
    assert (finding.field, finding.value) == ("kind", "Attack")


def test_ids_evidence_and_summary_are_left_alone() -> None:
    """They belong to other stages."""
    span = ARTICLE.span(0, 20)
    model = read("model", id="i7", evidence=(span,), summary="Attack in Karsa")
    merged, *_ = reconcile(model, read("parser", id="i9"), "parser")
    assert (merged.id, merged.evidence, merged.summary) == ("i7", (span,), "Attack in Karsa")


def test_the_same_claim_by_the_same_group_is_no_disagreement() -> None:
    """Both read "claimed by the Kesh Front"."""
    model = read("model", claim=Claim(status="claimed", by=at("The Kesh Front", "model")))
    parser = read("parser", claim=Claim(status="claimed", by=at("The Kesh Front", "parser")))
    merged, findings, _ = reconcile(model, parser, "model")
    assert findings == ()
    assert merged.claim.status == "claimed"


def test_the_records_given_are_not_changed() -> None:
    """Stages return new values."""
    model = read("model", targets=(Actor(mention=at("traders", "model")),))
    before = model.model_copy(deep=True)
    reconcile(model, read("parser", targets=(Actor(mention=at("traders", "parser")),)), "parser")
    assert model == before


# --- pairing ---------------------------------------------------------------------------------


def said(*parts: tuple[int, int]) -> Statement:
    """A statement of stretches of the text."""
    return Statement(kind="direct", content=Mention.at(*(ARTICLE.span(a, b) for a, b in parts)))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (said((0, 40)), said((0, 40)), True),
        (said((0, 40)), said((10, 30)), True),
        (said((0, 20), (30, 50)), said((30, 50)), True),
        (said((0, 40)), said((35, 75)), False),
        (said((0, 20)), said((20, 40)), False),
    ],
)
def test_statements_are_paired_by_the_words_they_share(
    left: Statement, right: Statement, same: bool
) -> None:
    """Half of the shorter one is enough, whichever is asked first."""
    assert same_statement(left, right) is same
    assert same_statement(right, left) is same
