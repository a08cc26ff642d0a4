"""`dateline cassettes`: recordings looked at, checked, made anew, and cleared away."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import say
from dateline.cli.streams import emit
from dateline.errors import BadCassette, ConfigError, DatelineError

if TYPE_CHECKING:
    from dateline.settings import Settings

app = typer.Typer(
    name="cassettes",
    help="Recorded answers: list them, check them, record them anew, clear them away.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_MOST_CHANGES = 60
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Folder = Annotated[
    str | None,
    typer.Option(
        "--folder", metavar="FOLDER", help="Where they are, if not where the configuration says."
    ),
]
Mark = Annotated[
    str, typer.Option("-m", "--mark", help="Which tests have cassettes, as pytest's -m.")
]


@app.command("list")
def show(folder: Folder = None) -> None:
    """Show each cassette: how many answers, of which model, recorded when."""
    from dateline.recording.shelf import look

    for path in _found(_folder(folder)):
        try:
            held = look(path)
        except DatelineError as error:
            _print(f"{path}: {error}")
            continue
        when, models = held.recorded or "day unknown", ", ".join(held.models) or "no model"
        prompts = ", ".join(f"{p.id} {p.version}" for p in held.prompts) or "not noted"
        _print(
            f"{path}: {_count(held.interactions, 'answer')} of {models}, {when}, "
            f"prompts: {prompts}, {held.size // 1024 + 1} kB"
        )


@app.command()
def check(
    folder: Folder = None,
    mark: Mark = "vcr",
    run: Annotated[
        bool,
        typer.Option(
            "--run/--no-run",
            help="Run the tests and the configured commands, to see what they would ask for.",
        ),
    ] = True,
) -> None:
    """Find what is wrong: unused, out of date, unsafe, or holding a secret. Status 1 if anything.

    The project's tests and `recording.commands` are run with the network blocked.
    """
    where, settings = _folder(folder), _settings()
    found = _found(where)
    problems = [problem for path in found for problem in _problems_of(path)]
    if run:
        problems += _problems_of_use(where, found, settings, mark)
    for problem in problems:
        _print(problem)
    if problems:
        say(f"{_count(len(problems), 'problem')}.")
        raise typer.Exit(1)


@app.command()
def record(
    tests: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEST]...", help="Which tests, as pytest takes them; all where left out."
        ),
    ] = None,
    folder: Folder = None,
    mark: Mark = "vcr",
    yes: Annotated[
        bool, typer.Option("--yes", help="Take the new recordings without asking.")
    ] = False,
) -> None:
    """Record anew, show what that changes in the records field by field, and ask before it stays.

    Tests and `recording.commands` are run against the configured providers: this costs money where
    they do.
    """
    from dateline.cli.cassette_runs import changes, run_project

    where, settings = _folder(folder), _settings()
    only = tuple(tests or ())
    with tempfile.TemporaryDirectory() as scratch:
        beside = Path(scratch) / "cassettes"
        if where.is_dir():
            shutil.copytree(where, beside)
        root, commands = _root(settings), settings.recording.commands
        before = run_project(root, where, commands, nearest=True, tests=only, mark=mark)
        after = run_project(root, beside, commands, record=True, tests=only, mark=mark)
        for who in sorted(before.paired & after.read.keys()):
            _print(
                f"{who}: it asks something else now; the old answers are read as far as they fit"
            )
        found = list(changes(before, after))
        for line in found[:_MOST_CHANGES]:
            _print(line)
        if len(found) > _MOST_CHANGES:
            _print(f"… and {len(found) - _MOST_CHANGES} more changes")
        if after.failed:
            for failure in after.failed:
                say(failure)
            say("Nothing is kept. To keep it all the same: pytest --record-mode=rewrite")
            raise typer.Exit(1)
        new = list(_changed(beside, where))
        cassettes, differences = _count(len(new), "cassette"), _count(len(found), "change")
        say(f"{cassettes} new or changed, with {differences} in the records.")
        if new and (yes or typer.confirm("Keep them?", err=True)):
            _take(new, beside, where)


@app.command()
def prune(
    folder: Folder = None,
    mark: Mark = "vcr",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and let it stay.")
    ] = False,
) -> None:
    """Delete the cassettes and the answers that no test and no command plays.

    And what a process left that was killed while it wrote one.
    """
    from dateline.recording.files import half_written
    from dateline.recording.shelf import keep_only

    where, settings = _folder(folder), _settings()
    used = _used(where, settings, mark)
    for path, unused in _unused(_found(where), used):
        kept = used.get(path.resolve(), set())
        _print(f"{path}: {_count(unused, 'answer') if kept else 'all of it'}")
        if dry_run:
            continue
        if kept:
            keep_only(path, kept)
        else:
            path.unlink()
    for part in half_written(where):
        _print(f"{part}: half written")
        if not dry_run:
            part.unlink()


def _settings() -> Settings:
    from dateline.settings import Settings

    return Settings.load()


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _print(line: str) -> None:
    """A line; what of a cassette would command a terminal is shown instead."""
    shown = _COMMANDS.sub(lambda found: repr(found[0])[1:-1], line)
    emit(f"{shown}\n", escaped_as="plain")


def _folder(given: str | None) -> Path:
    from dateline.recording import cassette_folder

    return Path(given) if given else cassette_folder(_settings())


def _root(settings: Settings) -> Path:
    return settings.config_file.parent if settings.config_file else Path.cwd()


def _found(folder: Path) -> list[Path]:
    from dateline.recording.files import cassettes_in

    found = cassettes_in(folder)
    if not found:
        say(
            f"There is no cassette in {str(folder)!r}. Name the folder (--folder), or record: "
            "dateline cassettes record"
        )
    return found


def _problems_of(path: Path) -> Iterator[str]:
    """What a cassette by itself shows."""
    from dateline.prompts import load_prompt
    from dateline.recording.shelf import look, secrets_of

    try:
        held = look(path)
        secrets = secrets_of(path)
    except DatelineError as error:
        yield f"{path}: {error}"
        return
    for kind in secrets:
        yield f"{path}: it holds what looks like {kind}. Delete it, and record it anew."
    for noted in held.prompts:
        try:
            now = load_prompt(noted.id)
        except DatelineError:
            continue  # one of the user's own
        if now.sha256 != noted.sha256:
            yield (
                f"{path}: the prompt {noted.id!r} has changed since (version {noted.version}, now "
                f"{now.version}). Record it anew."
            )


def _problems_of_use(
    where: Path, found: Sequence[Path], settings: Settings, mark: str
) -> Iterator[str]:
    """What shows when the project is run."""
    from dateline.cli.cassette_runs import run_project

    ran = run_project(_root(settings), where.absolute(), settings.recording.commands, mark=mark)
    yield from ran.missing
    if not ran.missing:
        yield from ran.failed
    for path, unused in _unused(found, ran.played):
        if path.resolve() in ran.stale:
            continue  # what it holds is not dead, but out of date, and that is told
        if path.resolve() not in ran.played:
            yield f"{path}: no test and no command plays it. Run: dateline cassettes prune"
        else:
            yield f"{path}: {_count(unused, 'answer')} not played. Run: dateline cassettes prune"


def _used(where: Path, settings: Settings, mark: str) -> dict[Path, set[int]]:
    """What is played, where all that plays ends well."""
    from dateline.cli.cassette_runs import run_project

    ran = run_project(_root(settings), where.absolute(), settings.recording.commands, mark=mark)
    if ran.failed or ran.missing:
        for words in (*ran.missing, *ran.failed):
            say(words)
        raise ConfigError(
            "Nothing is deleted: not all tests and commands end well.",
            hint="Run: dateline cassettes check",
        )
    return ran.played


def _unused(found: Sequence[Path], used: dict[Path, set[int]]) -> Iterator[tuple[Path, int]]:
    from dateline.recording.shelf import look

    for path in found:
        try:
            held = look(path).interactions
        except BadCassette:
            held = 0  # nothing can play it
        unused = held - len(used.get(path.resolve(), set()))
        if unused or path.resolve() not in used:
            yield path, unused


def _changed(beside: Path, where: Path) -> Iterator[Path]:
    from dateline.recording.files import cassettes_in

    for path in cassettes_in(beside):
        old = where / path.relative_to(beside)
        if not old.is_file() or old.read_bytes() != path.read_bytes():
            yield path.relative_to(beside)


def _take(new: list[Path], beside: Path, where: Path) -> None:
    """Put the new cassettes in their places, each in one step."""
    for name in new:
        place = where / name
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{place.name}.part")
        shutil.copyfile(beside / name, part)
        part.replace(place)
