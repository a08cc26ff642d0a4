"""Whether the words of a web page are an article, or what stands there in its place.

A menu has no sentence. A login page, a cookie banner and a "page not found" have one or two, and
all of them tell the reader what to do.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?。！？।؟۔…\n]+[.!?。！？।؟۔…]+[\"”’»)]*|[^.!?。！？।؟۔…\n]+")
_END = re.compile(r"[.!?。！？।؟۔…][\"”’»)]*\Z")
_LETTERS = 7  # "Two died."
_IDEOGRAPHS = 4
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_WORDS = 8  # a line of so many is a sentence with or without its full stop
_SHORT = 80  # words; a page that says more than how to get in is read
_TO_THE_READER = re.compile(
    r"\b(?:log(?:ged)?[ -]?in|sign(?:ed)?[ -]?(?:in|up)|subscri\w+|register(?:ed)?|password"
    r"|user ?name"
    r"|your (?:account|e-?mail|browser|subscription|last free|free)"
    r"|create an account|cookies?|java ?script"
    r"|captcha|(?:verify|confirm|prove|whether|sure) (?:that )?you|not a robot|try again|reload"
    r"|access (?:denied|is denied)|forbidden|paywall|free trial"
    r"|page (?:you|was|is|could|can|not|does)\b.{0,40}|(?:404|403|500|502|503)\b)",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Whether `text` holds a sentence that is not about how to see the page."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text)]
    told = [sentence for sentence in sentences if _is_sentence(sentence)]
    if len(text.split()) > _SHORT:
        return bool(told)
    return any(_TO_THE_READER.search(sentence) is None for sentence in told)


def _is_sentence(words: str) -> bool:
    letters = sum(map(str.isalpha, words))
    enough = letters >= _LETTERS or len(_WIDE.findall(words)) >= _IDEOGRAPHS
    return enough and (_END.search(words) is not None or len(words.split()) >= _WORDS)
