"""Words that turn or bend what is said: negations, modals, numbers.

An elision may not hide a negation, and an editor's brackets may add none of the three. The lists
are short and of many languages at once: what they hold that means something else elsewhere only
makes a match more strictly refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def listed(lines: str) -> frozenset[str]:
    """The words of a list, set in lines."""
    return frozenset(lines.split())


# English, with what denies without a "not"; French, Italian, Spanish, Portuguese, Romanian; German,
# Dutch, Nordic, Finnish; Slavic, Hungarian, Greek; Arabic, Persian, Urdu, Hebrew, Turkish; Hindi,
# Bengali, Indonesian, Vietnamese, Swahili, Hausa, Tagalog, Korean.
NEGATIONS = listed(
    """
    no not never none nobody nothing nowhere neither nor without cannot non nay nope
    cant wont dont doesnt didnt isnt arent wasnt werent couldnt shouldnt wouldnt hasnt havent hadnt
    aint mustnt neednt hardly scarcely barely rarely seldom
    deny denies denied denying
    ne pas jamais rien aucun aucune sans ni nul nulle non mai niente nulla nessun nessuno nessuna
    né senza nunca jamás nada nadie ningún ninguno ninguna sin tampoco não nem ninguém nenhum
    nenhuma sem jamais mai nu nici niciodată fără nimeni nimic
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder
    niet geen nooit niemand niets zonder inte ikke ej aldrig ingen inget inga intet utan uden uten
    aldri ei eivät älä
    не ни нет нельзя без никогда никто ничего ні немає ніколи ніхто не нема nie nigdy nikt nic bez
    żaden ani nikdy nikdo není nije nisu niko ništa никада нико није нису nem sem soha nincs
    δεν δε μη μην όχι χωρίς ποτέ κανείς τίποτα
    لا لم لن ليس ليست ليسوا غير بدون دون ولا ولم ولن نه نیست نبود نیستند هیچ بدون نہیں نہ مت بغیر
    לא אין אל בלי אינו אינה מעולם değil yok hiç asla ne
    नहीं न मत ना बिना না নয় নেই নি tidak bukan tak jangan tanpa belum không chẳng chưa đừng
    hapana kamwe hakuna wala babu walang 안 못
    """
)
# "Failed to agree" negates, "failed states" do not.
_NEGATING_WITH_TO = listed(
    """
    fail fails failed failing failure refuse refuses refused refusing refusal unable
    decline declines declined declining reluctant unwilling
    """
)
_MODALS = listed(
    """
    will would shall should can could may might must ought need needs wanna gonna
    perhaps maybe possibly probably allegedly reportedly supposedly apparently presumably
    purportedly alleged supposed if unless only almost nearly except
    peut pourrait doit devrait peuvent puede podría debe debería pode poderia deve
    kann könnte soll sollte muss müsste darf würde wird vielleicht wohl angeblich
    может должен должна бы возможно якобы قد ربما سوف يجب
    """
)
# Lower-case modals are names, months or nouns in capitals.
_NAMES_IN_CAPITALS = frozenset({"will", "may"})
_NUMBERS = listed(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions trillion trillions
    dozen dozens score scores half third quarter pair couple several few many most all both each
    every once twice thrice double triple first second fourth fifth sixth seventh eighth ninth tenth
    un une deux trois quatre cinq sept huit neuf dix cent mille dos tres cuatro cinco seis siete
    ocho nueve diez cien mil zwei drei vier fünf sechs sieben acht neun zehn hundert tausend
    два две три четыре пять шесть семь восемь девять десять сто тысяча
    """
)
# Scripts without spaces, and endings: looked for as characters.
_NEGATING = re.compile(
    r"[不没沒无無未非别別勿莫毋否弗]|ない|なかっ|なく|ません|ぬ|않|없|아니|ไม่|มิได้|ບໍ່|មិន|ဘူး|မဟုတ်"
)
_CONNECTIVES = listed("and but while whereas or though although as when because")
_TAKES_AWAY = frozenset({"free", "less", "frei", "los"})


def is_negation(words: Sequence[str], gaps: Sequence[str], at: int) -> bool:
    """Whether the word at `at` negates: one of the list, or the "t" of "can't"."""
    word = words[at].casefold()
    if word == "t":
        return at > 0 and is_contracted_not(words[at - 1], gaps[at], word)
    if word in _NEGATING_WITH_TO:
        return words[at + 1 : at + 2] == ["to"]
    return word in NEGATIONS or (not word.isascii() and _NEGATING.search(word) is not None)


def is_contracted_not(before: str, gap: str, word: str) -> bool:
    """Whether `word` is the end of "n't"."""
    return word in ("t", "T") and gap.strip() == "'" and before[-1:] in ("n", "N")


def negates_by_script(text: str) -> bool:
    """Whether `text` negates by a character or an ending that is no word of its own."""
    return not text.isascii() and _NEGATING.search(text) is not None


def script_negations(text: str) -> Iterator[int]:
    """Where `text` does so."""
    return (match.start() for match in _NEGATING.finditer(text))


def takes_away(suffix: str) -> bool:
    """Whether "-`suffix`" turns the word before it: "free" of "alcohol-free"."""
    return suffix.casefold() in _TAKES_AWAY


def bends(words: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether any of the words negates, counts, or is a modal."""
    return any(
        is_negation(words, gaps, at)
        or any(map(str.isnumeric, word))
        or word.casefold() in _NUMBERS
        or _is_modal(words, gaps, at)
        for at, word in enumerate(words)
    )


def _is_modal(words: Sequence[str], gaps: Sequence[str], at: int) -> bool:
    word = words[at]
    if word in ("ll", "d") and at and gaps[at].strip() == "'":
        return True
    low = word.casefold()
    return low in _MODALS and not (low in _NAMES_IN_CAPITALS and word.istitle())


def is_connective(word: str) -> bool:
    """Whether the word ties a clause of its own to the one before."""
    return word.casefold() in _CONNECTIVES
