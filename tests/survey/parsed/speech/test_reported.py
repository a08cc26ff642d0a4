"""Statements by dependency trees: who, by which word, and what."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import Attribution, survey
from dateline.syntax import load_parser


def said(text: str) -> tuple[Attribution, ...]:
    """The attributions of an article, with the parser."""
    return survey(Article.from_text(text), load_parser()).attributions


def told(found: Attribution) -> tuple[str | None, str | None, str]:
    """Speaker, cue and content in words."""
    who = found.source.speaker.text if found.source else None
    what = " … ".join(part.text.rstrip(",.") for part in found.content)
    return who, found.cue.text if found.cue else None, what


@pytest.mark.parametrize(
    ("text", "who", "cue", "what"),
    [
        # plans, wishes and beliefs
        ("The rebels plan to open the road.", "The rebels", "plan", "to open the road"),
        (
            "The governor refused to meet the strikers.",
            "The governor",
            "refused",
            "to meet the strikers",
        ),
        (
            "Analysts doubt that the truce will hold.",
            "Analysts",
            "doubt",
            "the truce will hold",
        ),
        # requests: the object and what it is to do
        (
            "The army wants farmers to stay at home.",
            "The army",
            "wants",
            "farmers to stay at home",
        ),
        # what somebody is called, and what is made of it
        (
            "Ruiz portrayed the raid as a warning.",
            "Ruiz",
            "portrayed",
            "the raid as a warning",
        ),
        # by a noun and by an adjective
        (
            "Nobody believed his claim that the dam was safe.",
            "his",
            "claim",
            "the dam was safe",
        ),
        (
            "Leila Haddad is confident that talks will resume.",
            "Leila Haddad",
            "confident",
            "talks will resume",
        ),
        # the subject of a passive cue belongs to what is said, and nobody said it
        (
            "The gang is thought to hold nine drivers.",
            None,
            "thought",
            "The gang … to hold nine drivers",
        ),
        # the one who is quoted says it
        (
            "The envoy was quoted as saying that talks would resume.",
            "The envoy",
            "saying",
            "talks would resume",
        ),
        # a relative clause: its noun speaks
        (
            "The judge, who doubts that the list is complete, went home.",
            "The judge",
            "doubts",
            "the list is complete",
        ),
    ],
)
def test_what_patterns_do_not_find_is_found_by_the_tree(
    text: str, who: str | None, cue: str, what: str
) -> None:
    """One statement in the sentence, with its speaker, its cue and its words."""
    assert (who, cue, what) in [told(found) for found in said(text)]


@pytest.mark.parametrize(
    ("text", "who", "cue", "what"),
    [
        ("Roe said that the bridge was gone.", "Roe", "said", "the bridge was gone"),
        (
            "The bridge was gone, said Jane Roe, the mayor.",
            "Jane Roe",
            "said",
            "The bridge was gone",
        ),
        (
            "The bridge, Roe said on Friday, was gone.",
            "Roe",
            "said",
            "The bridge … was gone",
        ),
        (
            "According to the ministry, ten people died.",
            "the ministry",
            "According to",
            "ten people died",
        ),
        ("She called the levy “a farce”.", "She", "called", "the levy “a farce”"),
    ],
)
def test_what_patterns_find_is_found_once(text: str, who: str, cue: str, what: str) -> None:
    """The tree does not tell the same again."""
    assert [told(found) for found in said(text)] == [(who, cue, what)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the village and burned two shops.",
        "No group doubts that the road is mined.",
        "The road is mined; the army shut it.",
        "A similar blast made the bridge unsafe.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    """Deeds, what nobody thinks, and two clauses that only stand side by side."""
    assert said(text) == ()


def test_coordinated_cues_share_their_subject() -> None:
    """“Roe doubts A and fears B” holds two statements of Roe's."""
    found = [told(a) for a in said("Ruiz doubts that the road is open and fears that it is mined.")]
    assert found == [
        ("Ruiz", "doubts", "the road is open"),
        ("Ruiz", "fears", "it is mined"),
    ]


def test_the_act_follows_from_the_cue() -> None:
    """A threat by a noun is one, a wish is an assertion."""
    text = "Its threat to burn the depot worried traders."
    (found,) = [a for a in said(text) if a.cue and a.cue.text == "threat"]
    assert found.act == "threaten"


def test_marks_around_part_of_it_make_it_mixed() -> None:
    """And none make it indirect."""
    (mixed,) = said("The clerk doubts that the ford is “safe for lorries” in spring.")
    (plain,) = said("The clerk doubts that the ford is safe for lorries in spring.")
    assert (mixed.kind, plain.kind) == ("mixed", "indirect")


def test_without_a_parser_the_patterns_read_alone() -> None:
    """The same article, with and without."""
    article = Article.from_text("The rebels plan to open the road.")
    assert survey(article).attributions == ()
    assert len(survey(article, load_parser()).attributions) == 1
