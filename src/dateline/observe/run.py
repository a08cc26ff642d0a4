"""One article, seen from outside: its span, its line in the log, and whose its calls are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from dateline.models import Article, Extraction
from dateline.observe.current import about, digest
from dateline.observe.hooks import HookRaised
from dateline.observe.logs import log_article, log_failed_article
from dateline.observe.spans import article_span, of_article


async def observed(article: Article, work: Callable[[], Awaitable[Extraction]]) -> Extraction:
    """What `work` makes of `article`.

    Raises:
        Exception: What `work` raises; what a hook raised is the user's, and comes out as it is.
    """
    name = digest(article.text)
    with about(name), article_span(name) as set_attributes:
        try:
            result = await work()
        except HookRaised as raised:
            error = raised.error
        except BaseException as failed:
            log_failed_article(name, failed)
            raise
        else:
            log_article(name, result)
            set_attributes(of_article(result))
            return result
        log_failed_article(name, error)
        # Out of reach of the handler: what carried it here is no part of the user's error.
        raise error
