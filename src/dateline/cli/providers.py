"""`dateline providers`: what is configured, and whether it can run here."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.output import without_padding
from dateline.cli.streams import emit
from dateline.errors import ConfigError
from dateline.providers import SPECS, Resolved, check, resolve
from dateline.settings import Settings


def print_providers() -> None:
    """The configured providers, then those that are built in, with what is missing."""
    settings = Settings.load()
    text = StringIO()
    width = shutil.get_terminal_size((110, 24)).columns
    console = Console(file=text, width=width, force_terminal=sys.stdout.isatty())
    for resolved in _known(settings):
        console.print(Text(resolved.name, "bold"), soft_wrap=True)
        console.print(Padding(_facts(resolved, settings), (0, 0, 1, 4)))
    source = settings.config_file or "no configuration file; built-in values"
    console.print(f"Configuration: {source}", soft_wrap=True, markup=False)
    console.print(f"Default: {_default(settings)}", soft_wrap=True, markup=False)
    emit(without_padding(text.getvalue()), escaped_as="plain")


def _facts(resolved: Resolved, settings: Settings) -> Table:
    """One below the other: side by side they would break words on a narrow terminal."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in (
        ("model", f"{resolved.spec.name}:{resolved.model}"),
        ("asked by", resolved.asking),
        ("key", _key(resolved)),
        ("can run here", _state(resolved, settings)),
    ):
        table.add_row(label, Text(words))
    return table


def _known(settings: Settings) -> Iterator[Resolved]:
    for name in settings.providers:
        yield resolve(settings, name)
    for name, spec in SPECS.items():
        shown = "local" if spec.local else name
        if shown not in settings.providers:
            yield resolve(settings, shown if spec.default_model else f"{name}:MODEL")


def _key(resolved: Resolved) -> str:
    if resolved.key_env is None:
        return "none needed"
    try:
        missing = resolved.api_key is None
    except ConfigError:
        return f"{resolved.key_env} is no key"
    if missing:
        return f"{resolved.key_env} not set"
    return "set in the configuration" if resolved.profile.api_key else f"from {resolved.key_env}"


def _state(resolved: Resolved, settings: Settings) -> str:
    try:
        check(resolved, settings)
    except ConfigError as error:
        return f"no: {error}"
    return "yes"


def _default(settings: Settings) -> str:
    try:
        return resolve(settings).name
    except ConfigError as error:
        return f"none. {error}"
