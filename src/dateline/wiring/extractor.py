"""Settings, a provider and the pipeline, put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Self

from dateline.articles import read_published
from dateline.cache import AnswerCache
from dateline.calls import FREE, Desk, Elsewhere
from dateline.copies import reused
from dateline.errors import ConfigError
from dateline.models import Article, Extraction
from dateline.observe import Hooks
from dateline.pipeline.elsewhere import Came, Sent, ask_for_other
from dateline.pipeline.run import Options, run
from dateline.pipeline.types import RecordType
from dateline.providers import resolve
from dateline.recording import open_recorder
from dateline.settings import Coders, Price, Settings
from dateline.syntax import SyntaxParser, load_parser, missing_parser
from dateline.wiring.actor_list import known_actors
from dateline.wiring.configuration import Configuration, configuration_of
from dateline.wiring.dry import Length, length_of_questions
from dateline.wiring.portal import wait_for
from dateline.wiring.record_types import load_record_types
from dateline.wiring.route import build_route, default_when_recorded, in_order


class Extractor:
    """Extracts records from articles, again and again, over the same connections.

    `with Extractor() as extractor:` closes them at the end; so does `close`.

    Args:
        provider: A configured name, a built-in one, or `provider:model`; the configured
            default where it is left out.
        settings: `Settings.load()` where they are left out.
        hooks: Functions to call while it works.
        record_types: Record types of your own, beside the three built-in ones; their records come
            out in `Extraction.records`.
        answers: Where answers are kept beside the settings' cache, and looked for first.
        desk: Who takes the first provider's questions, where they are not asked now.
        elsewhere: Who puts the questions, where another process does.

    Raises:
        ConfigError: The provider or one of its fallbacks is unknown, or cannot run here; says what
            is missing. Or there is a budget, and a price is unknown.
    """

    def __init__(
        self,
        provider: str | None = None,
        *,
        settings: Settings | None = None,
        hooks: Hooks | None = None,
        record_types: Sequence[RecordType] = (),
        answers: AnswerCache | None = None,
        desk: Desk | None = None,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        _refuse_other_types(provider, settings)
        self._settings = settings if settings is not None else Settings.load()
        self._recorder = open_recorder(self._settings)
        if provider is None and self._recorder is not None and self._recorder.asks:
            provider = default_when_recorded(self._settings)
        coders = self._settings.coders
        if not resolve(self._settings, "parser" if coders == "parser" else provider).is_asked:
            provider = coders = "parser"
        self._provider = provider
        self._route = build_route(
            self._settings, provider, hooks or Hooks(), self._recorder, answers, desk, elsewhere
        )
        self._options = Options(
            grounding=self._settings.grounding,
            actors=known_actors(self._settings),
            budget=self._settings.budget.article,
            own_types=_distinct((*load_record_types(self._settings), *record_types)),
            coders=coders,
            parser=_parser(coders),
        )

    def extract(self, article: str | Article, *, published: date | str | None = None) -> Extraction:
        """The records of one article. Works inside a running event loop too.

        Args:
            article: The article, or its text.
            published: The publication date, where the article does not hold it itself: a date,
                or a string such as "2024-03-11".

        Raises:
            InputError: The text is empty, or not text; or the date is none.
            ProviderError: No question at all was answered. Where some were, the others are
                findings.
            RecordingError: Answers are to be played, and there is none for a question.
        """
        return wait_for(self.aextract(article, published=published))

    async def aextract(
        self, article: str | Article, *, published: date | str | None = None
    ) -> Extraction:
        """The same, for async callers.

        Args:
            article: The article, or its text.
            published: The publication date, where the article does not hold it itself.
        """
        whole = article if isinstance(article, Article) else Article.from_text(article)
        day = read_published(published)
        if day is not None:
            whole = whole.model_copy(update={"published": day})
        if self._recorder is None or not self._route.endpoints:
            return await run(whole, self._route, self._options)
        first = self._route.primary
        with self._recorder.reading(whole, first.name) as reading:
            result = await run(whole, self._route, self._options)
            return reading.finished(result, first.asking) if reading is not None else result

    def take_over(self, answer: Extraction, article: Article, source: str) -> Extraction | None:
        """The records of an article that copies an earlier one, out of the earlier one's answer.

        Nobody is asked. The receipt says whose answer it is.

        Args:
            answer: What was read in the earlier article.
            article: The later one.
            source: The earlier one's name, for the receipt.

        Returns:
            None where it is no copy, or says anything that the earlier one does not.
        """
        found = reused(answer, article, self._options, source=source)
        return found if isinstance(found, Extraction) else None

    def for_other_process(self) -> Callable[[Sent], Awaitable[Came]]:
        """Puts the questions that another process has about one article.

        Raises:
            ConfigError: They are not of a kind that another process can have.
        """
        ways = list(self._route.for_article(self._options.budget).ways())
        recorded = self._recorder is not None and self._recorder.asks
        if len(ways) != 1 or ways[0].primary.asking != "article" or recorded:
            raise ConfigError(
                "Several processes ask about whole articles, over a network, without cassettes.",
                hint="Read in one process here: an embedded model has the processor to itself.",
            )
        return lambda asked: ask_for_other(ways[0], asked, self._options.own_types)

    @property
    def configuration(self) -> Configuration:
        """What its extractions depend on, but for the article."""
        return configuration_of(list(in_order(self._settings, self._provider)), self._options)

    @property
    def record_types(self) -> tuple[RecordType, ...]:
        """The record types beside the three built-in ones."""
        return tuple(self._options.own_types)

    @property
    def concurrency(self) -> int:
        """Requests to the first provider that may be under way at once; 0 where none is asked."""
        endpoints = self._route.endpoints
        return endpoints[0].limits.concurrency if endpoints else 0

    @property
    def price(self) -> Price | None:
        """What the first provider's tokens cost, where that is known; free where none is asked."""
        endpoints = self._route.endpoints
        return endpoints[0].price if endpoints else FREE

    @property
    def budget_reached(self) -> bool:
        """Whether a call was refused, since it could have crossed the budget of the run."""
        return self._route.spend.crossed

    @property
    def spent(self) -> Decimal:
        """What was spent of the budget of the run, in US dollars; what is not known counts most."""
        return self._route.spend.spent

    async def length_of_questions(self, article: Article) -> Length:
        """How long the first questions about an article would be. Nobody is asked.

        Args:
            article: The article.
        """
        if not self._route.endpoints:
            return Length(0, 0, 0)
        return await length_of_questions(article, self._route.primary, self._options)

    def note_spent(self, cost: Decimal) -> None:
        """Count towards the budget of the run what an earlier part of it cost, in US dollars.

        Args:
            cost: US dollars.
        """
        self._route.spend.settle(Decimal(0), cost)

    def close(self) -> None:
        """Close the connections that `extract` opened."""
        wait_for(self.aclose())

    async def aclose(self) -> None:
        """Close the connections that `aextract` opened in the running event loop."""
        for endpoint in self._route.endpoints:
            await endpoint.provider.aclose()
        if self._route.cache is not None:
            await self._route.cache.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _parser(coders: Coders) -> SyntaxParser | None:
    """What makes trees, where somebody reads them and it is installed.

    Raises:
        MissingExtra: The parser is to read alone, and is not installed.
    """
    if coders == "model" or (coders == "both" and missing_parser() is not None):
        return None
    return load_parser()


def _distinct(record_types: Sequence[RecordType]) -> tuple[RecordType, ...]:
    """Each once; two of one name, or of one model, could not be told apart."""
    distinct = tuple(dict.fromkeys(record_types))
    for what in ([t.name for t in distinct], [t.model.__name__ for t in distinct]):
        twice = next((one for one in what if what.count(one) > 1), None)
        if twice is not None:
            raise ConfigError(f"Two record types are called {twice!r}.", hint="Rename one of them.")
    return distinct


def _refuse_other_types(provider: object, settings: object) -> None:
    if provider is not None and not isinstance(provider, str):
        raise ConfigError(
            f"The provider is of type {type(provider).__name__}, and a name was expected.",
            hint='Give the name of a configured one, or "provider:model".',
        )
    if settings is not None and not isinstance(settings, Settings):
        raise ConfigError(
            f"The settings are of type {type(settings).__name__}.",
            hint="Give Settings.load(), or Settings(…).",
        )


def extract(
    article: str | Article,
    *,
    provider: str | None = None,
    published: date | str | None = None,
    settings: Settings | None = None,
) -> Extraction:
    """The records of one article; see `Extractor.extract`.

    Args:
        article: The article, or its text.
        provider: Who reads it; the configured default where it is left out.
        published: The publication date, where the article does not hold it itself.
        settings: `Settings.load()` where they are left out.

    Raises:
        ConfigError: The configuration does not hold together, or the provider cannot run here.
        InputError: The text is empty, or not text; or the date is none.
        ProviderError: No question at all was answered.
        RecordingError: Answers are to be played, and there is none for a question.
    """
    with Extractor(provider, settings=settings) as extractor:
        return extractor.extract(article, published=published)


async def aextract(
    article: str | Article,
    *,
    provider: str | None = None,
    published: date | str | None = None,
    settings: Settings | None = None,
) -> Extraction:
    """The same as `extract`, for async callers.

    Args:
        article: The article, or its text.
        provider: Who reads it; the configured default where it is left out.
        published: The publication date, where the article does not hold it itself.
        settings: `Settings.load()` where they are left out.

    Raises:
        ConfigError: The configuration does not hold together, or the provider cannot run here.
        InputError: The text is empty, or not text; or the date is none.
        ProviderError: No question at all was answered.
        RecordingError: Answers are to be played, and there is none for a question.
    """
    async with Extractor(provider, settings=settings) as extractor:
        return await extractor.aextract(article, published=published)
