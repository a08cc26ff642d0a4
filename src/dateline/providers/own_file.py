"""How a GGUF file of the user's is asked: the rule, from what the file says of itself.

The rule is judgement, not measurement: no model between the embedded one and those of vendors was
at hand. Whatever the profile says wins over it, key by key. In words: docs/models.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.providers.gguf_header import GgufHeader
from dateline.settings import Asking, Profile

LARGE_ENOUGH = 3_000_000_000
"""Parameters from which a chat-tuned model is asked about a whole article. Smaller ones lose what
they are asked for; passage by passage they can only choose from the words that stand there."""

ARTICLE_NEEDS_TOKENS = 8192
"""A context that holds an article: the question with its examples (about 1,500 tokens), some 1,900
words (2,500), and the answer (4,096)."""

ARTICLE_CONTEXT_TOKENS = 16_384
"""The context that is asked for then, where the file has as much: room for some 8,000 words. It
takes memory whether it is used or not, 1 to 2.5 GB of a model of 8 B parameters; a longer
article is asked about in halves."""

ARTICLE_ANSWER_TOKENS = 4096
"""The longest answer about a whole article."""

CHOICES_CONTEXT_TOKENS = 4096
"""The context for passages; no question with its examples comes near it."""

CHOICES_ANSWER_TOKENS = 512
"""The longest answer about a passage."""


@dataclass(frozen=True, slots=True)
class FileRule:
    """What was decided.

    Attributes:
        asking: The whole article, or passages with choices.
        context_tokens: What the model is started with.
        max_tokens: The longest answer.
        template: Its own chat template, or the messages one after the other.
    """

    asking: Asking
    context_tokens: int
    max_tokens: int
    template: Literal["own", "concatenated"]


def decide(header: GgufHeader, profile: Profile) -> FileRule:
    """How the file is asked, where the profile does not say."""
    room = profile.context_tokens or header.context_tokens
    whole = header.chat_tuned and header.parameters >= LARGE_ENOUGH and room >= ARTICLE_NEEDS_TOKENS
    asking: Asking = profile.asking or ("article" if whole else "choices")
    article = asking == "article"
    most = ARTICLE_CONTEXT_TOKENS if article else CHOICES_CONTEXT_TOKENS
    context = profile.context_tokens or min(header.context_tokens, most)
    answer = ARTICLE_ANSWER_TOKENS if article else CHOICES_ANSWER_TOKENS
    return FileRule(
        asking=asking,
        context_tokens=context,
        # An answer may not take the room of its question, however little there is.
        max_tokens=profile.max_tokens or min(answer, context // 2),
        template="own" if header.chat_tuned else "concatenated",
    )


def described(header: GgufHeader) -> str:
    """What the file says, in the words of a list."""
    kind = "chat-tuned" if header.chat_tuned else "base"
    return f"{kind}, {_rounded(header.parameters)} parameters"


def _rounded(count: int) -> str:
    billions, millions = count / 1e9, count / 1e6
    if billions >= 1:
        return f"{billions:.1f} B"
    return f"{millions:.0f} M" if millions >= 1 else str(count)
