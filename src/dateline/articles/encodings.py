"""Bytes into text: what encoding a file says it is in, or most likely is.

In order: a byte order mark, UTF-8 where the bytes are valid UTF-8, what an HTML page declares,
and a guess. charset-normalizer guesses well between scripts (Cyrillic, Arabic, Greek, Chinese)
and oddly among the Latin code pages, which differ in a few accents: French in windows-1252
comes back as windows-1250, with "ŕ" for "à". Those are told apart here, by the alphabets of the
languages that are written in them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from string import ascii_letters

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})"
    rb"|\A\s{0,9}<\?xml\b[^>]{0,99}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8192
# What these labels mean on the web: https://encoding.spec.whatwg.org/#names-and-labels
_WEB = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Pages are in these; Python's other codecs ("unicode_escape", "utf-7") turn text into other text.
_PAGE_CODECS = re.compile(r"cp\d|iso8859|koi8|gb|big5|euc|shift_jis|mac|iso2022_jp|johab|tis|ptcp")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")
_CONTROL_SHARE = 0.02
_CONTROL_SHARE_OF_UTF8 = 0.1
_FEWEST = 16  # bytes; fewer show nothing
# Letters, digits and signs of the scripts that news is written in; two random bytes are one of
# them every other time.
_WRITTEN = re.compile(
    "[\t\n\r -~\u00a0-\u017f\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff"
    "\u1e00-\u1eff\u2010-\u203a\u20ac\u2116\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uff65]"
)
_WRITTEN_SHARE = 0.95
_LETTER_SHARE = 0.5
_JIS_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")

_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíóúüñ",  # Spanish
    "äöüß",  # German
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóù",  # Italian
    "åäöéæøèüá",  # Swedish, Danish, Norwegian, Finnish
    "éëïóöüèê",  # Dutch
    "áæðéíóöúýþ",  # Icelandic
    "àçèéíïòóúü",  # Catalan
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Bosnian, Serbian, Slovene
    "ăâîşţ",  # Romanian
    "çë",  # Albanian
)
# The code pages of the Latin script, the likeliest first, with the accents of the languages
# written in each: an accent of none of them says that the text is in another page.
_LATIN = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1254": ("çğıöşüâîûi̇",),  # Turkish
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),  # Lithuanian, Latvian, Estonian
    "iso8859_2": _CENTRAL,
    "iso8859_15": _WESTERN,
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
}
_CONTINUATION = bytes(range(0x80, 0xC0))
_HIGH = bytes(range(0x80, 0x100))
_ASCII_LETTERS = ascii_letters.encode()
_LATIN_SHARE = 0.25
_FITS = 0.95
_FITS_BETTER = 0.08
_FEW = 3
_SIGNS = frozenset("“”„‘’‚«»‹›–—…•·§©®™°€£¥¢¡¿†‡′″×½¼¾²³ªº\xa0\xad")
_WITHIN_WORDS = frozenset("’–—·\xad")
_OTHER_SCRIPTS = [
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic"),
    *("cp1256", "iso8859_6", "cp1253", "cp1255", "cp874"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
]
_PUBLIC = {"cp932": "shift_jis"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and its encoding where that had to be assumed."""

    text: str
    assumed: str | None = None


def decode(data: bytes, *, html: bool = False) -> Decoded | None:
    """The text of `data`, or None where no encoding fits.

    Args:
        data: The bytes of a file.
        html: Whether it is a web page, which may declare its encoding.
    """
    known = _marked(data) or _escaped(data) or _utf8(data) or (_declared(data) if html else None)
    return known or _damaged_utf8(data) or _guessed(data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _marked(data: bytes) -> Decoded | None:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    text = _try(data, encoding) if encoding else None
    return None if text is None else Decoded(text)


def _escaped(data: bytes) -> Decoded | None:
    """Encodings that may look like ASCII: UTF-16 without its mark, and ISO-2022-JP.

    Half of the bytes of English in UTF-16 are zeros. Of Russian, half are 4, which is a control
    character, and all are valid UTF-8; of Chinese, a tenth are control characters.
    """
    if b"\0" in data:
        for encoding, ascii_zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            zeros = ascii_zeros.count(0)
            text = _try(data, encoding) if zeros * 2 > len(ascii_zeros) else None
            if text is not None and "\0" not in text:
                return Decoded(text, encoding)
    share = _CONTROL_SHARE if _utf8(data) is None else _CONTROL_SHARE_OF_UTF8
    if len(data) >= _FEWEST and len(_CONTROL.findall(data)) > share * len(data):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _try(data[: len(data) // 2 * 2], encoding)
            if text and _is_written(text):
                return Decoded(text, encoding)
    if any(escape in data for escape in _JIS_ESCAPES):
        text = _try(data, "iso2022_jp")
        return None if text is None else Decoded(text, "iso-2022-jp")
    return None


def _is_written(text: str) -> bool:
    letters = sum(unicodedata.category(char)[0] in "LM" for char in text)
    written = len(_WRITTEN.findall(text))
    return written >= _WRITTEN_SHARE * len(text) and letters > _LETTER_SHARE * len(text)


def _utf8(data: bytes) -> Decoded | None:
    text = _try(data, "utf-8")
    return None if text is None else Decoded(text)


def _declared(data: bytes) -> Decoded | None:
    """What the page says of itself; not asked where the bytes are valid UTF-8."""
    found = _DECLARATION.search(data, 0, _DECLARED_WITHIN)
    if found is None:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    if not _PAGE_CODECS.match(name):
        return None
    text = _try(data, _WEB.get(name, name))
    return None if text is None else Decoded(text)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as cutting and pasting bytes leaves it."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    sound = sum(char > "\x7f" and char != "\ufffd" for char in text)
    if not _is_cut(data, sound) and (sound < _FEW or sound < 4 * broken):
        return None
    return Decoded(text, f"utf-8, {broken} broken byte{'s' * (broken > 1)} replaced")


def _is_cut(data: bytes, sound: int) -> bool:
    """Whether nothing is broken but the last character, or the first, which a limit cut through."""
    whole = data.lstrip(_CONTINUATION) if data[:4].lstrip(_CONTINUATION) else data
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        return sound > 0 and error.end == len(whole) and "unexpected end" in error.reason
    return sound > 0


def _guessed(data: bytes) -> Decoded | None:
    encoding = _latin_page(data) or _by_statistics(data)
    text = _try(data, encoding) if encoding else None
    return None if encoding is None or text is None else Decoded(text, _public(encoding))


def _public(encoding: str) -> str:
    """The name that people know: "windows-1252" for "cp1252"."""
    name = re.sub(r"^cp(?=125\d)", "windows-", encoding)
    name = re.sub(r"^iso8859_", "iso-8859-", name)
    return _PUBLIC.get(name, name.replace("_", "-"))


# --- Latin -----------------------------------------------------------------------------------


def _latin_page(data: bytes) -> str | None:
    """The code page of a text that is mostly ASCII letters, or None where none of them fits."""
    high = len(data) - len(data.translate(None, _HIGH))
    letters = len(data) - len(data.translate(None, _ASCII_LETTERS))
    if high > _LATIN_SHARE * (high + letters):
        return None
    fits = {page: _fit(data, page) for page in _LATIN}
    usual, wrong = fits["cp1252"]
    best = max(_LATIN, key=lambda page: fits[page][0])
    if fits[best][0] >= max(_FITS, usual + _FITS_BETTER) and wrong >= _FEW:
        return best
    return "cp1252" if usual >= _FITS or wrong < _FEW else None


def _fit(data: bytes, page: str) -> tuple[float, int]:
    """How well the accents suit one language of the page, from 0 to 1, and how many do not."""
    text = _try(data, page)
    if text is None:
        return 0.0, len(data)
    letters, impossible = _accents(text)
    counted = len(letters) + impossible
    if not counted:
        return 1.0, 0
    fitting = max(sum(char in alphabet for char in letters) for alphabet in _LATIN[page])
    wrong = len(letters) - fitting
    return max(0.0, 1 - (wrong + _FEW * impossible) / counted), wrong + _FEW * impossible


def _accents(text: str) -> tuple[str, int]:
    """The accented letters in lower case, and how many characters stand where none can."""
    letters: list[str] = []
    impossible = 0
    for match in re.finditer(r"[^\x00-\x7f]", text):
        char = match[0]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if char in _SIGNS and (char in _WITHIN_WORDS or not (before.isalpha() and after.isalpha())):
            continue
        # "donÕt" and "forget,Ó": a capital goes before the rest of a word.
        if not char.isalpha() or (char.isupper() and (before.islower() or before in set(",.!?"))):
            impossible += 1
        else:
            letters.append(char.lower())
    return "".join(letters), impossible


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # 30 ms, and hardly ever needed

    best = from_bytes(data, cp_isolation=_OTHER_SCRIPTS).best()
    return best.encoding if best is not None else None
