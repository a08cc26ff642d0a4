"""Trees of the article's own sentences: what stands in them stands in the article."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ConfigError
from dateline.models import Article, Span
from dateline.survey import survey
from dateline.syntax import Tree, load_parser, loading

ARTICLE = Article.from_text(
    "BAMAKO, June 3 - Gunmen on motorcycles killed 14 soldiers near Diabaly on Sunday.\n\n"
    "The army\u00a0said “they fled. We followed them,” and named nobody."
)


def trees(article: Article) -> list[Tree]:
    """The trees of its sentences."""
    return load_parser().parse([p.sentences for p in survey(article).paragraphs])


def test_words_point_at_the_article() -> None:
    """By offsets, no-break spaces and all."""
    for tree in trees(ARTICLE):
        for word in tree.words:
            assert re.sub(r"\s", " ", ARTICLE.text[word.start : word.end]) == word.text
            assert tree.span.start <= word.start < word.end <= tree.span.end


def test_what_is_said_of_a_deed_is_read_from_its_verb() -> None:
    """Subject and object hang on it."""
    first = trees(ARTICLE)[0]
    [killed] = first.roots
    assert (killed.lemma, killed.pos) == ("kill", "VERB")
    assert [w.text for w in killed.having("nsubj")] == ["Gunmen"]
    [soldiers] = killed.having("dobj")
    assert first.span_of(soldiers.subtree()).text.startswith("14 soldiers")
    assert list(soldiers.having("nummod")[0].ancestors) == [soldiers, killed]


def test_no_arc_leaves_its_sentence_and_every_word_has_a_head() -> None:
    """Each sentence is a tree, or several."""
    for tree in trees(ARTICLE):
        for word in tree.words:
            assert word.head in tree.words
            assert word.is_root or word in word.head.children
        assert sum(len(root.subtree()) for root in tree.roots) == len(tree.words)


def test_the_same_article_gives_the_same_trees() -> None:
    """Word by word."""

    def shape(found: list[Tree]) -> list[tuple[str, str, int]]:
        return [(w.text, w.dep, w.head.at) for tree in found for w in tree.words]

    assert shape(trees(ARTICLE)) == shape(trees(ARTICLE))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_text_is_read_without_a_word_outside_it(parts: list[str]) -> None:
    """Garbage gives trees of garbage, and no error."""
    spans, at = [], 0
    for part in parts:
        spans.append(Span(start=at, end=at + len(part), text=part))
        at += len(part)
    found = load_parser().parse([spans])
    assert [tree.span for tree in found] == spans
    for tree in found:
        for word in tree.words:
            assert len(word.text) == word.end - word.start
            assert tree.span.start <= word.start < word.end <= tree.span.end


def test_a_long_paragraph_is_read_in_parts() -> None:
    """And all of it is read."""
    sentence = "Rebels shelled the town of Sarmin again on Monday night. "
    spans = [
        Span(start=n * len(sentence), end=(n + 1) * len(sentence), text=sentence)
        for n in range(300)
    ]
    found = load_parser().parse([spans])
    assert len(found) == len(spans)
    assert {tree.roots[0].lemma for tree in found} == {"shell"}


def test_another_model_under_the_same_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is not its makers' own upload."""
    monkeypatch.setattr(loading, "_SHA256", "0" * 64)
    loading.load_parser.cache_clear()
    try:
        with pytest.raises(ConfigError, match="not the one that dateline knows"):
            load_parser()
    finally:
        monkeypatch.undo()
        loading.load_parser.cache_clear()
