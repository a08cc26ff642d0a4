"""Write docs/reference/cli.md from the commands themselves: python tools/write_cli.py.

A test keeps the two equal. It is made of the commands' own signatures, and of none of typer's ways
of writing them, which change from release to release.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from dateline.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
HEAD = """\
# Command line

<!-- written by tools/write_cli.py -->

Results go to standard output, all else to standard error. Exit status: 0 done, 1 done with failures
(each is named), 2 wrong usage or configuration. `dateline COMMAND --help` says what stands here.

"""


@dataclass(frozen=True)
class Parameter:
    """One argument or option of a command."""

    name: str
    info: Any
    choices: tuple[str, ...]
    default: Any

    @property
    def written(self) -> str:
        """As it is written on the command line."""
        if isinstance(self.info, ArgumentInfo):
            name = str(self.info.metavar or self.name.upper())
            needed = self.default is inspect.Parameter.empty or name.startswith("[")
            return name if needed else f"[{name}]"
        # Inside of Annotated the first of the flags stands where a default would.
        first = [self.info.default] if isinstance(self.info.default, str) else []
        flags = ", ".join([*first, *(self.info.param_decls or ())] or [f"--{self._dashed}"])
        if isinstance(self.default, bool):
            return flags.replace("/", " / ")
        takes = self.info.metavar or "|".join(self.choices) or self.name.upper()
        return f"{flags} {takes}"

    @property
    def _dashed(self) -> str:
        return self.name.replace("_", "-")

    @property
    def row(self) -> str:
        """Its line of the page."""
        plain = isinstance(self.default, (str, int, float)) and not isinstance(self.default, bool)
        default = f" Default: `{self.default}`." if plain else ""
        return f"- `{self.written}`: {self.info.help}{default}"


def page() -> str:
    """The whole page."""
    commands = list(_commands(app, "dateline"))
    listed = [f"- [`{n}`](#{n.replace(' ', '-')}): {_first(call)}" for n, call in commands]
    sections = [_section(name, call) for name, call in commands]
    return "\n".join([HEAD + "\n".join(listed) + "\n", *sections])


def _commands(group: typer.Typer, name: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every command with its whole name, in the order of `--help`."""
    for command in group.registered_commands:
        assert command.callback is not None
        own = command.name or command.callback.__name__.replace("_", "-")
        yield f"{name} {own}", command.callback
    for below in group.registered_groups:
        inner = below.typer_instance
        assert inner is not None
        yield from _commands(inner, f"{name} {inner.info.name}")


def _section(name: str, call: Callable[..., Any]) -> str:
    parameters = list(_parameters(call))
    arguments = [p for p in parameters if isinstance(p.info, ArgumentInfo)]
    options = [p for p in parameters if isinstance(p.info, OptionInfo)]
    usage = " ".join([name, *(p.written for p in arguments), *(["[OPTIONS]"] if options else [])])
    rows = [p.row for p in (*arguments, *options)]
    return "\n".join([f"## {name}", "", f"`{usage}`", "", _help(call), "", *rows, ""])


def _parameters(call: Callable[..., Any]) -> Iterator[Parameter]:
    hints = get_type_hints(call, include_extras=True)
    for name, parameter in inspect.signature(call).parameters.items():
        kind, info = get_args(hints[name])[:2]
        yield Parameter(name, info, tuple(_choices(kind)), parameter.default)


def _choices(kind: Any) -> Iterator[str]:
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif get_origin(kind) in (Union, UnionType):
        for one in get_args(kind):
            if one is not NoneType:
                yield from _choices(one)


def _help(call: Callable[..., Any]) -> str:
    return inspect.cleandoc(call.__doc__ or "")


def _first(call: Callable[..., Any]) -> str:
    """The first sentence of its help."""
    return re.split(r"(?<=\.)\s", _help(call).replace("\n", " "), maxsplit=1)[0]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
