"""`dateline review`: records accepted, corrected and rejected by people, and what comes of it."""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dateline.cli import options, streams
from dateline.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from dateline.review.agree import Agreement

_MOST_NAME = 80


def review(
    store: options.StoreArgument,
    reviewer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Who reviews; again for others, who get a link each. The login name without. With "
            "--export, whose decisions count: of several the first who is through with an article.",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; one that is free without.")
    ] = 0,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the first link in the browser.")
    ] = False,
    export: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-",
            help="Write what was reviewed as gold for `dateline evaluate`, and end.",
        ),
    ] = None,
    agreement: Annotated[
        bool,
        typer.Option(
            "--agreement", help="Show how far reviewers agree (Krippendorff's alpha), and end."
        ),
    ] = False,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="What --agreement prints.")
    ] = "text",
) -> None:
    """Accept, correct and reject the records of a run in a browser, beside the article's text.

    It serves this machine alone, by a link that works once; Ctrl-C ends it. Decisions are kept in
    the store with who made them and when, and no later run changes them. Two reviewers at once may
    share a server or each start their own.
    """
    path = options.given_path("STORE", store) or Path()
    names = _names(reviewer)
    if export is not None:
        _export(path, names, export)
    elif agreement:
        _agreement(path, output_format)
    else:
        _serve(path, names or [_login()], port, open_browser=open_browser)


def _names(given: list[str] | None) -> list[str]:
    names = [" ".join(name.split()) for name in given or ()]
    for name in names:
        if not name or len(name) > _MOST_NAME or not name.isprintable():
            raise InputError(
                f"--reviewer {name!r} is no name.", hint=f"At most {_MOST_NAME} characters."
            )
    return list(dict.fromkeys(names))


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise InputError(
            "This system does not say who you are.", hint="Give --reviewer NAME."
        ) from error


def _serve(path: Path, names: list[str], port: int, *, open_browser: bool) -> None:
    try:
        from dateline.review.serving import serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise MissingExtra(
            f"Reviewing needs {error.name}, which is not installed.",
            hint="pip install 'dateline[review]'",
        ) from error

    def started(links: Mapping[str, str]) -> None:
        for name, link in links.items():
            options.say(f"{name} reviews at {link}")
        options.say("The link works once, on this machine. Ctrl-C ends the review.")
        if open_browser:
            import webbrowser

            webbrowser.open(next(iter(links.values())))

    try:
        serve(path, names, port, started=started)
    except KeyboardInterrupt:
        options.say("The review has ended; every decision is kept.")


def _export(path: Path, names: list[str], out: str) -> None:
    from dateline.batch.store import reading
    from dateline.export.wording import plural
    from dateline.review.gold import Gold

    file = None if out == "-" else options.given_path("--export", out)
    options.check_writable(file)
    with reading(path) as connection:
        gold = Gold(connection, names)
        text = "".join(gold.lines())
    if file is None:
        streams.emit(text, escaped_as="json")
    else:
        try:
            file.write_text(text, "utf-8")
        except OSError as error:
            raise InputError(
                f"{str(file)!r} cannot be written: {error.strerror}.", hint="Name another file."
            ) from error
    left = gold.left
    options.say(f"{plural(left.articles, 'article')} of gold.")
    if left.unfinished:
        options.say(
            f"{plural(left.unfinished, 'article')} left out: nobody has said that nothing is "
            "missing there (f in the review)."
        )


def _agreement(path: Path, output_format: str) -> None:
    from dateline.batch.store import reading
    from dateline.review.agree import agreements

    with reading(path) as connection:
        found = agreements(connection)
    if output_format == "json":
        text = json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2) + "\n"
        streams.emit(text, escaped_as="json")
    elif found:
        streams.emit("\n".join(map(_lines, found)), escaped_as="plain")
    else:
        streams.emit("No two reviewers are through with the same article.\n", escaped_as="plain")


def _as_json(one: Agreement) -> dict[str, Any]:
    return {
        "reviewers": [one.first, one.second],
        "articles": one.articles,
        "fields": [
            {"field": f.field, "compared": f.compared, "agreed": f.agreed, "alpha": f.alpha}
            for f in one.fields
        ],
    }


def _lines(one: Agreement) -> str:
    """Two reviewers, and a line for each field."""
    from dateline.export.wording import plural

    width = max((len(f.field) for f in one.fields), default=5)
    lines = [f"{one.first} and {one.second}, {plural(one.articles, 'article')}"]
    lines.append(f"    {'field':<{width}}  agreed    of  alpha")
    for field in one.fields:
        alpha = "    -" if field.alpha is None else f"{field.alpha:5.2f}"
        lines.append(f"    {field.field:<{width}}  {field.agreed:6}  {field.compared:4}  {alpha}")
    return "".join(f"{line}\n" for line in lines)
