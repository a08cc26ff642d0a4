"""`Article.locate`: words found where they really stand, and near misses refused."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Article, Span
from dateline.models.matching import TextIndex
from dateline.models.quoted import read_query

TALKS = (
    "The two sides did not agree on a date, the envoy said, but they will meet again in Lenz.\n\n"
    "“We’re tired — all of us,” she added. “Nobody wants another winter like the last.”\n\n"
    "The talks began in 2019 and broke down twice."
)
_SPACES = " \u00a0\u202f\u2009\u3000\t\n\r\u2028"
any_text = st.text(max_size=60)
# Text in which typography is as likely as letters.
busy_text = st.text(
    st.sampled_from("abAB 14.,-'’“”\"…—\u00a0\u00ad\u200b\u0301न叛م\n"), max_size=60
)


_PLAIN = {
    **dict.fromkeys(map(ord, "“”„‟«»″〝〞＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›′＇`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200c\u200d")),
    ord("…"): "...",
}


def plain(text: str) -> str:
    """`text` with typography taken away, by a way of its own."""
    return " ".join(normalize("NFC", text.translate(_PLAIN)).split())


def words_at(text: str, quote: str) -> str | None:
    """The words found, or None."""
    found = Article(text=text).locate(quote)
    if found is not None:
        assert text[found.start : found.end] == found.text
    return found.text if found else None


# --- what may differ -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The mayor’s ‘promise’ was kept", "The mayor's 'promise' was kept"),
        ("The mayor's 'promise' was kept", "The mayor’s ‘promise’ was kept"),
        ("He called it “a farce” and left", 'He called it "a farce" and left'),
        ('He called it "a farce" and left', "He called it “a farce” and left"),
        ("Sie nannte es „eine Farce“ und ging", 'Sie nannte es "eine Farce" und ging'),
        ("Elle a dit «une farce» et rit", 'Elle a dit "une farce" et rit'),
        ("O´Neil`s boat", "O'Neil's boat"),
    ],
)
def test_quotation_marks_of_another_style_are_the_same(text: str, quote: str) -> None:
    """Typographic or straight, in either direction, of any language."""
    assert words_at(text, quote) == text


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "\t", "\n", "  \r\n "])
def test_any_white_space_is_a_space(space: str) -> None:
    """No-break and thin spaces, tabs, line ends, and several in a row."""
    text = f"about{space}14{space}boats sank"
    assert words_at(text, "about 14 boats") == text.removesuffix(" sank")
    assert words_at("about 14 boats sank", f"about{space}14{space}boats") == "about 14 boats"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_characters_without_width_are_not_there(unseen: str) -> None:
    """Soft hyphens and zero-width spaces, which pages hide inside words."""
    text = f"The govern{unseen}ment resigned"
    assert words_at(text, "government") == f"govern{unseen}ment"
    assert words_at("The government resigned", f"govern{unseen}ment") == "government"


@pytest.mark.parametrize("dash", ["‐", "‑", "–", "—", "−"])
def test_dashes_are_alike(dash: str) -> None:
    """A hyphen stands for any of them."""
    assert words_at(f"a cease{dash}fire line", "cease-fire line") == f"cease{dash}fire line"


def test_an_ellipsis_is_three_full_stops() -> None:
    """Where the article itself has one, it is part of the words."""
    assert words_at("Well… perhaps so", "Well... perhaps") == "Well… perhaps"
    assert words_at("Well... perhaps so", "Well… perhaps") == "Well... perhaps"


def test_the_case_of_the_first_letter_may_differ() -> None:
    """A quotation put at the head of a sentence gets a capital; other capitals stay."""
    assert words_at("Then the river rose", "The river rose") == "the river rose"
    assert words_at("The river rose", "the river rose") == "The river rose"
    assert words_at("The river rose", "the River rose") is None
    assert words_at("THE RIVER ROSE", "The river rose") is None


@pytest.mark.parametrize(
    "quote",
    [
        '"Nobody wants another winter"',
        "“Nobody wants another winter”",
        "'Nobody wants another winter,'",
        "Nobody wants another winter.",
        "“Nobody wants another winter.”",
        "  Nobody wants another winter!  ",
    ],
)
def test_marks_around_the_words_may_be_added(quote: str) -> None:
    """Outer quotation marks and closing punctuation are the quoter's own."""
    assert words_at(TALKS, quote) == "Nobody wants another winter"


def test_marks_that_stand_there_are_part_of_the_span() -> None:
    """What was copied with its marks is found with its marks."""
    assert words_at(TALKS, '"We\'re tired - all of us,"') == "“We’re tired — all of us,”"


# --- what may not ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["140 boats", "1140 boats", "1.14 boats", "14.5 boats", "1,400 boats", "14,000 boats", "14th"],
)
def test_a_number_does_not_stand_in_a_longer_one(text: str) -> None:
    """No "14" in "140", "1.14" or "14,000"."""
    assert words_at(f"They counted {text} there", "14") is None
    assert words_at(f"They counted {text} there", "400") is None


@pytest.mark.parametrize("text", ["14, then more", "(14)", "14.", "No. 14", "14-year-old", "14%"])
def test_a_number_is_found_beside_punctuation(text: str) -> None:
    """Punctuation that is no part of a number does not hide it."""
    assert words_at(text, "14") == "14"


@pytest.mark.parametrize(
    "quote",
    [
        "The two sides did agree on a date",  # a dropped "not"
        "Nobody does not want another winter",  # an added one
        "they will not meet again in Lenz",
        "The two parties did not agree on a date",  # another word
        "The two sides did not agree on the date",
        "The three sides did not agree on a date",
        "The talks began in 2018",  # another number
        "The talks began in 19",
        "The sides two did not agree on a date",  # another order
        "did not agree on a date the envoy said",  # a dropped comma
        "The talks broke down twice",  # dropped words
        "he two sides",  # a cut word
        "The two sid",
        "the last.”\n\n“The talks began",
    ],
)
def test_a_near_miss_is_refused(quote: str) -> None:
    """However similar: a dropped "not", a changed number, word or order."""
    article = Article(text=TALKS)
    assert article.locate(quote) is None
    assert article.locate_all(quote) == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [("a non-violent protest", "violent protest"), ("We can’t accept it", "We can")],
)
def test_half_a_word_that_negates_is_refused(text: str, quote: str) -> None:
    """No "violent" in "non-violent", and no "can" in "can’t"."""
    assert words_at(text, quote) is None


@pytest.mark.parametrize("text", ["1 400 boats", "1\u202f400 boats", "1’400 boats", "١٬٤٠٠ boats"])
def test_a_number_grouped_by_spaces_is_one_number(text: str) -> None:
    """No "400 boats" in "1 400 boats", as French, Swiss and Arabic papers set it."""
    assert words_at(text, "400 boats") is None
    assert words_at(text, "٤٠٠ boats") is None


@pytest.mark.parametrize("quote", ["300 people", "In March 2021", "2021"])
def test_a_year_before_a_number_is_another_number(quote: str) -> None:
    """Numbers are grouped by threes, and "2021 300" is two of them."""
    assert words_at("In March 2021 300 people crossed the river", quote) == quote


@pytest.mark.parametrize("text", ["“It is over,” he’d said.", "“It is over,” he'll say."])
def test_a_pronoun_is_found_before_an_auxiliary(text: str) -> None:
    """Only "’t" turns what is said into its opposite."""
    assert words_at(text, "he") == "he"


@pytest.mark.parametrize("quote", ["", " ", "“”", "…", "...", "—", "?!", "\u200b", "\n\n", "«»."])
def test_a_query_without_words_is_found_nowhere(quote: str) -> None:
    """Punctuation alone proves nothing."""
    article = Article(text=TALKS)
    assert article.locate(quote) is None
    assert article.locate_all(quote) == ()


def test_an_empty_article_holds_nothing() -> None:
    """And is no error."""
    assert Article(text="").locate("anything") is None


# --- elision ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["…", " … ", "...", " ... ", ". . .", " [...] ", " […] "])
def test_an_elided_quotation_is_found_in_its_parts(mark: str) -> None:
    """`locate` gives first to last word, `locate_all` the parts."""
    article = Article(text=TALKS)
    quote = f"The two sides did not agree on a date{mark}they will meet again"
    whole = article.locate(quote)
    assert whole is not None
    assert whole.text == TALKS[: TALKS.index(" in Lenz")]
    assert [part.text for part in article.locate_all(quote)] == [
        "The two sides did not agree on a date",
        "they will meet again",
    ]


def test_an_elision_may_have_several_gaps() -> None:
    """Three parts in order are three spans."""
    parts = Article(text=TALKS).locate_all("“The envoy said … will … in Lenz.”")
    assert [p.text for p in parts] == ["the envoy said", "will", "in Lenz."]


@pytest.mark.parametrize(
    "quote",
    [
        "did not agree on a date … all of us",  # in another paragraph
        "they will meet again … did not agree",  # out of order
        "the envoy said … the envoy said",  # the same words twice
        "did not agree … will never meet again",  # a part that is not there
    ],
)
def test_an_elision_stands_in_order_in_one_paragraph(quote: str) -> None:
    """What is far apart was not said together."""
    article = Article(text=TALKS)
    assert article.locate(quote) is None
    assert article.locate_all(quote) == ()


def test_a_quotation_that_stands_as_it_is_has_one_part() -> None:
    """`locate_all` gives one span where nothing is elided."""
    article = Article(text=TALKS)
    assert article.locate_all("broke down twice") == (article.locate("broke down twice"),)


def test_a_leading_or_closing_ellipsis_is_no_gap() -> None:
    """One part, as in "… and so on …"."""
    parts = Article(text=TALKS).locate_all("… they will meet again …")
    assert [p.text for p in parts] == ["they will meet again"]


# --- where -----------------------------------------------------------------------------------

TWICE = "Rain fell on Lenz. The road to Lenz is closed, and so is Lenz itself."


def test_the_first_of_several_places_is_taken() -> None:
    """Where nothing else is said."""
    found = Article(text=TWICE).locate("Lenz")
    assert found is not None
    assert found.start == TWICE.index("Lenz")


@pytest.mark.parametrize("occurrence", [0, 1, 2])
def test_near_takes_the_nearest_place(occurrence: int) -> None:
    """The offset chooses among equals."""
    starts = [i for i in range(len(TWICE)) if TWICE.startswith("Lenz", i)]
    found = Article(text=TWICE).locate("Lenz", near=starts[occurrence] + 3)
    assert found is not None
    assert found.start == starts[occurrence]


def test_within_looks_nowhere_else() -> None:
    """Neither before nor behind it, nor half across its edge."""
    article = Article(text=TWICE)
    second = article.locate("The road to Lenz is closed")
    assert second is not None
    inside = article.locate("Lenz", within=second)
    assert inside is not None
    assert inside in second
    assert article.locate("Rain fell", within=second) is None
    assert article.locate("itself", within=second) is None
    assert article.locate("closed, and so", within=second) is None
    assert article.locate_all("road … closed", within=second) != ()
    assert article.locate_all("road … itself", within=second) == ()


# --- scripts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("هاجم المسلحون القرية فجر الأحد", "المسلحون القرية"),
        ("昨天叛军袭击了两个村庄。", "叛军袭击"),
        ("विद्रोहियों ने गाँव पर हमला किया", "गाँव पर हमला"),
        ("ผู้ประท้วงรวมตัวกันหน้ารัฐสภา", "รวมตัวกัน"),
        ("В субботу погибли 14 человек", "14 человек"),
        ("Fire 🔥🚒 in Oruma", "🔥🚒 in Oruma"),
        ("the 👩‍🚒 crew", "👩‍🚒 crew"),
        ("cafe\u0301 owners met", "cafe\u0301 owners"),
    ],
)
def test_words_of_any_script_are_found(text: str, quote: str) -> None:
    """Arabic, Han, Devanagari, Thai, Cyrillic, emoji, combining marks."""
    assert words_at(text, quote) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("هاجم المسلحون القرية", "مسلحون"),  # without its article
        ("विद्रोहियों ने हमला किया", "हमल"),  # without its vowel sign
        ("cafe\u0301 owners met", "cafe"),  # without its accent
        ("۱۴۰ نفر", "۱۴"),
    ],
)
def test_words_of_any_script_are_not_cut(text: str, quote: str) -> None:
    """A sign that belongs to the letter before it belongs to the word."""
    assert words_at(text, quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [("cafe\u0301 owners met", "caf\u00e9 owners"), ("caf\u00e9 owners met", "cafe\u0301 owners")],
)
def test_composed_and_decomposed_letters_are_the_same(text: str, quote: str) -> None:
    """Models answer in composed letters whatever the article has."""
    assert words_at(text, quote) == text.removesuffix(" met")


# --- any text --------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.one_of(any_text, busy_text), st.one_of(any_text, busy_text), st.integers(0, 60))
def test_what_is_found_slices_to_its_text(text: str, quote: str, near: int) -> None:
    """For any text and any query; nothing raises."""
    article = Article(text=text)
    parts = article.locate_all(quote)
    for found in (article.locate(quote), article.locate(quote, near=near), *parts):
        assert found is None or text[found.start : found.end] == found.text
    assert list(parts) == sorted(parts, key=lambda s: s.start)


def cuts_a_number(tokens: list[str], at: int) -> bool:
    """Whether digits stand on both sides: "1 400" may be one number."""
    left, right = plain(" ".join(tokens[:at])), plain(" ".join(tokens[at:]))
    return left[-1:].isdigit() and right[:1].isdigit()


@settings(max_examples=150, deadline=None)
@given(st.one_of(any_text, busy_text), st.data())
def test_what_stands_there_is_found(text: str, data: st.DataObject) -> None:
    """Any run of whole words is located, at words that are the same but for typography."""
    tokens = text.split()
    start = data.draw(st.integers(0, len(tokens)))
    end = data.draw(st.integers(start, len(tokens)))
    quote = data.draw(st.sampled_from(_SPACES)).join(tokens[start:end])
    if not any(map(str.isalnum, quote)):
        return
    if cuts_a_number(tokens, start) or cuts_a_number(tokens, end):
        return
    found = Article(text=text).locate(quote)
    assert found is not None
    # The case of the first letter is free: "a" may be found as "A".
    assert plain(found.text)[1:] == plain(quote)[1:]
    assert plain(found.text)[:1].casefold() == plain(quote)[:1].casefold()


@settings(max_examples=100, deadline=None)
@given(busy_text, busy_text, st.integers(0, 60), st.integers(0, 60))
def test_within_holds_whatever_is_found(text: str, quote: str, a: int, b: int) -> None:
    """For any bounds, even inside a word or a quotation mark."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    scope = Span(start=start, end=end, text=text[start:end])
    article = Article(text=text)
    found = article.locate(quote, within=scope)
    assert found is None or found in scope
    assert all(part in scope for part in article.locate_all(quote, within=scope))


# --- words that the text has read already ---------------------------------------------------

_letters_and_marks = st.text(
    st.sampled_from("abcXY  14.,-'’“”\"$…—\u00ad\u200b\u200c\u0301نتह्क万叛é🙂\n"), max_size=40
)


@settings(max_examples=500, deadline=None)
@given(_letters_and_marks, st.data())
def test_words_copied_from_the_text_are_those_of_the_quotation(
    text: str, data: st.DataObject
) -> None:
    """What stands around a quotation changes nothing in how it is read."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end] + data.draw(st.sampled_from(["", ".", ".”", "!"]))
    copied = TextIndex(text)._copied(quote)
    assert copied is None or copied == read_query(quote)


_WORDS = st.lists(
    st.sampled_from(["a", "the", "The", "12", "men", "ten-year", "can't", "4,000", "o'clock"]),
    min_size=1,
    max_size=12,
)


@given(_WORDS, st.data())
def test_whole_words_copied_from_the_text_are_found_as_they_stand(
    words: list[str], data: st.DataObject
) -> None:
    """Letter for letter, and at the first such place of a part that is searched alone."""
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    article = Article.from_text(f"{text} x")
    within = Span.cut(article.text, 0, len(text))
    found = article.locate(quote, within=within)
    assert found is not None
    assert found.text == quote
    assert found == article.locate(quote, within=within)
    assert f" {text} "[: found.start + 1].endswith(" ")
    assert f" {quote} " not in f" {text} "[: found.start + len(quote) + 1]
