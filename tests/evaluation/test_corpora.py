"""Gold of several forms read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.evaluation.conftest import Shipped

from dateline.errors import InputError
from dateline.evaluation.corpora import digest, load_corpus, sample

TEXT = "Editors met.\r\n\r\n“We go,” Ana Ruiz said. Nobody knew that it rained.\n"


def standoff(folder: Path, annotator: str, *lines: str) -> None:
    """A PolNeAR split of one text with an annotation."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    (folder / "text" / "paper_2016-09-12_we-go.txt").write_bytes(TEXT.encode())
    file = folder / "attributions" / f"paper_2016-09-12_we-go_{annotator}.ann"
    file.write_text("\n".join(lines), "utf-8")


def mark(number: int, role: str, words: str) -> str:
    """A T line."""
    start = TEXT.index(words)
    return f"T{number}\t{role} {start} {start + len(words)}\t{words}"


def test_polnear_keeps_every_annotation(tmp_path: Path) -> None:
    """Contents with source and cue; offsets as the file has them, line ends included."""
    tied = "E1\tAttribution:T9 Content:T1 Cue:T3 Source:T2"
    marks = (mark(1, "Content", "“We go,”"), mark(2, "Source", "Ana Ruiz"), mark(3, "Cue", "said"))
    standoff(tmp_path, "ef2d", *marks, tied)
    standoff(tmp_path, "4e07", mark(1, "Content", "that it rained"), "E1\tContent:T1", "E2\tCue:T7")
    (document,) = load_corpus(str(tmp_path))
    assert document.article.published is not None
    first, second = document.statements or ()
    assert [s.kind for s in first] == ["indirect"]
    assert [s.kind for s in second] == ["direct"]
    (said,) = second
    assert [TEXT[a:b] for a, b in (*said.content, *said.speaker, *said.cue)] == [
        "“We go,”",
        "Ana Ruiz",
        "said",
    ]


def test_discontinuous_contents_have_several_parts(tmp_path: Path) -> None:
    """As brat writes them."""
    one, two = TEXT.index("We"), TEXT.index("Nobody")
    parts = f"T1\tContent {one} {one + 5};{two} {two + 6}\tWe go Nobody"
    standoff(tmp_path, "ef2d", parts, "E1\tContent:T1")
    (document,) = load_corpus(str(tmp_path))
    ((said,),) = document.statements or ()
    assert (said.content, said.kind) == (((one, one + 5), (two, two + 6)), "mixed")


def test_muc4(tmp_path: Path) -> None:
    """Entities of all templates, each once."""
    template = {
        "incident_type": "attack",
        "PerpInd": [[["guerrillas", 0]]],
        "PerpOrg": [],
        "Target": [[["the bus", 20], ["bus", 24]]],
        "Victim": [],
        "Weapon": [],
    }
    again = {**template, "PerpInd": [], "Target": [[["bus", 24]]]}
    lines = [
        {"docid": "A", "doctext": "guerrillas attacked the bus.", "templates": [template, again]},
        {"docid": "B", "doctext": "it rained.", "templates": []},
    ]
    file = tmp_path / "muc.json"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    first, second = load_corpus(str(file))
    assert first.roles is not None
    assert first.roles["Target"] == (("the bus", "bus"),)
    assert (first.relevant, second.relevant) == (True, False)


def test_wikievents(tmp_path: Path) -> None:
    """A sentence is positive by its triggers."""
    text = "A bomb exploded.It rained.Two died."
    words = ["A bomb exploded.", "It rained.", "Two died."]
    elsewhere = 7000  # the offsets of the data are those of another text
    sentences = [[[[s, elsewhere, elsewhere + len(s)]], s] for s in words]
    triggers = [("Conflict.Attack.DetonateExplode", 0), ("Movement.Transportation.X", 1)]
    events = [
        {"event_type": kind, "trigger": {"sent_idx": number}}
        for kind, number in (*triggers, ("Life.Die.Unspecified", 2))
    ]
    data = {
        "doc_id": "64_VOA_EN_NW_2017.06.05.388",
        "text": text,
        "sentences": sentences,
        "event_mentions": events,
    }
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps(data), "utf-8")
    (document,) = load_corpus(str(file))
    found = document.sentences or ()
    text = document.article.text
    assert [(text[s.start : s.end], s.positive) for s in found] == [
        ("A bomb exploded.", True),
        ("It rained.", False),
        ("Two died.", True),
    ]
    assert str(document.article.published) == "2017-06-05"


def test_the_shipped_gold(shipped: Shipped) -> None:
    """Whole and in parts; held-out articles are not to be looked at."""
    own, tuning, held_out = (shipped(n) for n in ("own", "own/tuning", "own/held-out"))
    assert len(own) == len(tuning) + len(held_out) >= 43
    assert all(d.shown for d in tuning)
    assert not any(d.shown for d in held_out)
    assert {d.id for d in own if not d.shown} == {d.id for d in held_out}


def test_articles_for_learning_are_shipped_beside_the_gold_set(shipped: Shipped) -> None:
    """They are in none of its figures, and all may be looked at."""
    development = shipped("own/development")
    assert len(development) >= 74
    assert all(d.shown for d in development)
    assert not {d.id for d in development} & {d.id for d in shipped("own")}


@pytest.mark.parametrize(
    ("content", "words"),
    [("not json", "no JSON Lines"), ('{"a": 1}', "no known kind"), ("", "no known kind")],
)
def test_what_is_no_gold_is_said(tmp_path: Path, content: str, words: str) -> None:
    """By name."""
    file = tmp_path / "odd.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(InputError, match=words):
        load_corpus(str(file))


def test_unknown_gold_names_what_there_is() -> None:
    """And how corpora are found."""
    with pytest.raises(InputError, match=r"own/tuning.*polnear/dev"):
        load_corpus("polnaer/dev")


def test_a_corpus_that_is_not_shipped_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset, and set to a folder without it."""
    monkeypatch.delenv("DATELINE_CORPORA", raising=False)
    with pytest.raises(InputError, match="Set DATELINE_CORPORA"):
        load_corpus("muc4/dev")
    monkeypatch.setenv("DATELINE_CORPORA", "/nowhere")
    with pytest.raises(InputError, match="/nowhere"):
        load_corpus("muc4/dev")


def test_a_sample_is_the_same_again(shipped: Shipped) -> None:
    """In any order of the documents; another seed draws others; a large limit takes all."""
    documents = shipped("own/tuning")
    drawn = {d.id for d in sample(documents, 5)}
    assert {d.id for d in sample(documents[::-1], 5)} == drawn
    assert len(drawn) == 5
    assert {d.id for d in sample(documents, 5, seed=7)} != drawn
    assert sample(documents, 500) == documents


def test_the_digest_follows_articles_and_gold(tmp_path: Path) -> None:
    """The same for the same files, another for another annotation."""
    standoff(tmp_path / "a", "ef2d", mark(1, "Content", "We go"), "E1\tContent:T1")
    standoff(tmp_path / "b", "ef2d", mark(1, "Content", "We go"), "E1\tContent:T1")
    standoff(tmp_path / "c", "ef2d", mark(1, "Content", "it rained"), "E1\tContent:T1")
    a, b, c = (digest(load_corpus(str(tmp_path / name))) for name in "abc")
    assert a == b != c
