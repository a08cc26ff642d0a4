"""Encodings: texts of many languages come out readable, whatever code page they are in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.encodings import decode

ENGLISH = (
    "At least nine people were killed when gunmen stormed a market on Monday, the mayor said. "
    "“We won’t forget,” he added – and promised an inquiry. The raid was led from the café of "
    "José Núñez, police said."
)
FRENCH = (
    "Au moins neuf personnes ont été tuées lundi près du fleuve, où des hommes armés ont attaqué "
    "le marché, a déclaré le maire. « L’enquête sera très rapide », a-t-il ajouté, à l’hôtel de "
    "ville. Les blessés ont été évacués à la frontière ; le chœur de l’église a brûlé."
)
GERMAN = (
    "Bei einem Überfall auf einen Markt sind am Montag mindestens neun Menschen getötet worden, "
    "wie der Bürgermeister mitteilte. Er kündigte eine Untersuchung an: „Wir müssen wissen, warum "
    "die Hilfe so spät kam.“ Die Straße zur Brücke blieb für Stunden gesperrt."
)
SPANISH = (
    "Al menos nueve personas murieron el lunes en un ataque contra el mercado, según el alcalde. "
    "«Mañana habrá una investigación», prometió. ¿Por qué llegó tan tarde el ejército? Nadie lo "
    "explicó en la región, dijo un campesino de setenta años."
)
PORTUGUESE = (
    "Pelo menos nove pessoas morreram na segunda-feira num ataque ao mercado, disse o presidente "
    "da câmara. A polícia não excluiu novas detenções e a investigação já começou; os órgãos de "
    "informação não puderam entrar na região."
)
SWEDISH = (
    "Minst nio människor dödades i måndags när beväpnade män stormade marknaden, säger "
    "borgmästaren. Han lovade en utredning: ”Vi måste få veta varför hjälpen kom så sent.”"
)
POLISH = (
    "Co najmniej dziewięć osób zginęło w poniedziałek w ataku na targ, poinformował burmistrz. "
    "Obiecał śledztwo i złożył kondolencje rodzinom. Żołnierze przybyli późno, gdy napastnicy już "
    "odpłynęli łodziami."
)
CZECH = (
    "Nejméně devět lidí zahynulo v pondělí při útoku na tržiště, uvedl starosta. Slíbil "
    "vyšetřování a vyjádřil soustrast rodinám obětí. Vojáci přijeli příliš pozdě."
)
HUNGARIAN = (
    "Legalább kilenc ember meghalt hétfőn, amikor fegyveresek rátámadtak a piacra, közölte a "
    "polgármester. Vizsgálatot ígért, és részvétét fejezte ki a családoknak. A katonák későn "
    "érkeztek, a támadók csónakokon menekültek el; a hídfőnél őrség áll, az út zárva, bűnügyi "
    "nyomozók dolgoznak, és tűzoltók is érkeztek."
)
TURKISH = (
    "Belediye başkanı, pazartesi günü pazar yerine düzenlenen saldırıda en az dokuz kişinin "
    "öldüğünü söyledi. Başkan soruşturma sözü verdi ve ailelere başsağlığı diledi."
)
RUSSIAN = (
    "Не менее девяти человек погибли в понедельник, когда вооружённые люди напали на рынок, "
    "сообщил мэр. Он пообещал провести расследование и выразил соболезнования семьям погибших."
)
UKRAINIAN = (
    "Щонайменше дев'ять людей загинули в понеділок унаслідок нападу на ринок, повідомив мер. Він "
    "пообіцяв провести розслідування і висловив співчуття родинам загиблих."
)
ARABIC = (
    "قتل ما لا يقل عن تسعة أشخاص يوم الاثنين عندما هاجم مسلحون سوق البلدة، بحسب ما أعلن رئيس "
    "البلدية. ووعد بإجراء تحقيق وقدم تعازيه إلى أسر الضحايا."
)
PERSIAN = (
    "دست کم نه نفر روز دوشنبه در حمله افراد مسلح به بازار شهر کشته شدند. شهردار قول داد که تحقيق "
    "انجام شود و به خانواده قربانيان تسليت گفت."
)
CHINESE = (
    "市长说，星期一武装分子袭击了河边小镇的集市，至少九人死亡。他承诺展开调查，并向遇难者家属表示慰问。"
    "这是今年以来最严重的一次袭击，军队到达时袭击者已经乘船离开。"
)
TRADITIONAL = (
    "市長說，星期一武裝分子襲擊了河邊小鎮的市集，至少九人死亡。他承諾展開調查，並向遇難者家屬表示慰問。"
    "這是今年以來最嚴重的一次襲擊。"
)
JAPANESE = (
    "市長によると、月曜日、武装した男らが川沿いの町の市場を襲撃し、少なくとも九人が死亡した。"
    "市長は調査を約束し、遺族に哀悼の意を表した。"
)
KOREAN = (
    "시장에 따르면 월요일 무장 괴한들이 강변 마을의 시장을 습격해 최소 아홉 명이 숨졌다. "
    "그는 조사를 약속하고 유족에게 애도를 표했다."
)
GREEK = (
    "Τουλάχιστον εννέα άνθρωποι σκοτώθηκαν τη Δευτέρα όταν ένοπλοι επιτέθηκαν στην αγορά, δήλωσε ο "
    "δήμαρχος. Υποσχέθηκε έρευνα και εξέφρασε τα συλλυπητήριά του."
)

GUESSED = [
    *((text, "windows-1252") for text in (ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE, SWEDISH)),
    *((text, "windows-1250") for text in (POLISH, CZECH, HUNGARIAN)),
    *((text, "iso-8859-2") for text in (POLISH, CZECH)),
    *((text, "mac-roman") for text in (ENGLISH, FRENCH, GERMAN)),
    *((RUSSIAN, page) for page in ("windows-1251", "koi8-r", "iso-8859-5", "cp866")),
    *((UKRAINIAN, page) for page in ("windows-1251", "koi8-u")),
    *((ARABIC, page) for page in ("windows-1256", "iso-8859-6")),
    (TURKISH, "windows-1254"),
    (PERSIAN, "windows-1256"),
    (CHINESE, "gb18030"),
    (TRADITIONAL, "big5"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc-jp"),
    (JAPANESE, "iso-2022-jp"),
    (KOREAN, "cp949"),
    (GREEK, "windows-1253"),
]


@pytest.mark.parametrize(("text", "page"), GUESSED)
@pytest.mark.parametrize("times", [1, 8])
def test_a_code_page_is_made_out_and_named(text: str, page: str, times: int) -> None:
    """A paragraph is enough, in each language's own code pages."""
    if page.startswith("iso"):  # without curly quotation marks
        text = text.translate({ord("“"): '"', ord("”"): '"'})
    text = "\r\n".join([text] * times)
    decoded = decode(text.encode(page))
    assert decoded is not None
    assert decoded.text == text
    assert decoded.assumed is not None
    assert codecs.lookup(decoded.assumed) == codecs.lookup(page)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE, SWEDISH])
def test_latin_1_is_read_as_the_page_that_contains_it(text: str) -> None:
    """windows-1252 has the same letters, and quotation marks besides."""
    text = text.translate(dict.fromkeys(map(ord, "“”„’–œ"), "-"))
    decoded = decode(text.encode("latin-1"))
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (text, "windows-1252")


def test_a_few_accents_are_taken_for_western_ones() -> None:
    """English with one foreign name says nothing about its page: the usual one it is."""
    text = "The mayor of Bogotá met André Müller."
    decoded = decode(text.encode("cp1252"))
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (text, "windows-1252")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_respected_and_removed(encoding: str) -> None:
    """It states the encoding, so nothing is assumed."""
    decoded = decode(CHINESE.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (CHINESE, None)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)
def test_big_endian_marks_are_respected(mark: bytes, encoding: str) -> None:
    """Their bytes stand the other way round."""
    decoded = decode(mark + FRENCH.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (FRENCH, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_made_out(encoding: str) -> None:
    """Every other byte of ASCII is zero there."""
    decoded = decode(ENGLISH.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (ENGLISH, encoding)


# Bytes of control characters may be UTF-16 as well; in text there are none but these.
WRITTEN = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r")


@given(st.text(WRITTEN))
def test_utf_8_is_never_guessed_at(text: str) -> None:
    """What is valid UTF-8 is UTF-8, line ends and all."""
    data = text.encode()
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked and b"\0" not in data and b"\x1b" not in data:
        decoded = decode(data)
        assert decoded is not None
        assert (decoded.text, decoded.assumed) == (text, None)


@pytest.mark.parametrize("cut", [1, 2])
def test_damaged_utf_8_is_not_taken_for_another_encoding(cut: int) -> None:
    """A character cut in two at the end is replaced, and the rest is readable."""
    data = (CHINESE + "。").encode()[:-cut]
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == CHINESE + "\ufffd"
    assert decoded.assumed == "utf-8, 1 broken byte replaced"


META = "<html><head>{}</head><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("meta", "text", "encoding"),
    [
        ('<meta charset="windows-1250">', "Łódź", "cp1250"),
        ("<META CHARSET=iso-8859-1>", "“Où ?”", "cp1252"),
        ('<meta http-equiv=Content-Type content="text/html; charset=gb2312">', "死者", "gb18030"),
        ('<meta charset="koi8-r">', "мэр", "koi8-r"),
        ('<meta charset="Shift_JIS">', "九人①", "cp932"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(
    meta: str, text: str, encoding: str
) -> None:
    """With the web's meaning of the label; a few bytes are no basis for a guess."""
    page = META.format(meta, text)
    decoded = decode(page.encode(encoding), html=True)
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (page, None)


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "utf-16", "unicode_escape", "utf-7", "hex", "no-such-thing", "punycode"]
)
def test_a_wrong_or_strange_declaration_does_no_harm(label: str) -> None:
    """Valid UTF-8 is UTF-8 whatever the page says, and codecs that are no encoding are not used."""
    page = META.format(f'<meta charset="{label}">', r"Où\u0041 +AEE- мэр")
    decoded = decode(page.encode(), html=True)
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (page, None)
    latin = META.format(f'<meta charset="{label}">', FRENCH + r" \u0041 +AEE-")
    read = decode(latin.encode("cp1252"), html=True)
    assert read is not None
    assert read.text == latin


RUSSIAN = "Взрыв в Махачкале убил пять человек в понедельник, сообщила полиция № 3."
CHINESE = "周一喀布尔发生炸弹爆炸，造成五人死亡，十二人受伤，警方表示。"


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        CHINESE,
        f"{CHINESE}\n路透社 12 日电 (Reuters)",
        "カブールで月曜日、爆弾が爆発し、五人が死亡した。",
        "قتل خمسة أشخاص في انفجار قنبلة في كابول يوم الاثنين.",
        "월요일 카불에서 폭탄이 터져 다섯 명이 숨졌다.",
        "काबुल में सोमवार को बम विस्फोट में पाँच लोग मारे गए।",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("cut", [0, 1])
def test_utf_16_of_any_script_without_its_mark_is_made_out(
    text: str, encoding: str, cut: int
) -> None:
    """Its bytes are full of control characters, and Russian's are valid UTF-8 besides."""
    data = (text * 3).encode(encoding)
    decoded = decode(data + b"\x04" * cut)
    assert decoded is not None
    assert (decoded.text, decoded.assumed) == (text * 3, encoding)


@pytest.mark.parametrize("page", ["cp1251", "koi8_r", "gb18030", "big5", "shift_jis"])
def test_other_pages_are_not_taken_for_utf_16(page: str) -> None:
    """They hold no control characters."""
    text = RUSSIAN.replace("№", "") if page in ("cp1251", "koi8_r") else "九人死亡。" * 20
    decoded = decode((text * 3).encode(page))
    assert decoded is not None
    assert decoded.text == text * 3


@pytest.mark.parametrize("text", ["Une bombe a tué cinq personnes à Kaboul. É", "Séville é", "мэр"])
def test_short_utf_8_that_was_cut_is_not_taken_for_another_encoding(text: str) -> None:
    """At the end or at the beginning, within a character; the rest is as it was."""
    end = decode(text.encode()[:-1])
    assert end is not None
    assert (end.text, end.assumed) == (text[:-1] + "\ufffd", "utf-8, 1 broken byte replaced")
    start = decode("é".encode()[1:] + text.encode())
    assert start is not None
    assert start.text == "\ufffd" + text


def test_an_accent_at_the_end_of_another_page_is_not_cut_utf_8() -> None:
    """Nothing in it is UTF-8."""
    decoded = decode("Llovió en Bogotá".encode("latin-1"))
    assert decoded is not None
    assert decoded.text == "Llovió en Bogotá"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_not(data: bytes) -> None:
    """Nothing is raised, for pages or for text."""
    for html in (False, True):
        decoded = decode(data, html=html)
        assert decoded is None or isinstance(decoded.text, str)
