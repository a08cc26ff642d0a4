"""What is done where a run was begun with another configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ConfigError, ConfigurationChanged
from dateline.wiring.configuration import RECORD, Configuration

_SHOWN = 100  # characters of a value
_OF_AN_UPGRADE = {"dateline", "schema version"}
"""Parts that no user changed: a run goes on with what was read before, and says so."""


@dataclass(frozen=True, slots=True)
class OnChange:
    """What is done where the configuration changed.

    Attributes:
        way: "resume": what was read stands, the rest is read as it is now. "redo": all is read
            once more that was read as anything else, in whichever start, and asked about where a
            question is not the same as before.
        only: The record types that may have changed; none is any change.
    """

    way: str
    only: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: str | None) -> OnChange | None:
        """What `--on-change` says: "resume", "redo" or "redo-type=incident".

        Raises:
            ConfigError: It says something else.
        """
        if said is None or said in ("resume", "redo"):
            return cls(said) if said is not None else None
        way, _, names = said.partition("=")
        only = tuple(name.strip() for name in names.split(",") if name.strip())
        if way != "redo-type" or not only:
            raise ConfigError(
                f"--on-change {said!r} says nothing.",
                hint="Say resume, redo, or redo-type=incident (several: incident,statement).",
            )
        return cls("redo", only)


def decide(
    before: Configuration,
    now: Configuration,
    on_change: OnChange | None,
    path: Path | None,
    tell: Callable[[str], None] = lambda _: None,
) -> bool:
    """Whether what was read as something else is to be read again.

    Args:
        before: What the run was configured as.
        now: What it is configured as.
        on_change: What was said to do.
        path: The store.
        tell: Is told in a line of an upgrade, where nothing else changed.

    Raises:
        ConfigurationChanged: It changed, and nobody said what to do; or more than was said.
    """
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if not changed:
        # An earlier start may have kept what was read; of which types it differs, nobody knows now.
        return on_change is not None and on_change.way == "redo" and not on_change.only
    if on_change is None and _OF_AN_UPGRADE.issuperset(changed):
        listed = ", ".join(line.strip() for line in _lines(before, now, changed))
        tell(
            f"The run {str(path)!r} was begun with another dateline ({listed}). What was read "
            "stays as it is; --on-change redo reads all anew."
        )
        return False
    listed = "\n".join(_lines(before, now, changed))
    if on_change is None:
        raise ConfigurationChanged(
            f"The run {str(path)!r} was begun with another configuration:\n{listed}\n"
            "What is to be done with what was read?",
            hint=_choices(changed),
        )
    others = [name for name in changed if name.removeprefix(RECORD) not in on_change.only]
    if on_change.only and others:
        raise ConfigurationChanged(
            f"More than {', '.join(on_change.only)} changed in the run {str(path)!r}:\n{listed}",
            hint=_choices(changed),
        )
    return on_change.way == "redo"


def _lines(before: Configuration, now: Configuration, changed: list[str]) -> Iterator[str]:
    for name in changed:
        yield f"  {name}: {_short(before.get(name))} -> {_short(now.get(name))}"


def _short(value: str | None) -> str:
    if value is None:
        return "(none)"
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"


def _choices(changed: list[str]) -> str:
    types = [name.removeprefix(RECORD) for name in changed if name.startswith(RECORD)]
    only = ""
    if len(types) == len(changed):
        only = f" --on-change redo-type={','.join(types)} reads it anew, and asks for that alone."
    return (
        "--on-change resume keeps it, and reads the rest as configured now; --on-change redo reads "
        f"all anew (a question that is the same as before is not paid for again).{only}"
    )
