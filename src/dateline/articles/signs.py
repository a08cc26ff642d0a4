"""Signs of boilerplate: the words and marks that menus, captions and footers are known by.

Patterns only; what they mean together is judged in `boilerplate`. None of them scans ahead
without a bound, so that a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=16)  # one line is held against sign after sign
def _small(line: str) -> str:
    return line.lower()


def _any(*forms: str) -> str:
    return "(?:" + "|".join(forms) + ")"


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that is looked for only where one of its words stands, which is told sooner.

    Attributes:
        words: What each of its forms has one of, in small letters.
        pattern: The pattern.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, line: str, start: int = 0) -> re.Match[str] | None:
        """The first match behind `start`."""
        small = _small(line)
        for word in self.words:
            if word in small:
                return self.pattern.search(line, start)
        return None


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.replace("\n", ",").split(",") if name.strip())


# --- words ---------------------------------------------------------------------------------

# Han and Kana are written without spaces: there a character counts as a word.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’.-][^\W_]+)*")
QUOTED = re.compile(r"[\"“”«»„]")
SPEECH = re.compile(r"\b(?:said|says|told|according to|added|announced|confirmed|reported)\b")
SENTENCE_END = re.compile(r"[.!?。！？؟۔।…:][\"'”’»)\]]{0,3}\Z")
DIGIT = re.compile(r"\d")
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){0,4}\.[a-z]{2,}(?:/\S*)?\Z|\S+@\S+"
)
BULLETS = " \t\xa0>»›►▶•·*–—-[("

# --- menus ---------------------------------------------------------------------------------

SECTIONS = _names(
    """
    home, home page, front page, news, latest, latest news, top news, top stories, breaking news
    world, world news, politics, business, economy, finance, markets, money, sport, sports
    football, opinion, opinions, editorial, editorials, op-ed, columns, comment, culture, arts
    books, music, film, movies, entertainment, celebrities, lifestyle, life & style, style
    travel, food, health, wellness, science, tech, technology, education, environment, climate
    weather, video, videos, photo, photos, pictures, galleries, gallery, in pictures, multimedia
    podcast, podcasts, audio, live, live tv, tv, radio, local, national, international, global
    regional, u.s., us, usa, uk, u.k., asia, africa, europe, americas, america, latin america
    middle east, asia pacific, oceania, features, interviews, interview, analysis, explainers
    fact check, investigations, blogs, blog, magazine, society, crime, obituaries, letters
    games, puzzles, crosswords, jobs, classifieds, real estate, shop, store, archive, archives
    editor's choice, editors' choice, editor's pick, editor's picks, editors' picks, most read
    most popular, trending, more, sections, all sections, menu, search, about, about us, contact
    contact us, help, faq, rss, newsletters, newsletter, subscribe, sign in, log in, login
    register, my account, shows, programs, programmes, documentaries, language, english
    español, français, deutsch, русский, العربية, فارسی, 中文, türkçe, português
    inicio, noticias, mundo, internacional, política, economía, deportes, cultura, opinión
    sociedad, accueil, actualités, monde, politique, économie, société, startseite, nachrichten
    welt, politik, wirtschaft, kultur, panorama, meinung, início, notícias, economia, esportes
    opinião, главная, новости, в мире, мир, политика, экономика, общество, спорт, культура
    الرئيسية, أخبار, سياسة, اقتصاد, رياضة, ثقافة, 首页, 新闻, 国际, 政治, 经济, 财经, 体育
    文化, 社会
    """
)
NAVIGATION = re.compile(
    _any(
        r"skip to (?:main )?(?:content|navigation)",
        r"toggle (?:navigation|menu|search)",
        r"back to (?:top|home|homepage)",
        r"jump to navigation|main menu|open menu|close menu|site index",
        r"(?:previous|next) (?:article|story|post|page)",
    )
    + r"\W{0,3}\Z",
    re.IGNORECASE,
)
TRAIL_MARKS = "/>»›❯→"
BAR_MARKS = "|·•/"
TRAIL = re.compile(r"\s+/\s+|\s*[>»›❯→]\s*")
BAR = re.compile(r"\s*[|·•]\s*|\s+/\s+")
NO_SECTION = re.compile(r"[\d\"“”,;@!?]|\.\s|\bby\b", re.IGNORECASE)

# --- captions ------------------------------------------------------------------------------

# A name as credits have it: "Jane Doe", "JANE DOE", "Mohammed al-Saidi", "U.S. Navy".
_NAME = r"[^\W\d_][\w.'’-]{0,30}"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,5}}"
_CAPITAL = r"[^\W\d_a-z][\w.'’-]{0,30}"
_CAPITALS = rf"{_CAPITAL}(?: (?:d[aeiu]|van|von|al|bin|{_CAPITAL})){{0,3}}"
_AGENCY = _any(
    r"(?:The )?Associated Press|AFP|AP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|UPI|DPA|dpa|ANSA|TASS",
    r"Xinhua|Kyodo|Yonhap|Anadolu(?: Agency| Ajans[ıi])?|AA|IRNA|ISNA|Tasnim|Fars|SANA|WANA",
    r"Getty(?: Images)?|GETTY IMAGES|Sputnik|RIA Novosti|Bloomberg|PA(?: Wire| Images)?",
    r"ZUMA(?: Press)?|Shutterstock|Alamy|iStock|Rex Features|Sipa(?: USA)?|Polaris|Redux",
    r"Magnum(?: Photos)?|Corbis|NurPhoto|LightRocket|EyePress|Keystone|Ritzau|ABACA|Imago",
    r"Middle East Images|picture alliance|Bettmann|Pool|POOL|Handout|Al Jazeera",
    r"The New York Times|The Washington Post|The Guardian|Los Angeles Times",
)
# Who sells nothing but pictures: "(Getty Images)" credits one, "(AP)" may credit a report.
_PICTURES = _any(
    r"Getty(?: Images)?|Shutterstock|Alamy(?: Stock Photo)?|iStock|Corbis|AP Photo|AFP Photo"
)
_PHOTO = _any(
    r"photo(?:graph)?s?|image|picture|pic|screen ?(?:shot|grab)|video still|illustration",
    r"foto|fotografía|imagen|bild|фото|صورة|عکس|图|写真",
)
BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,90})[)\]）】]\s?[.。]?\Z")
IN_BRACKETS = re.compile(
    _any(
        # (Photo by …), (file photo: …), (Credit: …), (courtesy of …), (file)
        rf"(?:(?:file|archive|handout|stock) )?(?i:{_PHOTO}(?: credits?)?|credits?)"
        r"\s?(?:(?i:by|courtesy(?: of)?|via|from|credit)\b|[:：/|–-])\s?\S.*",
        r"(?i:courtesy(?: of)?|via) [A-Z].*",
        r"(?i:file|archive|handout)(?i: (?:photo|image|picture|pic))?\s?(?:[:/–-].*)?",
        # (AFP photo), (US Navy photo), but not (See photo)
        rf"(?!See|The|This|In|Above|Below|A )[A-Z\u0400-\uffff][^/]{{0,40}}\b(?i:{_PHOTO})",
        # (Getty Images), (AFP/Getty Images), (Jane Doe/AP), (AP/Jane Doe), (SANA via AP)
        rf"(?:{_AGENCY} ?/ ?)?{_PICTURES}(?: ?/.*)?\.?",
        rf"{_NAMES} ?/ ?{_AGENCY}\b.*",
        rf"(?:AFP|AP|Reuters|REUTERS|EPA) ?/ ?{_NAME} {_NAME}.*",
        rf"{_NAMES} via {_AGENCY}",
    )
)
# Polls are cited like pictures: "leads by 3 points (Marist/AP)".
POLL = re.compile(r"%|\b(?:percent|per cent|polls?|polled|points?|surveys?|Ipsos|GfK|NBC News)\b")
_IN_SQUARE = _any(
    r"AP|AFP|Reuters|EPA|EFE|Getty(?: Images)?|Anadolu|AA|Xinhua|Al Jazeera|Handout",
    rf"[^\[\]/]{{3,40}}/ ?{_AGENCY}\b[^\[\]]{{0,40}}",
)
SQUARE_CREDIT = re.compile(rf"\[(?:File: ?)?{_IN_SQUARE}\]\Z")
ROUND_AGENCY = re.compile(rf"\({_AGENCY}\)\.?\Z")
_CREDIT_SIGNS = (
    *("photo", "image", "pic", "screen", "video", "illustration", "credit", "/", " via "),
    *("foto", "bild", "фото", "صورة", "عکس", "图", "写真"),
    *("getty", "shutterstock", "alamy", "istock", "corbis", "handout"),
)
TRAILING_CREDIT = Sign(
    _CREDIT_SIGNS,
    re.compile(
        r"(?:\A|[.!?”\"»]\s{1,3}|\s[|–—]\s)"
        + _any(
            rf"(?:(?i:file) )?(?i:{_PHOTO})\s?(?i:credits?|courtesy(?: of)?)?\s?[:：]\s?"
            rf"(?:{_CAPITALS}(?: ?/ ?{_NAMES})?"
            rf"|.{{0,40}}\b{_AGENCY}(?: ?/ ?{_NAMES}| via {_AGENCY})?)",
            r"(?:Photo(?:graph)?|Image|Picture) (?:by|courtesy of|credit) "
            rf"{_CAPITALS}(?: ?/ ?{_NAMES})?",
            rf"Credits?: {_CAPITALS}(?: ?/ ?{_NAMES}){{0,2}}",
            rf"(?:REUTERS|Reuters|AFP|AP|EPA) ?/ ?{_NAMES}",
            rf"(?:AP|AFP) (?:Photo|PHOTO)(?: ?/ ?{_NAMES})?",
            rf"{_NAMES} ?/ ?{_AGENCY}(?: ?/ ?{_NAMES}| via {_AGENCY})?",
            rf"{_NAMES} via {_AGENCY}",
            rf"{_PICTURES}(?: ?/ ?{_NAME})?|(?i:file (?:photo|picture|image)|handout)",
        )
        + r"\.?\Z"
    ),
)
_MONTH = _any(
    r"Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)",
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)",
)
_DATE = rf"{_MONTH} \d{{1,2}}, \d{{4}}"
_PICTURE = r"(?:photo|photograph|image|picture|frame)s?"
ARCHIVE = re.compile(
    _any(
        r"\(?FILES?\)?(?: (?:PHOTO|IMAGE|PICTURE))?\s?[-–—:]|\(FILES\)",
        r"(?:File|Archive|Stock) (?:photo|picture|image|pic)"
        r"\s?(?:[:–—-]|of\b|dated\b|taken\b|shows\b)",
        r"(?:In )?[Tt]his (?:\w+ )?(?:file|handout|undated|combination|combo|still|screen ?grab)\b"
        rf".{{0,20}}\b{_PICTURE}\b",
        rf"In this {_DATE},? (?:file )?{_PICTURE}\b",
        rf"(?:This|An?) {_PICTURE} (?:taken|released|provided|made|issued)\b"
        r".{0,80}\b\d{4}\b.{0,80}\bshows\b",
    )
)
FILE_NOTE = re.compile(r"\bfile\b", re.IGNORECASE)
LABEL = re.compile(r"(?:Image|Media|Video|Photo) (?:source|caption|copyright)[,:]")
PICTURED = re.compile(
    r"(?i:(?:(?:main|cover|top|file|inset|lead) )?(?:photo(?:graph)?|pictured?|image|caption))"
    r"(?i:,? (?:above|below|left|right|top))?\s?[:|]\s?\S"
    r"|(?:Top|Above|Below|Left|Right|Inset|TOP|ABOVE|BELOW|LEFT|RIGHT)\s?:\s?\S"
)
# A picture of another time than the story's.
OTHER_TIME = re.compile(
    r"\b(?:last (?:week|month|year|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)|in (?:19|20)\d\d|(?:earlier|previous|past) (?:attacks?|raids?)"
    r"|(?:an|the) (?:earlier|previous)|years? ago|months? ago|archive|undated)\b",
    re.IGNORECASE,
)
AGENCY_ALONE = re.compile(rf"(?:[.!?]|\s[|])\s{{1,3}}{_AGENCY}\.?\Z")
POSE = re.compile(
    r"\b"
    + _any(
        r"stands?|sits?|walks?|looks?|speaks?|talks?|waves?|holds?|carry|carries|attends?",
        r"gathers?|inspects?|poses?|shakes? hands|arrives?|leaves?|listens?|gestures?|smiles?",
        r"mourns?|prays?|march(?:es)?|chants?|rides?|drives?|rises?|patrols?|guards?|queues?",
        r"reacts?|seen|pictured|shown",
    )
    + r"\b"
)
DAY = re.compile(rf"{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}(?!\w)")
DATED = re.compile(rf"\b{_DATE}|\b\d{{1,2}} {_MONTH} \d{{4}}")
SIDES = re.compile(
    r"\((?:\d?(?:st|nd|rd)? ?[LRC]|(?:second |third )?(?:left|right)|cent(?:er|re))\)"
)
SLUG = re.compile(r"\W{0,3}(?:[A-Z'’-]{2,}\W{1,3}){3}")
# What happens to people and buildings; a picture of it is news of it.
VIOLENCE = re.compile(
    r"\b"
    + _any(
        r"attack(?:ed|s)?|bomb(?:ed|ing|ings)?|blasts?|explosions?|exploded|airstrikes?",
        r"air (?:strike|raid)s?|shell(?:ed|ing)|shoot(?:ing|ings|out)|massacres?|raid(?:ed|s)?",
        r"clash(?:es|ed)?|kill(?:ed|ing|ings)|wounded|assassinat(?:ed|ion)|kidnapp(?:ed|ing)",
    )
    + r"\b",
    re.IGNORECASE,
)
PROPER = re.compile(r"(?<![.!?] )(?<!\A)\b[A-Z][^\W\d_]{3,}")

# --- promotion -----------------------------------------------------------------------------

BUTTON = re.compile(
    _any(
        r"share|share this|tweet|retweet|e-?mail|print|save|comments?|listen|copy link|pin it",
        r"facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest",
        r"advertisements?|sponsored(?: content)?|promoted(?: content| stories)?|loading",
        r"(?:read|see|show|load|learn) more(?: here)?|watch now|listen now|continue reading",
        r"(?:story|article) continues (?:below|after)(?: (?:this |the )?(?:ad|advertisement))?",
        r"subscribe(?: now| today| here)?|sign ?up(?: now| here| today)?|follow us|join us",
        r"donate(?: now)?|leave a (?:comment|reply)|(?:view|show|post) (?:a )?comments?",
        r"enter your e-?mail(?: address)?|recommended(?: stories| for you)?",
        r"(?:à )?lire aussi|lea también|leer más|mehr zum thema|lesen sie auch|leia também",
        r"читайте также|подписывайтесь|اقرأ أيضا|اقرأ أيضًا|相关阅读|延伸阅读",
    )
    + r"[\s:.»>→…!]{0,4}\Z",
    re.IGNORECASE,
)
PROMOTION = re.compile(
    _any(
        r"share (?:this|the) (?:article|story|post|page|video|report|link|content|on|via|with)\b",
        r"share (?:via\b|on (?:facebook|twitter|x\b|whatsapp|linkedin|telegram|social))",
        r"share (?:and comment|your (?:thoughts|comments)) .{0,30}\bbelow",
        r"(?:please )?(?:follow|like|join|find|visit|contact|support) us (?:on|at|here|by|for)\b",
        r"(?:please )?follow (?:@|#|.{2,90}\bon "
        r"(?:twitter|facebook|instagram|x|telegram|tiktok)\b)",
        r"on twitter,? follow\b|(?:twitter|instagram|facebook|telegram) ?: ?@",
        r"(?:please )?subscribe (?:to|for|via|by)\b",
        r"(?:for more,? )?(?:sign ?up|register) (?:for|to|here)\b.{0,80}\b(?:newsletters?|e-?mails?"
        r"|alerts?|updates?|inbox|free|accounts?|podcasts?|digest|briefing|reading|access)\b",
        r"want more\b.{0,80}\bsign up\b",
        r"(?:also read|read also|see also|read next|read more|watch more|related)\s?[:：»|–—]",
        r"(?:à )?lire aussi\s?[:：]|(?:lea también|mehr zum thema|leia também)\s?[:：]",
        r"читайте также\s?[:：]",
        r"read more (?:about|on|at|from|of our) .{2,80}",
        r"read it all (?:here|at)\b",
        r"read the (?:rest|whole|full|entire)\b.{0,50} (?:here|story|article|report|at)\b",
        r"click (?:here|on the link)(?: (?:to|for|if|below)\b|\W{0,2}\Z)",
        r"(?:watch|see|listen to) (?:the|a|an|both|our) .{0,60}\b(?:above|below|here)[.:]?\Z",
        r"(?:for more .{2,60} )?(?:download|get) (?:our|the) .{0,40}\bapps?\b",
        r"get .{2,60}\b(?:in|to|into) your (?:inbox|e-?mail)\b|get our .{0,40}\bnewsletters?\b",
        r"get (?:breaking )?news alerts|enter your e-?mail\b",
        r"(?:join|become a member of) (?:our|the) .{0,40}"
        r"\b(?:newsletter|channel|group|community|conversation)\b",
        r"(?:have|got) (?:a|any) (?:news )?(?:tips?|story)\b|send (?:us )?(?:your )?tips\b",
        r"support (?:our|independent|quality|free|investigative) "
        r"(?:journalism|newsroom|work|reporting)\b",
        r"donate (?:today|here|to (?:us|support|help)\b)",
        r"tell us what you think|let us know (?:what you think|in the comments)",
        r"what do you think\?|join the (?:conversation|debate|discussion)\b",
        r"(?:for (?:all )?(?:the |our )?(?:latest|more|breaking) .{0,30}\b)?follow (?:our|the) "
        r"(?:live|latest|rolling|full|google|continuing|coverage|channel|page)\b",
        r"for (?:all )?(?:the |our )?latest (?:news|updates|headlines|stories|coverage)\b",
        r"(?:good (?:morning|afternoon|evening)|hello),? (?:and )?welcome to\b",
        r"stay (?:up to date|informed|ahead|tuned|connected)\b|never miss (?:a|an) \b",
    ),
    re.IGNORECASE,
)
# A label with another story's headline behind it, without the full stop of a sentence.
LABELLED = re.compile(
    _any(
        r"(?:also )?(?:related|recommended)"
        r"(?: (?:stor(?:y|ies)|articles?|news|coverage|reading|video))?",
        r"(?:read|see|watch|listen)(?: (?:also|too|next|now|more|here))?|also (?:read|see|watch)",
        r"more(?: (?:on this(?: story)?|from [A-Z].{0,30}|news|stories|to read))?|must[- ]read",
        r"you (?:may|might) (?:also )?like|don[’']?t miss|trending(?: now)?|in case you missed it",
        r"editor[’']?s[’']? (?:pick|choice)s?|most (?:read|viewed|popular|shared)",
        r"(?:exclusive )?(?:video|gallery|podcast|in pictures|infographic|interactive)",
        r"(?:up )?next|previous|live(?: updates?| blog)?|breaking(?: news)?|just in|flashback",
        r"elsewhere on (?:this|our) (?:web)?site|from (?:the|our) archives?",
        r"also (?:on|in|from) .{2,30}|what to read next",
        r"explain(?:er|ed)|factbox|timeline|profile|fact ?check|long read",
        r"recap|key (?:events|moments|points|developments)|at a glance|tags?|topics?|keywords",
        r"filed under|categor(?:y|ies)|read more (?:about|on|from).{2,40}",
    )
    + r"\s?(?:[:|»]|\s[–—-]\s)\s?\S",
    re.IGNORECASE,
)
# Between the headlines of several stories in one line.
DASHES = re.compile(r"\s[–—]\s")
TEASERS = re.compile(r"\s[|/•·]\s")
COOKIES = Sign(
    ("cookie",),
    re.compile(
        r"\b(?:we|our|this|by)\b.{0,120}\b(?:use[sd]?|using|sets?|stores?|places?|of)\b"
        r".{0,40}\bcookies\b(?=.{0,300}\b(?:site|website|browser|experience|traffic|policy|settings"
        r"|consent|agree|ads)\b)"
        r"|\b(?:accept|manage|reject) (?:all )?cookies\b"
        r"|\bcookie (?:policy|settings|preferences)\b",
        re.IGNORECASE,
    ),
)
RELATED = re.compile(
    r"[\"“]?"
    + _any(
        r"related(?: (?:stories|articles|news|coverage|content|topics|links|posts))?",
        r"more (?:stories|news|articles|coverage)(?: (?:from|on|about) .{2,40})?",
        r"read more|read also|also read|see also|what to read next|up next|trending(?: now)?",
        r"most (?:read|popular|viewed)|top stories|trending stories",
        r"latest (?:news|stories|headlines)|recommended(?: stories| for you| reading)?",
        r"you (?:may|might) (?:also )?(?:like|be interested in)|(?:from )?around the web",
        r"don[’']?t miss|more on this(?: story)?|editor[’']s picks?|more information|latest",
    )
    + r"\s?[:.]?[\"”]?\Z",
    re.IGNORECASE,
)
# Those that announce nothing of what stands on the page itself.
ELSEWHERE = re.compile(
    r"related\b|more information|recommended|most (?:read|popular|viewed)|(?:read|see) also"
    r"|also read|latest",
    re.IGNORECASE,
)

# --- footers -------------------------------------------------------------------------------

RIGHTS = Sign(
    (
        "©",
        "(c)",
        "copyright",
        "reserved",
        "may not be",
        "reservados",
        "réservés",
        "vorbehalten",
        "защищены",
        "محفوظة",
        "版权所有",
    ),
    re.compile(
        _any(
            r"\A(?:©|\(c\)\s?\d|copyright\s?(?:©|\(c\)|\d{4}|by\b))",
            r"(?<!\S)©\s?\w|\ball rights (?:are )?reserved\b",
            r"\bmay not be (?:published, broadcast|reproduced|republished)\b",
            r"\b(?:todos los derechos reservados|tous droits réservés|alle rechte vorbehalten)\b",
            r"\b(?:todos os direitos reservados|все права защищены|جميع الحقوق محفوظة)\b|版权所有",
        ),
        re.IGNORECASE,
    ),
)
PROVENANCE = Sign(
    (
        "this",
        "version of",
        "the original",
        "as published",
        "some",
        "views",
        "opinions",
        "not necessarily",
        "not responsible",
    ),
    re.compile(
        _any(
            r"\A(?:this|a version of this|the original(?: version of this)?) "
            r"(?:article|story|post|report|piece|column|op-ed|essay|dispatch|interview|commentary)\b"
            r".{0,40}\b(?:(?:originally|first|previously) (?:published|appeared|posted|ran|written)"
            r"|(?:was|is|has been|been) (?:re-?published|syndicated|reprinted"
            r"|automatically generated)|appear(?:s|ed) in print)\b",
            r"\Aas published in (?:the )?[A-Z]",
            r"\Asome (?:of the )?information (?:for|in) this (?:report|story|article)\b",
            r"\b(?:views|opinions) expressed (?:here|in (?:this|the) (?:article|column|commentary"
            r"|piece|blog|post)|by (?:the|this|guest|our) (?:authors?|writers?|columnists?"
            r"|contributors?))\b",
            r"\bnot responsible for (?:the )?contents?\b",
            r"\bdo(?:es)? not necessarily (?:reflect|represent) the (?:views|opinions|editorial)",
        ),
        re.IGNORECASE,
    ),
)
# What a paper says of its own errors repeats numbers of other days, and reports nothing.
CORRECTION = Sign(
    ("correct", "clarif", "amend", "version", "update", "note", "misst", "erron", "wrong"),
    re.compile(
        _any(
            r"\A(?:corrections?|clarifications?|corrected|editors?[’']?s?[’']? note"
            r"|note to (?:readers|editors)|amendments?)(?: \([^()]{2,40}\))?\s?[:.–—-]",
            r"\b(?:this|the|an earlier|a previous) "
            r"(?:article|story|report|post|piece|page|headline)(?: \w+){0,3} "
            r"(?:was|were|has been|have been) (?:amended|corrected|updated|revised|edited)\b",
            r"\ban? (?:earlier|previous|original) version of (?:this|the) (?:article|story|report"
            r"|post|piece|page|headline)\b",
            r"\b(?:article|story|report|caption|headline)s?\b.{0,60}\b(?:misstated|misidentified"
            r"|misspelled|incorrectly|erroneously|wrongly) ?(?:stated|said|gave|identified|named"
            r"|described|reported)?\b",
        ),
        re.IGNORECASE,
    ),
)
OPENS_WITH_NAME = re.compile(
    rf"(?!(?:As|And|But|The|In|On|At|For|If|When|So|Yet) )({_CAPITAL}(?: {_CAPITAL}){{1,3}})"
    r"(?:, [^,]{3,80},)? (?:is|was|has|teaches|writes|reports|covers|reported|covered|lectures"
    r"|lives|works)\b"
)
COMPILED = re.compile(
    r"(?:compiled|adapted|abridged|condensed) from\b"
    r"|(?:with|additional) (?:agenc|input|wire|report)"
    r"|(?:longer|shorter|full|edited) versions? of (?:this|these|the)\b|(?:a|the) (?:longer|shorter"
    r"|full|fuller) version\b",
    re.IGNORECASE,
)
CONTRIBUTED = Sign(
    ("contribut",),
    re.compile(
        _any(
            r"\bcontributed (?:reporting )?(?:from .{2,60} )?"
            r"to this (?:report|story|article|post|piece)[.)\]]{0,2}\Z",
            r"\bcontributed (?:additional )?reporting(?: from .{2,60})?[.)\]]{0,2}\Z",
            r"\A(?:Contributing|Contributors?)\s?:\s?[A-Z]",
        )
    ),
)
CREDIT = re.compile(
    r"(?:(?:additional|extra|with) )?"
    r"(?:reporting|writing|editing|compil(?:ed|ing)|edited|written|reported|translat(?:ed|ion|ing)"
    r"|production|produced)"
    r"(?:(?:,| and|/| &) (?:reporting|writing|editing|edited|compiled)){0,3}"
    r"(?: in [\w ,]{2,40})? ?(?:by|from|:)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?:(?:originally|first|also) )?published (?:at|by|in|on|as)\b", re.IGNORECASE
)
REPORTED_FROM = re.compile(rf"{_NAMES}(?:(?:,| and|, and) {_NAMES}){{0,5}} reported from [A-Z]")
SOURCE = re.compile(
    r"(?:sources?|quelle|fuente|fonte|источник|المصدر|来源)\s?[:：]\s?\S", re.IGNORECASE
)
CREDIT_WORDS = _names(
    """
    reporting, writing, editing, edited, compiled, compiling, written, reported, translated
    translating, translation, production, produced, additional, extra, originally, first
    published, as, with, by, and, in, at, on, from, for, of, the, to, staff, agencies, newsroom
    bureau, de, da, di, du, del, la, le, van, von, der, den, bin, ibn, al, el
    """
)
END_MARK = re.compile(r"(?:enditem|ends|-\s?30\s?-|\(ends?\))[.\s]{0,2}\Z", re.IGNORECASE)
FOOTER_LINKS = re.compile(
    r"(?:"
    + _any(
        r"terms (?:of (?:use|service)|and conditions|& conditions)|cookie (?:policy|settings)",
        r"privacy(?: (?:policy|notice))?|about us|contact us|advertise(?: with us)?|careers",
        r"site ?map|accessibility|imprint|impressum|do not sell my (?:personal )?info(?:rmation)?",
    )
    + r"(?:\s?[|·•,/]\s?|\s{2,4}|\Z))+\Z",
    re.IGNORECASE,
)
MIRRORS = Sign(
    ("site", "page", "channel"),
    re.compile(
        r"\b(?:web ?site|site|page|channel)s?\b.{0,60}\b(?:alternat(?:e|ive)|mirror|following)\b"
        r".{0,30}\b(?:address(?:es)?|domains?|links?|urls?|sites?)\b",
        re.IGNORECASE,
    ),
)
CONTACT = re.compile(
    r"(?:contact|e-?mail|write to|reach|call|tel|phone|fax|send .{2,60} to)\b", re.IGNORECASE
)
PHONE = re.compile(r"\+?\(?\d[\d\s().-]{6,20}\d")
PLATFORM = re.compile(
    r"\b(?:Roku|Apple TV|Android TV|Fire TV|Chromecast|App Store|Google Play|YouTube|Telegram"
    r"|WhatsApp|Instagram|Facebook|Twitter|TikTok|RSS|Spotify|Apple Podcasts|iOS|Android)\b"
)
