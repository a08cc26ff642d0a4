"""Menus: breadcrumbs, bars and lists of section names."""

from __future__ import annotations

import re

from dateline.articles import signs
from dateline.articles.promotion import count_words
from dateline.articles.reasons import Reasons

_SECTIONS = signs.names(
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
_NAVIGATION = re.compile(
    signs.any_of(
        r"skip to (?:main )?(?:content|navigation)",
        r"toggle (?:navigation|menu|search)",
        r"back to (?:top|home|homepage)",
        r"jump to navigation|main menu|open menu|close menu|site index",
        r"(?:previous|next) (?:article|story|post|page)",
    )
    + r"\W{0,3}\Z",
    re.IGNORECASE,
)
_TRAIL_MARKS = "/>»›❯→"
_BAR_MARKS = "|·•/"
_TRAIL = re.compile(r"\s+/\s+|\s*[>»›❯→]\s*")
_BAR = re.compile(r"\s*[|·•]\s*|\s+/\s+")
_NO_SECTION = re.compile(r"[\d\"“”,;@!?]|\.\s|\bby\b", re.IGNORECASE)


def is_menu(line: str, *, top: bool) -> bool:
    """Whether a line is a part of a menu; at the top of the page less shows it."""
    if _NAVIGATION.match(line.lstrip(signs.BULLETS)):
        return True
    return _is_trail(line, top=top) or _is_bar(line) or _is_row(line)


def section_lists(lines: list[str], reasons: Reasons) -> Reasons:
    """Three section names or more on lines of their own; one alone may be a subhead."""
    names = [_section(line) for line in lines]
    return [
        "menu" if reason is None and names[n] and _run(names, n) > 2 else reason
        for n, reason in enumerate(reasons)
    ]


def _section(part: str) -> bool:
    return part.strip(" .:").replace("’", "'").lower() in _SECTIONS


def _is_trail(line: str, *, top: bool) -> bool:
    """A breadcrumb, "Home > Asia > Kabul": three steps above the story, or known sections."""
    if not any(mark in line for mark in _TRAIL_MARKS):
        return False
    steps = _TRAIL.split(line)
    if len(steps) < 2 or not all(map(_is_step, steps)):
        return False
    # Several places of one dateline are written with strokes too: "KABUL / DOHA / GENEVA".
    known = sum(map(_section, steps))
    needed = 1 if len(steps) > 2 and "/" in line else 0 if len(steps) > 2 else 2
    return known == len(steps) or (top and (known >= needed or _section(steps[0])))


def _is_bar(line: str) -> bool:
    """Section names with bars or dots between: half of them known."""
    if not any(mark in line for mark in _BAR_MARKS):
        return False
    parts = [part for part in _BAR.split(line) if part]
    known = sum(map(_section, parts))
    return len(parts) > 2 and all(map(_is_step, parts)) and 2 * known >= len(parts)


def _is_row(line: str) -> bool:
    """Section names in a row with nothing between: four words at least, all known."""
    words = line.split()
    return len(words) > 3 and all(map(_section, words)) and count_words(line) == len(words)


def _is_step(part: str) -> bool:
    named = bool(part) and not part[0].islower() and any(map(str.isalpha, part))
    return named and len(part.split()) <= 4 and len(part) <= 40 and not _NO_SECTION.search(part)


def _run(flags: list[bool], n: int) -> int:
    """How many neighbours in a row, with `n` among them, are flagged."""
    start = end = n
    while start > 0 and n - start < 3 and flags[start - 1]:
        start -= 1
    while end + 1 < len(flags) and end - n < 3 and flags[end + 1]:
        end += 1
    return end - start + 1
