"""A few words that somebody said are those beside the cue, of the many places where they stand."""

from __future__ import annotations

from dateline.models import Article, Statement, draft_model
from dateline.models.draft import Draft
from dateline.pipeline.brief import beside_cue
from dateline.pipeline.ground import ground

TEXT = (
    "It rained in Karsa, and the bridge fell; nobody rebuilt it.\n\n"
    "A grenade hit the tax office on Friday. The Kesh Front owned up to it on Monday.\n\n"
    "“We left it there,” said Omar Dahl. “He took the keys.”\n\n"
    "The council, a body of elders, denied the charge; the charge is old."
)
ARTICLE = Article.from_text(TEXT)


def _said(content: str, speaker: str, cue: str, kind: str = "indirect") -> Draft:
    kinds = draft_model(Statement)
    blank = dict.fromkeys(kinds.model_fields)
    values = {"kind": kind, "content": content, "speaker": speaker, "cue": cue}
    return kinds.model_validate(blank | values | {"anonymous": False, "act": "assert"})


def _content(draft: Draft) -> Statement:
    record = ground(draft, Statement, ARTICLE).record
    assert isinstance(record, Statement)
    return record


def test_a_pronoun_is_the_one_behind_its_cue() -> None:
    """And who speaks is he who stands there."""
    record = _content(_said("it", "The Kesh Front", "owned up to"))
    assert record.content.span is not None
    assert record.content.span.start == TEXT.index("it on Monday")


def test_words_before_the_cue_are_found_in_its_sentence() -> None:
    """A sentence ends at a semicolon here."""
    (scope,) = beside_cue(_said("the charge", "The council", "denied"), ARTICLE)
    assert scope.text == " the charge"


def test_longer_content_and_strangers_say_nothing() -> None:
    """Nor a cue of another sentence."""
    assert beside_cue(_said("the bridge fell in Karsa", "The council", "denied"), ARTICLE) == ()
    assert beside_cue(_said("it", "Anna Bell", "said"), ARTICLE) == ()
    assert beside_cue(_said("it", "The council", "owned up to"), ARTICLE) == ()


def test_who_speaks_stands_between_the_parts_of_a_quotation() -> None:
    """“A,” said he. “B.”: not the first of his name in the article."""
    text = "Dahl came late.\n\nDahl slept.\n\n“We left it,” said Dahl. “He took the keys.”"
    draft = _said("We left it, … He took the keys.", "Dahl", "said", "direct")
    record = ground(draft, Statement, Article.from_text(text)).record
    assert isinstance(record, Statement)
    assert record.speaker is not None
    assert record.speaker.span is not None
    assert record.speaker.span.start == text.index("Dahl. “He")
