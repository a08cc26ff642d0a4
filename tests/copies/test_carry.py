"""Records carried over to a copy stand in the copy's own words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.copies.test_compare import STORY

from dateline.copies import carry_over, compare, fold
from dateline.models import Article, Claim, Incident, Mention, Statement
from dateline.models.values import Casualty, Count


def located(article: Article, words: str) -> Mention:
    """The words as a mention of the article."""
    span = article.locate(words)
    assert span is not None
    return Mention.at(span)


def incident(article: Article) -> Incident:
    """A raid with two tolls, of which two sentences tell."""
    evidence = article.locate("At least 14 workers were killed on Monday when gunmen raided")
    assert evidence is not None
    return Incident(
        kind="Attack",
        realis="actual",
        claim=Claim(status="not_mentioned"),
        casualties=(
            Casualty(
                outcome="killed", count=Count(mention=located(article, "At least 14 workers"))
            ),
            Casualty(outcome="wounded", count=Count(mention=located(article, "3 soldiers"))),
        ),
        evidence=(evidence,),
    )


def carried(records, earlier: Article, later: Article):
    """The records as the later article tells them."""
    return carry_over(records, compare(fold(earlier), fold(later)))


def test_spans_go_where_the_words_stand_in_the_copy():
    """Each in the copy's own spelling."""
    earlier = Article.from_text(STORY)
    later = Article.from_text(
        "What we know\n\n" + STORY.partition("\n\n")[2].replace("3 s", "three s")
    )
    (found,) = carried([incident(earlier)], earlier, later)
    counts = [c.count.mention for c in found.casualties]
    assert [m.text for m in counts] == ["At least 14 workers", "three soldiers"]
    for span in (*found.evidence, *(s for m in counts for s in m.spans)):
        assert later.text[span.start : span.end] == span.text


def test_what_the_copy_left_out_goes_with_it_and_no_more():
    """A toll of a sentence that was cut."""
    earlier = Article.from_text(STORY)
    later = Article.from_text(STORY.partition("The defense ministry")[0])
    (found,) = carried([incident(earlier)], earlier, later)
    assert [c.count.mention.text for c in found.casualties] == ["At least 14 workers"]


def test_a_record_whose_words_are_left_out_is_left_out():
    """A quotation that was cut."""
    earlier = Article.from_text(STORY)
    later = Article.from_text(STORY.partition("“We heard")[0])
    said = Statement(kind="direct", content=located(earlier, "We heard shots from three sides"))
    assert carried([said], earlier, later) == []


@given(st.integers(0, len(STORY) - 2), st.integers(1, 60))
def test_a_span_carried_over_to_the_same_text_is_itself(start: int, length: int):
    """But for punctuation that belongs to no word."""
    article = Article.from_text(STORY)
    span = article.span(start, min(len(STORY), start + length))
    said = Statement(kind="direct", content=Mention.at(span))
    for record in carried([said], article, article):
        found = record.content.span
        assert found.text == article.text[found.start : found.end]
        assert found in span
        assert len(found.text) >= len(span.text.strip()) - 16
