"""Calls on readers, and the headlines of other stories with and without a label."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.articles import signs
from dateline.articles.reasons import Reasons

_BUTTON = re.compile(
    signs.any_of(
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
_PROMOTION = re.compile(
    signs.any_of(
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
_LABELLED = re.compile(
    signs.any_of(
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
_DASHES = re.compile(r"\s[–—]\s")
_TEASERS = re.compile(r"\s[|/•·]\s")
_COOKIES = signs.Sign(
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
_RELATED = re.compile(
    r"[\"“]?"
    + signs.any_of(
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
_ELSEWHERE = re.compile(
    r"related\b|more information|recommended|most (?:read|popular|viewed)|(?:read|see) also"
    r"|also read|latest",
    re.IGNORECASE,
)


_FEWEST = 3  # words of a headline
_SHORT = 200  # characters


@lru_cache(maxsize=256)  # several rules ask for the same line
def count_words(line: str) -> int:
    """How many words it has."""
    return len(signs.WORD.findall(line))


def is_promotion(line: str) -> bool:
    """Whether it calls on readers: to share, to subscribe, to accept cookies."""
    # "“Join us on the square,” she said" is a call, and not the paper's.
    if signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    bare, words = line.lstrip(signs.BULLETS), count_words(line)
    if _BUTTON.match(bare) or (words <= 30 and _PROMOTION.match(bare)):
        return True
    return words <= 60 and _COOKIES.search(line) is not None


def is_label(line: str) -> bool:
    """A label before the headline of another story: "Watch:", "Tags:", "More from Maradi:"."""
    if count_words(line) > 25 or signs.SENTENCE_END.search(line.rstrip(":")):
        return False
    if signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    return _LABELLED.match(line.lstrip(signs.BULLETS)) is not None


def is_teaser(line: str) -> bool:
    """Headlines of other stories in one line: "Lorry kills three at Salgaa | Nakuru win"."""
    if count_words(line) > 40 or line.endswith(".") or signs.SPEECH.search(line):
        return False
    if line[0] in signs.BULLETS:
        return False  # the story's own points: "• Bomber wore uniform • Seventeen held"
    parts = _TEASERS.split(line)
    if len(parts) > 1:
        return all(count_words(part) >= _FEWEST for part in parts)
    return _is_dashed(line)


def _is_dashed(line: str) -> bool:
    """Three headlines or more with dashes between: "Two shot – Storm nears – Rand falls"."""
    if signs.QUOTED.search(line) or signs.SENTENCE_END.search(line):
        return False
    parts = _DASHES.split(line)
    return len(parts) > 2 and all(count_words(part) >= _FEWEST - 1 for part in parts)


def related_lists(lines: list[str], reasons: Reasons) -> Reasons:
    """Headlines of other stories below "Related stories", up to the next sentence."""
    found = list(reasons)
    sentences = 0
    for n, line in enumerate(lines):
        sentences += reasons[n] is None and signs.SENTENCE_END.search(line) is not None
        bare = line.lstrip(signs.BULLETS)
        # "Top stories" at the head of a digest announces what is reported there.
        below = sentences > 1 or (n > 0 and _ELSEWHERE.match(bare) is not None)
        if below and len(line) < _SHORT and _RELATED.match(bare):
            others = _headlines_from(lines, n + 1)
            if others or reasons[n] is not None:
                found[n : n + 1 + others] = ["promotion"] * (1 + others)
    return found


def _headlines_from(lines: list[str], start: int) -> int:
    """How many lines from `start` on are headlines: two to ten, none of them a sentence."""
    count = 0
    for line in lines[start : start + 11]:
        if (
            signs.SENTENCE_END.search(line)
            or not 3 <= count_words(line) <= 20
            or signs.QUOTED.match(line)
        ):
            break
        count += 1
    # One alone is as likely to be a subhead of the story.
    return count if 2 <= count <= 10 else 0
