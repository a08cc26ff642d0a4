"""What may differ between a quotation and the article, and what never may: rule by rule."""

from __future__ import annotations

import itertools
import re
from unicodedata import category, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.models import Article

# Few words, so that a drawn quotation often nearly stands in a drawn text.
WORDS = (
    *("he", "He", "did", "not", "no", "agree", "agreed", "will", "12", "120", "1,400", "1.4", "-5"),
    *("can't", "can’t", "non-violent", "10-12", "Karsa", "cafe\u0301", "café", "می‌رود", "میرود"),
    *("村", "不", "同意", "क्‍ष", "क्ष", "👩‍🚒", "🚒", "“we", "go”", '"we', 'go"', "go.", "said,"),
)
MARKS = ("…", "...", "[the mayor]", "[not]", "[12]", "[h]e", "—", "-", ".", "(", ")", "\u200b")
SPACES = (" ", " ", " ", "\u00a0", "\n", "  ", "\u200b ")
near_texts = st.lists(
    st.tuples(st.sampled_from(WORDS + MARKS), st.sampled_from(SPACES)), max_size=12
).map(lambda pairs: "".join(word + space for word, space in pairs))
any_texts = st.one_of(near_texts, st.text(max_size=60))


def strict_words(text: str) -> list[str]:
    """The words of a text by a way of this test's own, first letters aside."""
    text = normalize("NFC", "".join(c for c in text if category(c) != "Cf"))
    return [w[:1].casefold() + w[1:] for w in re.findall(r"[^\W_]+", text)]


def readings(quote: str) -> set[str]:
    """The strict words of a quotation with any of its brackets left out, in parts or whole.

    A bracket around one letter makes a word of it and the rest, or stands in the article.
    """
    pieces = re.split(r"(\[[^\[\]]*\])", quote)
    ways = [
        (piece,) if not n % 2 else ("h", "h ") if piece == "[h]" else ("", piece)
        for n, piece in enumerate(pieces)
    ]
    texts = ("".join(way) for way in itertools.product(*ways))
    return {" ".join(strict_words(text)) for text in texts}


def cuts_a_number(left: str, right: str) -> bool:
    """Whether digits stand on both sides of the space between the two."""
    ends = [re.sub(r"[\s\u200b]", "", part) for part in (left, right)]
    return ends[0][-1:].isdigit() and ends[1][:1].isdigit()


@settings(max_examples=400, deadline=None)
@given(any_texts, any_texts)
def test_spans_slice_to_their_text(text: str, quote: str) -> None:
    """Located, elided or nearest; nothing raises."""
    article = Article(text=text)
    found = (article.locate(quote), article.nearest(quote), *article.locate_all(quote))
    for span in found:
        assert span is None or text[span.start : span.end] == span.text


@settings(max_examples=400, deadline=None)
@given(near_texts, near_texts)
@example("he [h]e ", "[h]e [h]e ")
def test_what_is_found_has_the_words_of_the_quotation(text: str, quote: str) -> None:
    """Elisions and brackets aside, no word differs, is missing or is more."""
    spans = Article(text=text).locate_all(quote)
    found = " ".join(word for span in spans for word in strict_words(span.text))
    if spans:
        assert found in readings(quote)


@settings(max_examples=300, deadline=None)
@given(near_texts, st.data())
def test_a_slice_at_word_boundaries_is_found(text: str, data: st.DataObject) -> None:
    """Where words are whole and separated by space, whatever they are."""
    bounds = [m.span() for m in re.finditer(r"\S+", text)]
    if not bounds:
        return
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    quote = text[bounds[first][0] : bounds[last][1]]
    if not any(map(str.isalnum, quote)):
        return
    # "5 120" may be one number.
    if cuts_a_number(text[: bounds[first][0]], quote) or cuts_a_number(
        quote, text[bounds[last][1] :]
    ):
        return
    found = Article(text=text).locate(quote)
    assert found is not None
    assert strict_words(found.text) == strict_words(quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It fell to −5 degrees", "fell to -5 degrees"),
        ("between 10–12 people", "between 10-12 people"),
        ("the long—and cold—winter", "the long — and cold — winter"),
        ("a long -- and cold -- winter", "a long — and cold — winter"),
        ("the gov\u200dernment fell", "the government fell"),
        ("Elle a dit : « Nous partons » hier", 'Elle a dit: "Nous partons" hier'),
        ("他说：「我们要走了」，然后离开", "我们要走了"),
        ("袭击了两个\n村庄", "袭击了两个村庄"),
        ("the ‘big’ plan", 'the "big" plan'),
        ("צה״ל אמר היום", 'צה"ל אמר היום'),
        ("क़लम और किताब", normalize("NFD", "क़लम और किताब")),
        ("한국 정부가 말했다", normalize("NFD", "한국 정부가 말했다")),
        ("Mr. J. Orsa of the U.S. Army said it", "Mr. J. … said it"),
        ("He said: “We will go. And we must stay” today", "We will … must stay"),
        ("“We did it,” said Ann Bell, a nurse, “and nobody came.”", "We did it … and nobody came"),
        ("he said he will go", "he [the mayor] said he will go"),
        ("Then the mayor resigned", "[T]he mayor resigned"),
        ("not Bill [Orsa], nobody else", "not Bill [the mayor] [Orsa], nobody else"),
        ("Then he resigned in Lenz", "[The mayor] resigned in Lenz"),
    ],
)
def test_what_cannot_change_the_meaning_may_differ(text: str, quote: str) -> None:
    """Dashes, joiners without effect, quotation styles, composition, elisions, brackets."""
    assert Article(text=text).locate(quote) is not None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It fell to −5 degrees", "5 degrees"),
        ("It fell to -5 degrees", "It fell to 5 degrees"),
        ("It fell to 5 degrees", "It fell to −5 degrees"),
        ("between 10-12 people", "between 10−12 people"),
        ("10–12 people died", "12 people died"),
        ("the vote was 51-49 for it", "the vote was 51"),
        ("3.2m people", "3.2"),
        ("the 9/11 attacks", "11 attacks"),
        ("at 10:30 today", "30 today"),
        (".5 percent", "5 percent"),
        ("1,400 people", "1.400 people"),
        ("十四人死亡", "四人死亡"),
        ("3万人死亡", "3"),
        ("a man-eating shark", "a man - eating shark"),
        ("they re-sign it", "they resign it"),
        ("alcohol-free beer", "alcohol"),
        ("He isn’t going", "He is"),
    ],
)
def test_no_number_and_no_word_is_another(text: str, quote: str) -> None:
    """Signs, ranges, separators, scales, numerals, compounds, contractions."""
    assert Article(text=text).locate(quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("می‌خواهم بروم", "میخواهم بروم"),
        ("पक्‍ष आया", "पक्ष आया"),
        ("the 👩‍🚒 crew left", "the 👩🚒 crew left"),
        ("the 👩‍🚒 crew left", "🚒 crew left"),
    ],
)
def test_a_joiner_that_makes_another_word_may_not_differ(text: str, quote: str) -> None:
    """Persian, Hindi, and a firefighter who is no fire engine."""
    assert Article(text=text).locate(quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He said he will not agree to talks", "He said … agree to talks"),
        ("He can’t say that we agree", "He … we agree"),
        ("He denied that they agree", "He … they agree"),
        ("昨天叛军没有袭击这个村庄", "昨天叛军 … 这个村庄"),
        ("Он сказал, что не уйдёт завтра", "Он сказал … уйдёт завтра"),
        ("He left. She stayed on", "He left … stayed on"),
        ("It was 5 p.m. The mayor left", "It was … mayor left"),
        ("“We will go,” and the mayor agreed", "We will … mayor agreed"),
        ("“A good plan,” said Ann, while Bob said “a bad plan”", "A good … a bad plan"),
        ("Er sagte: »Wir gehen«, und der Minister blieb", "Wir gehen … blieb"),
        ("They said ‘we will go’ and the others stayed", "we will … others stayed"),
    ],
)
def test_an_elision_hides_no_negation_and_stays_where_it_is(text: str, quote: str) -> None:
    """In its quotation, or outside of one in its sentence."""
    article = Article(text=text)
    assert article.locate(quote) is None
    assert article.locate_all(quote) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("he would resign", "he would [not] resign"),
        ("men died there", "[three] men died there"),
        ("men died there", "men [12 of them] died there"),
        ("he resigned", "he [would have] resigned"),
        ("they resign now", "they resign[ed] now"),
        ("they agree now", "they [dis]agree now"),
        ("Nobody will resign", "[The mayor] will resign"),
        ("叛军袭击村庄", "叛军[没有]袭击村庄"),
    ],
)
def test_a_bracket_adds_nothing_that_counts(text: str, quote: str) -> None:
    """No negation, number or modal, and no other ending."""
    assert Article(text=text).locate(quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "nearest"),
    [
        (
            "The two sides did not agree on it.",
            "two sides did agree on it",
            "two sides did not agree on it",
        ),
        (
            "Gunmen killed 12 people in Karsa.",
            "killed 120 people in Karsa",
            "killed 12 people in Karsa",
        ),
        ("昨天叛军没有袭击村庄。", "昨天叛军袭击村庄", "昨天叛军没有袭击村庄"),
    ],
)
def test_the_nearest_wording_is_the_real_one(text: str, quote: str, nearest: str) -> None:
    """With the word that was dropped, and the number that stands there."""
    found = Article(text=text).nearest(quote)
    assert found is not None
    assert found.text == nearest


@pytest.mark.parametrize("quote", ["", "…", "wholly other words"])
def test_nothing_is_near_where_no_words_are_shared(quote: str) -> None:
    """A wording that has nothing to do with the text helps nobody."""
    assert Article(text="The two sides did not agree.").nearest(quote) is None


def test_several_parts_keep_to_the_place_that_is_near() -> None:
    """Of two places of an elided quotation, the one nearest to the offset."""
    text = "The road to Lenz is now closed. " * 3
    parts = Article(text=text).locate_all("The road … closed", near=70)
    assert [part.start for part in parts] == [64, 64 + text.index("closed")]
