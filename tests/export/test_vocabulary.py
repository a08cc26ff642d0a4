"""JSON-LD as a reader of RDF has it, held against schema.org's vocabulary.

That every class and property is one of schema.org's is told by rdflib, which carries their names.
What belongs to which class, and what it may be, is written from schema.org's documentation
(release 30.0) for those that are used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from tests.export.made import ODD_TEXTS, at, extraction, incident, market, quotation, with_text

from dateline.export import Coded, coded
from dateline.export.schemes.schema_org import CONTEXT, pieces

rdflib = pytest.importorskip("rdflib")
SCHEMA = rdflib.Namespace("http://schema.org/")
OWN = rdflib.Namespace("urn:dateline:")
RDF_TYPE = rdflib.RDF.type
# Of rdflib's own making, where it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

# The part of https://schema.org's context that says how the properties that are used are read.
_LOCAL: list[Any] = [
    {
        "@vocab": "http://schema.org/",
        "url": {"@type": "@id"},
        "isPartOf": {"@type": "@id"},
        "datePublished": {"@type": "Date"},
        "startDate": {"@type": "Date"},
        "endDate": {"@type": "Date"},
    },
    *CONTEXT[1:],
]
PARENTS = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "Quotation": "CreativeWork",
    "Claim": "CreativeWork",
    "Event": "Thing",
    "Place": "Thing",
    "Organization": "Thing",
    "PostalAddress": "Thing",
    "GeoCoordinates": "Thing",
}
PROPERTIES = {
    "Thing": "name description url identifier subjectOf",
    "CreativeWork": "about author creator publisher datePublished headline inLanguage text hasPart "
    "isPartOf",
    "Article": "articleBody",
    "Claim": "appearance",
    "Event": "startDate endDate location eventStatus",
    "Place": "address geo",
    "PostalAddress": "addressCountry addressRegion",
    "GeoCoordinates": "latitude longitude",
}
RANGES = {
    "about": {"Thing"},
    "address": {"PostalAddress", "Text"},
    "addressCountry": {"Country", "Text"},
    "addressRegion": {"Text"},
    "appearance": {"CreativeWork"},
    "articleBody": {"Text"},
    "author": {"Organization", "Person"},
    "creator": {"Organization", "Person"},
    "datePublished": {"Date", "DateTime"},
    "description": {"Text", "TextObject"},
    "endDate": {"Date", "DateTime"},
    "eventStatus": {"EventStatusType"},
    "geo": {"GeoCoordinates", "GeoShape"},
    "hasPart": {"CreativeWork"},
    "headline": {"Text"},
    "identifier": {"PropertyValue", "Text", "URL"},
    "inLanguage": {"Language", "Text"},
    "isPartOf": {"CreativeWork", "URL"},
    "latitude": {"Number", "Text"},
    "location": {"Place", "PostalAddress", "Text", "VirtualLocation"},
    "longitude": {"Number", "Text"},
    "name": {"Text"},
    "publisher": {"Organization", "Person"},
    "startDate": {"Date", "DateTime"},
    "subjectOf": {"CreativeWork", "Event"},
    "text": {"Text"},
    "url": {"URL"},
}


def graph(*articles: Coded) -> Any:
    """The triples of the document that is written."""
    document = json.loads("".join(pieces(articles)))
    assert document["@context"] == CONTEXT
    document["@context"] = _LOCAL
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def whole() -> Coded:
    """An article in which every property is used."""
    changes = {"byline": at("Anna Bell"), "language": "en"}
    article = extraction().article.model_copy(update=changes)
    planned = incident(id="i2", realis="planned")
    said = (quotation(), quotation(id="s2", kind="indirect"))
    return Coded("art", extraction(article=article, incidents=(market(), planned), statements=said))


def lineage(name: str) -> Iterator[str]:
    """A class and those that it is a kind of."""
    while name:
        yield name
        name = PARENTS.get(name, "")


def types_of(triples: Any, node: Any) -> set[str]:
    """A node's classes, with those that they are kinds of; none for one that says nothing."""
    found = [str(t).removeprefix(str(SCHEMA)) for t in triples.objects(node, RDF_TYPE)]
    return {name for one in found for name in lineage(one)}


def of_schema_org(triples: Any) -> Iterable[tuple[Any, str, Any]]:
    """Every triple whose property is not one of ours, by the property's name."""
    for subject, predicate, value in triples:
        if predicate != RDF_TYPE and not str(predicate).startswith(str(OWN)):
            assert str(predicate).startswith(str(SCHEMA)), predicate
            yield subject, str(predicate).removeprefix(str(SCHEMA)), value


def test_every_class_and_property_is_one_of_schema_orgs() -> None:
    """As rdflib has them; the tables of this test name no other either, and all are used."""
    triples = graph(whole())
    used = {name for _, name, _ in of_schema_org(triples)}
    classes = {str(t).removeprefix(str(SCHEMA)) for t in triples.objects(None, RDF_TYPE)}
    for name in used | classes | set(PARENTS) | set(RANGES):
        assert name in rdflib.SDO, name
    assert used == set(RANGES)
    assert classes == set(PARENTS) - {"CreativeWork", "Article"}


def test_every_property_belongs_to_the_class_that_has_it() -> None:
    """Its own, or one that it is a kind of; whoever has no class has what all things have."""
    triples = graph(whole())
    for subject, name, _ in of_schema_org(triples):
        classes = types_of(triples, subject) or {"Thing"}
        owned = {p for c in classes for p in PROPERTIES.get(c, "").split()}
        assert name in owned, (classes, name)


def test_every_value_is_what_the_property_may_be() -> None:
    """A node of such a class, a date, a number, or words."""
    triples = graph(whole())
    for _, name, value in of_schema_org(triples):
        allowed = RANGES[name]
        if isinstance(value, rdflib.Literal):
            of = {SCHEMA.Date: "Date", rdflib.XSD.double: "Number"}.get(value.datatype, "Text")
            is_status = str(value) in {str(SCHEMA.EventScheduled), str(rdflib.SDO.EventScheduled)}
            assert of in allowed or (name == "eventStatus" and is_status), (name, value)
        elif name == "url":
            assert isinstance(value, rdflib.URIRef)
        elif classes := types_of(triples, value):
            assert classes & allowed, (name, classes)
        else:
            assert name in ("author", "creator"), "a person or an organization: it is not known"


def test_the_triples_are_those_of_the_article() -> None:
    """Who said what in which article, what happened where and when; offsets are whole numbers."""
    triples = graph(whole())
    article, said, event = (
        rdflib.URIRef(f"urn:dateline:article:art{p}") for p in ("", "/s1", "/i1")
    )
    assert (article, RDF_TYPE, SCHEMA.NewsArticle) in triples
    assert (article, SCHEMA.hasPart, said) in triples
    assert (said, SCHEMA.isPartOf, article) in triples
    assert (said, SCHEMA.about, event) in triples
    assert (article, SCHEMA.url, rdflib.URIRef("https://x.example/1")) in triples
    (speaker,) = triples.objects(said, SCHEMA.creator)
    assert triples.value(speaker, SCHEMA.name) == rdflib.Literal("Anna Bell")
    assert triples.value(event, SCHEMA.startDate) == rdflib.Literal(
        "2024-03-09", datatype=SCHEMA.Date
    )
    (where,) = triples.objects(event, SCHEMA.location)
    point = triples.value(where, SCHEMA.geo)
    assert triples.value(point, SCHEMA.latitude).toPython() == 16.27
    body = str(triples.value(article, SCHEMA.articleBody))
    spans = [
        (triples.value(s, OWN.start).toPython(), triples.value(s, OWN.end).toPython())
        for s in triples.objects(said, OWN.spans)
    ]
    words = sorted(body[start:end] for start, end in spans)
    assert words == ["They came from the river,", "and nobody helped."]


@settings(max_examples=15, deadline=None)
@given(ODD_TEXTS)
def test_any_text_is_read_back_from_rdf(text: str) -> None:
    """Whatever stands in the article, its title, its source and its address."""
    (article,) = coded([with_text(text)])
    triples = graph(article)
    (node,) = triples.subjects(RDF_TYPE, SCHEMA.NewsArticle)
    assert str(triples.value(node, SCHEMA.articleBody)) == f"{text}."
    assert triples.serialize(format="nt")


@pytest.mark.parametrize("own_id", ["a b", "a<b>", "Ünï#2", 'x"y', "{}", "a%20b"])
def test_an_id_of_whatever_characters_is_an_iri(own_id: str) -> None:
    """Others' ids too: `Coded` may have any; two that differ stay two."""
    triples = graph(Coded(own_id, extraction()), Coded("other", extraction()))
    found = set(triples.subjects(RDF_TYPE, SCHEMA.NewsArticle))
    assert len(found) == 2
    assert rdflib.Graph().parse(data=triples.serialize(format="nt"), format="nt")


@pytest.mark.parametrize(
    "address", ["no address", "javascript:alert(1)", "http://a b/", "https://"]
)
def test_what_is_no_address_of_the_web_is_left_out(address: str) -> None:
    """A reader would take it for one, relative to wherever the document stands."""
    article = extraction().article.model_copy(update={"url": address})
    triples = graph(Coded("art", extraction(article=article)))
    assert not list(triples.objects(None, SCHEMA.url))
