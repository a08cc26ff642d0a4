"""Which passages in quotation marks somebody said."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import spoken_quotations, survey


def spoken(text: str) -> list[str]:
    """The passages that somebody said."""
    return [q.inner.text for q, _ in spoken_quotations(survey(Article.from_text(text)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Berlin has so far left it at “deep concern”.", "deep concern"),
        ("The adviser scoffs at “market gossip”, as he did in May.", "market gossip"),
        (
            "The morgue had received 19 bodies, “some of them incomplete”.",
            "some of them incomplete",
        ),
        ("Moscow urged both to return “without delay” to the line.", "without delay"),
        ("“Karsa Is Ours Alone,” the crowd shouted.", "Karsa Is Ours Alone,"),
        ("The wall said “We Shall Not Be Moved Again!” in red.", "We Shall Not Be Moved Again!"),
        ("‘HE TOOK MY LUNCH’: Siege man gets 14 months", "HE TOOK MY LUNCH"),
    ],
)
def test_a_few_words_in_marks_are_somebodys(text: str, words: str) -> None:
    """Without a verb of saying, and however short, from two words on."""
    assert spoken(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Romaine Walters, otherwise called ‘little Biggs’, was shot at his gate.",
        "Police seized copies of the film “Sword of the north”, due out in May.",
        "A certain “Ka Itom” has been identified as the gunman.",
        "The army opened its exercise “Iron Heron” on Monday.",
        "The station was “neutralized” overnight, the army said.",
        "The town has dozens of “intercultural dialogue” groups.",
        "Two beaten dead over ‘child lifter’ rumour",
        "The host of “Karsa Sunday Review,” a weekly programme, left in May.",
        "The House passed the “Justice for the Widows of Velm Act” on Monday.",
        "Such “double-checking” takes a week.",
    ],
)
def test_names_titles_and_words_that_are_only_marked_are_nobodys(text: str) -> None:
    """What they follow, what follows them, their capitals, or a headline says so."""
    assert spoken(text) == []


def test_only_english_is_read_by_its_small_letters() -> None:
    """Other languages write their nouns and titles in other ways."""
    text = "Berlin ließ es bislang bei „tiefer Sorge“ bewenden, wie schon im Mai."
    article = Article(text=text, language="de")
    assert list(spoken_quotations(survey(article))) == []
