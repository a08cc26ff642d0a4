"""The language of a text, by its script and its commonest words.

It decides one thing: whether the survey has a lexicon for the article. The packages that tell a
hundred languages apart load a model for that, which costs more time than the survey itself.
"""

from __future__ import annotations

import re
from collections import Counter

_COMMON = {
    "en": "the of and to in that was is on for with as by at he from his has were said had it be",
    "fr": "le la les des du et en est une dans que qui pour par sur au aux avec ont été ne pas son",
    "es": "el la los las del y en que un una por con para su se fue han al como más según este",
    "pt": "o os as do da dos das e em que um uma por com para não foi ao pelo são mais segundo na",
    "it": "il lo gli di del della e che un una per con non è sono dei nel alla da si ha anche",
    "de": "der die das und in den von zu mit ist dem des auf für nicht ein eine wurde sich im war",
    "nl": "de het een van en in op is dat die voor met zijn niet aan er door werd bij naar ook",
    "sv": "och i att det som en på är av för den med till inte har de ett om vid var från",
    "pl": "i w na z do że się nie jest to przez po za od jak został są oraz który dla",
    "tr": "ve bir bu da de için ile olarak olan gibi daha çok kadar sonra dedi göre ise oldu",
    "id": "yang dan di dengan untuk pada dari ini itu dalam tidak akan oleh ke telah adalah juga",
    "ru": "в и на что с по не из за к от как был были это для он о его при",
    "uk": "в і на що з за не до та про як від був були це для він у його й",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه كان بعد قال وقال بين ما لا قبل خلال",
    "fa": "در از به که این را با است برای آن یک خود شد بود های می کرد تا هم اما",
    "hi": "के में की है और से को का पर ने कि यह हैं भी एक लिए कर था ही नहीं",
}
_LANGUAGES: dict[str, list[str]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_language)
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
_ANY_SCRIPT = re.compile(f"[{''.join(script.pattern[1:-1] for _, script in _SCRIPTS)}]")
# A run of letters; most are of "a" to "z" alone, and those are told sooner.
_TOKEN = re.compile(r"(?:[a-z]+[^\W\d_]*|[^\W\d_]+)[\u0900-\u097f]*")
_HEAD = 20_000  # characters are enough
_SCRIPT_SHARE = 0.3  # of the characters that are letters
# A fifth of the words of running English are among its commonest; of other languages' less.
_SHARE = 0.12


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is in, None where nothing shows it."""
    head = text[:_HEAD]
    if not head.isascii() and _ANY_SCRIPT.search(head):
        letters = sum(map(str.isalpha, head))
        for language, script in _SCRIPTS:
            if len(script.findall(head)) >= _SCRIPT_SHARE * letters:
                return language
    tokens = Counter(_TOKEN.findall(head.lower()))
    total = sum(tokens.values())
    shares = dict.fromkeys(_COMMON, 0)
    for word in _LANGUAGES.keys() & tokens.keys():
        for language in _LANGUAGES[word]:
            shares[language] += tokens[word]
    best = max(shares, key=lambda language: shares[language])
    return best if total and shares[best] >= _SHARE * total else None
