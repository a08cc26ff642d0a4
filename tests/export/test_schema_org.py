"""JSON-LD: articles, quotations, claims and events as schema.org has them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from tests.export.made import ODD_TEXTS, extraction, incident, of, quotation, with_text

from dateline.export import Coded, coded
from dateline.export.schemes.schema_org import pieces


def graph(*articles: Coded) -> list[dict[str, Any]]:
    """The nodes of the document that is written."""
    document = json.loads("".join(pieces(articles)))
    assert document["@context"][0] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def test_an_article_its_quotations_and_its_events() -> None:
    """Each a node, with links between them."""
    article, quote, event = graph(Coded("art", extraction()))
    assert [n["@type"] for n in (article, quote, event)] == ["NewsArticle", "Quotation", "Event"]
    assert article["hasPart"] == [{"@id": quote["@id"]}]
    assert article["about"] == quote["about"] == [{"@id": event["@id"]}]
    assert quote["isPartOf"] == event["subjectOf"] == {"@id": article["@id"]}
    assert quote["creator"]["name"] == "Anna Bell"
    assert event["startDate"] == "2024-03-09"
    assert event["location"]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "ML",
        "addressRegion": "Gao",
    }


def test_offsets_are_of_the_articles_body() -> None:
    """Of both parts of a quotation that is in two."""
    article, quote, _ = graph(Coded("art", extraction()))
    words = [
        article["articleBody"][s["dateline:start"] : s["dateline:end"]]
        for s in quote["dateline:spans"]
    ]
    assert words == ["They came from the river,", "and nobody helped."]


def test_speech_without_quotation_marks_is_a_claim() -> None:
    """A quotation is what stands in them."""
    _, found = graph(of(statements=(quotation(kind="indirect", about=()),)))
    assert found["@type"] == "Claim"
    assert "appearance" in found


@pytest.mark.parametrize("realis", ["threatened", "denied", "hypothetical"])
def test_what_did_not_happen_is_no_event(realis: str) -> None:
    """And nothing is about it."""
    article, quote = graph(of(incident(realis=realis), statements=(quotation(),)))
    assert "about" not in article
    assert "about" not in quote


def test_what_is_planned_is_scheduled() -> None:
    """By schema.org's own status."""
    _, event = graph(of(incident(realis="planned")))
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


@given(ODD_TEXTS)
def test_any_text_is_kept_and_no_tag_begins(text: str) -> None:
    """So that the document may stand in a page."""
    (article,) = coded([with_text(f"</script><b>{text}")])
    written = "".join(pieces([article]))
    assert "<" not in written
    assert json.loads(written)["@graph"][0]["articleBody"] == f"</script><b>{text}."


def test_no_article_is_a_document_too() -> None:
    """With nothing in it."""
    assert graph() == []
