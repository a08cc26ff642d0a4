"""What became of nobody."""

from __future__ import annotations

import pytest
from tests.pipeline.test_toll_gaps import Told, gaps

from dateline.models import Actor, Article, Mention, Span
from dateline.models.vocabulary import Outcome, Realis
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_undone import is_undone
from dateline.survey import Toll, survey
from dateline.syntax import load_parser, missing_parser

needs_parser = pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")


def _missed(
    text: str,
    words: str,
    record: Told,
    *,
    cue: str | None = None,
    realis: Realis | None = None,
    outcome: Outcome = "killed",
    doer: str | None = None,
) -> Missed:
    article = Article.from_text(text)
    count = article.locate(words)
    assert count is not None
    by = article.locate(cue) if cue else None
    toll = Toll(outcome, count, None, article.paragraphs[0], cue=by, seen_by="tree", realis=realis)
    incident = record.record(article)
    if doer is not None:
        mention = Mention.at(_at(article, doer))
        did = Actor(mention=mention, actor_kind="Rioters")
        incident = incident.model_copy(update={"perpetrators": (did,)})
    return Missed.of(toll, survey(article), [incident])


def _at(article: Article, words: str) -> Span:
    span = article.locate(words)
    assert span is not None
    return span


@pytest.mark.parametrize(
    "text",
    [
        "Word that two nurses had been abducted near Dol proved unfounded.",
        "The mayor denied that two nurses had been abducted near Dol.",
        "Posts of two nurses abducted near Dol were a hoax, police said.",
        "It is not true that two nurses were abducted near Dol.",
        "The report of two nurses abducted near Dol was withdrawn.",
    ],
)
def test_whom_every_record_says_that_nobody_took_are_its_targets(text: str) -> None:
    """The same words in a record of what happened are a toll."""
    for realis, undone in (("denied", True), ("actual", False)):
        told = Told(realis="denied" if realis == "denied" else "actual")
        assert is_undone(_missed(text, "two nurses", told, outcome="captured")) == undone


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We told you that two nurses had been shot dead near Dol. That was wrong.", "two nurses"),
        ("A report that a clerk had been stabbed in Dol was false.", "a clerk"),
        ("Posts of nine miners killed at Dol were a hoax, police said.", "nine miners"),
        ("The agency that wrote of 30 dead at Dol took its story back.", "30 dead"),
        ("It is not true that a second guard was hurt near Dol.", "a second guard"),
        ("The prefect denied that four herders had been beheaded near Dol.", "four herders"),
    ],
)
@pytest.mark.parametrize("outcome", ["killed", "wounded"])
def test_a_toll_that_was_falsely_told_is_one_all_the_same(
    text: str, words: str, outcome: Outcome
) -> None:
    """A record of what is denied has its dead and wounded."""
    missed = _missed(text, words, Told(realis="denied"), realis="denied", outcome=outcome)
    assert not is_undone(missed)


@pytest.mark.parametrize(
    ("text", "words", "realis"),
    [
        ("He drove to Dol intending to shoot a judge as she came home.", "a judge", "planned"),
        ("Hooded men said that they would kill a guard in Dol.", "a guard", "threatened"),
        ("Youths in Dol were stopped as they tried to burn a driver.", "a driver", "attempted"),
    ],
)
def test_at_whom_it_is_aimed_is_no_toll(text: str, words: str, realis: Realis) -> None:
    """Of what is to come, or was tried; where it is told as done, there is a toll."""
    assert is_undone(_missed(text, words, Told(realis=realis), realis=realis))
    assert not is_undone(_missed(text, words, Told(), realis=realis))


def test_a_record_beside_an_arrest_has_its_targets_too() -> None:
    """Another record of the same sentence tells of what was done."""
    text = "Police in Dol held a man who was to blow up a designer of boats."
    missed = _missed(
        text, "a designer", Told(realis="planned", targets=["a designer"]), realis="planned"
    )
    other = Told().record(Article.from_text(text))
    both = Missed.of(missed.toll, survey(Article.from_text(text)), [*missed.incidents, other])
    assert is_undone(both)


@pytest.mark.parametrize(
    ("text", "words", "played"),
    [
        ("Actors were in the role of gunmen and of two wounded guards.", "two wounded", True),
        ("Cadets rehearsed a raid, playing two hostages.", "two hostages", True),
        ("Soldiers acted as five casualties on Monday.", "five casualties", True),
        ("Gunmen posing as police shot five guards.", "five guards", False),
        ("A shell hit boys playing by a wall; two died.", "two", False),
    ],
)
def test_a_part_that_is_played_is_no_toll(text: str, words: str, played: bool) -> None:
    """Attackers in disguise and children at play are no actors."""
    assert is_undone(_missed(text, words, Told())) == played


@needs_parser
@pytest.mark.parametrize("realis", ["threatened", "planned"])
def test_what_is_to_come_has_befallen_nobody_yet(realis: Realis) -> None:
    """Where the record says so; where it has it as done, its toll is asked for."""
    text = "A caller in Karsa said on Monday that he would kill forty children unless he was paid."
    parser = load_parser()
    assert ("forty children", "warning") not in gaps(text, Told(realis=realis), parser=parser)
    assert ("forty children", "warning") in gaps(text, Told(), parser=parser)
