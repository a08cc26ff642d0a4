"""The classes of characters, and the words that they make."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.models.characters import CLASSES, shape
from dateline.models.tokens import tokenize

# What words are made of and parted by, and a joiner that stands in some.
_TEXTS = st.text(st.sampled_from("aZé“” ,.-—'7٣م\u200d\u00a0\n中$(🙂\u0301_"), max_size=30)


@given(_TEXTS)
def test_each_character_has_its_class(text: str) -> None:
    """A text is classed in stretches, and no character by its neighbours."""
    assert shape(text) == "".join(CLASSES[ord(c)] for c in text)


@given(_TEXTS)
def test_words_and_gaps_make_up_the_text(text: str) -> None:
    """In order, disjoint and none of them empty, with one gap more than there are words."""
    tokens = tokenize(text)
    edges = [e for pair in zip(tokens.starts, tokens.ends, strict=True) for e in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert len(tokens.gaps) == len(tokens.words) + 1 == len(tokens.starts) + 1
    # What is no word has no letter and no digit that could be one.
    between = zip([0, *tokens.ends], [*tokens.starts, len(text)], strict=True)
    assert not any(set("ajdhcre") & set(shape(text[end:start])) for end, start in between)
