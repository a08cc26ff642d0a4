"""`dateline providers`: what is configured, where from, and whether it can run here."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Iterable, Iterator
from io import StringIO

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cache import measure
from dateline.cli import options
from dateline.cli.facts import Fact, further_facts, main_facts, origin_of, state
from dateline.cli.output import without_padding
from dateline.cli.streams import emit
from dateline.cli.trial import Trial, try_all
from dateline.errors import ConfigError
from dateline.export.wording import plural
from dateline.providers import SPECS, Resolved, check, resolve
from dateline.settings import Settings

_A = {"article": "an article", "run": "a run"}
_ANY = "MODEL"  # stands for a model where a provider has no usual one


def print_providers(name: str | None, *, ask: bool) -> None:
    """All providers, configured and built in, or one of them in full.

    Args:
        name: The one to show; all where it is left out.
        ask: Whether to ask each that can run here one tiny question.

    Raises:
        ConfigError: There is none of that name; or it is to be asked, and cannot run here.
        Exit: One that was asked did not answer.
    """
    settings = Settings.load()
    shown: dict[str, Resolved | ConfigError] = {}
    if name is None:
        shown = _known(settings)
    else:
        shown[name] = resolved = resolve(settings, name)
        if ask:
            check(resolved, settings)
    trials = _trials(shown.values(), settings) if ask and _any_asked(shown.values()) else {}
    text = StringIO()
    width = max(40, shutil.get_terminal_size((110, 24)).columns)
    console = Console(
        file=text, width=width, force_terminal=sys.stdout.isatty(), highlight=False, markup=False
    )
    for shown_name, found in shown.items():
        facts = _facts(found, settings, in_full=name is not None)
        if shown_name in trials:
            facts.append(Fact("check", trials[shown_name].line))
        elif ask and name is not None:
            facts.append(Fact("check", "nothing to try: it reads by itself, and is asked nothing"))
        console.print(Text(shown_name, "bold"), soft_wrap=True)
        console.print(Padding(_grid(facts), (0, 0, 1, 4)))
    console.print(_grid(_common(settings)))
    emit(without_padding(text.getvalue()), escaped_as="plain")
    _fail_on(trials.values())


def _facts(found: Resolved | ConfigError, settings: Settings, *, in_full: bool) -> list[Fact]:
    if isinstance(found, ConfigError):
        return [Fact("can run here", f"no: {found}")]
    facts = [*main_facts(found, settings), state(found, settings)]
    if in_full:
        return [*facts[:-1], *further_facts(found, settings), facts[-1]]
    if found.name not in settings.providers and not _can_run(found, settings):
        return [facts[0], facts[-1]]  # nobody has said anything of it
    return facts


def _grid(facts: Iterable[Fact]) -> Table:
    """One below the other: side by side they would break words on a narrow terminal."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for fact in facts:
        table.add_row(fact.label, Text(fact.line))
    return table


def _known(settings: Settings) -> dict[str, Resolved | ConfigError]:
    """The configured ones, then those that are built in; or why one means nothing."""
    known: dict[str, Resolved | ConfigError] = {}
    for name in settings.providers:
        try:
            known[name] = resolve(settings, name)
        except ConfigError as error:
            known[name] = error
    for name, spec in SPECS.items():
        shown = "local" if spec.protocol == "embedded" else name
        if shown not in known:
            asked = shown if spec.default_model else f"{name}:{_ANY}"
            known[asked] = resolve(settings, asked)
    return known


def _common(settings: Settings) -> Iterator[Fact]:
    """What holds for all of them."""
    yield Fact("Configuration", str(settings.config_file or "no file; built-in values"))
    yield _default(settings)
    if not settings.allow_remote:
        origin = origin_of(settings, "allow_remote")
        yield Fact("Remote", "refused: articles stay on this machine", origin)
    for what in ("article", "run"):
        bound = getattr(settings.budget, what)
        if bound is not None:
            yield Fact("Budget", f"${bound:f} for {_A[what]}", origin_of(settings, "budget", what))
    if settings.cache.path is not None:
        yield Fact("Cache", _cache(settings), origin_of(settings, "cache", "path"))


def _default(settings: Settings) -> Fact:
    try:
        return Fact("Default", resolve(settings).name, origin_of(settings, "default"))
    except ConfigError as error:
        return Fact("Default", f"none. {error}")


def _cache(settings: Settings) -> str:
    path = settings.cache.path
    contents = measure(path) if path is not None else None
    if contents is None:
        return f"{path}, nothing in it yet"
    return f"{path}, {plural(contents.answers, 'answer')}, {contents.size / 1e6:.1f} MB"


def _trials(shown: Iterable[Resolved | ConfigError], settings: Settings) -> dict[str, Trial]:
    able = [
        found
        for found in shown
        if isinstance(found, Resolved) and found.is_asked and _can_run(found, settings)
    ]
    if not able:
        raise ConfigError(
            "No provider that is asked anything can run here.", hint="Run: dateline providers."
        )
    return {trial.name: trial for trial in asyncio.run(try_all(able, settings))}


def _any_asked(shown: Iterable[Resolved | ConfigError]) -> bool:
    """Whether it is not the parser alone that is shown."""
    return any(isinstance(found, ConfigError) or found.is_asked for found in shown)


def _can_run(resolved: Resolved, settings: Settings) -> bool:
    try:
        check(resolved, settings)
    except ConfigError:
        return False
    return resolved.model != _ANY


def _fail_on(trials: Iterable[Trial]) -> None:
    """End with status 1 where one failed, and name each."""
    failed = [trial for trial in trials if trial.problem is not None]
    for trial in failed:
        options.say(f"{trial.name} {trial.line}")
    if failed:
        raise typer.Exit(1)
