"""The commands. Results go to standard output, all else to standard error."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from dateline._version import __version__
from dateline.cli import batches, cassettes, options, streams
from dateline.cli.export import export
from dateline.cli.output import write_result
from dateline.cli.review import review
from dateline.errors import ConfigError, DatelineError, InputError


class _Commands(TyperGroup):
    """typer has values checked by pydantic, whose name for a wrong one is nothing to a user."""

    def invoke(self, ctx: Any) -> Any:  # a private type of typer's
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="dateline",
    cls=_Commands,
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
        Literal["table", "json", "jsonl", "html"],
        typer.Option(
            "--format",
            help="table to read; json and jsonl hold everything; html is a page with the proof "
            "highlighted.",
        ),
    ] = "table",
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead."),
    ] = None,
    grounding: Annotated[
        Literal["strict", "flag", "raise"] | None,
        typer.Option(
            help="Values that are not proved: drop them, keep them without a place, or fail. "
            "The configuration's, or strict, where it is left out."
        ),
    ] = None,
    coders: Annotated[
        Literal["model", "parser", "both"] | None,
        typer.Option(
            help="Who reads it: a model and the parser, or one of them. "
            "The configuration's, or both, where it is left out."
        ),
    ] = None,
    fail_on: Annotated[
        Literal["warning", "error"] | None,
        typer.Option(help="End with status 1 where a finding is of this severity or worse."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Read one article: who did what to whom, who said what, what was decided.

    With nothing configured, an embedded model answers on this machine's CPU:
    pip install 'dateline[local]'. Every value in the result stands in the article, with its
    place there; what could not be proved is listed under findings.
    """
    published_on = options.parse_date(published)
    path = options.given_path("-o", out)
    options.check_writable(path)
    article = options.read_article(file)
    from dateline.wiring import Extractor

    # Says what is missing before anything else is said.
    extractor = Extractor(provider, settings=options.settings(grounding=grounding, coders=coders))
    if article.assumed_encoding and not quiet:
        options.say(f"{file} is not UTF-8; it is read as {article.assumed_encoding}.")
    if published_on is None and article.published is None and not quiet:
        options.say("No publication date: relative dates stay unresolved. Give --published DATE.")
    with options.working(quiet=quiet), extractor:
        result = extractor.extract(article, published=published_on)
    write_result(result, output_format, path)
    options.fail_on_findings(result, fail_on)


# The order of --help: one article, a run of many, and what is done with a run.
app.command()(batches.batch)
app.command()(batches.status)
app.command()(export)
app.command()(batches.events)
app.command()(batches.revisions)
app.command()(review)
app.add_typer(cassettes.app)


@app.command()
def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD...",
            help="own (shipped; own/tuning, own/held-out, own/development), a corpus of "
            "DATELINE_CORPORA (polnear/dev, muc4/dev, wikievents/dev), a JSON Lines file of "
            "extractions, or a folder of NAME.txt beside NAME.json.",
        ),
    ],
    provider: Annotated[
        list[str] | None,
        typer.Option(help="Who is measured; again for others, which are compared with the first."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write a page of mistakes: HTML."),
    ] = None,
    output_format: Annotated[
        Literal["table", "json"], typer.Option("--format", help="What standard output gets.")
    ] = "table",
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many of each corpus, drawn.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of that draw.")] = 20260101,
    coders: Annotated[
        str | None,
        typer.Option(help="Who reads an article; the configuration's where it is left out."),
    ] = None,
    runs: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Where what was read is kept, so that it resumes."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Measure providers on gold: precision, recall, F1, and whether a difference is noise.

    Running it again continues: an article is read once by the same provider, prompts and code.
    """
    from dateline.cli.evaluate import Wanted, evaluate
    from dateline.settings import Settings

    wanted = Wanted(
        gold=gold,
        providers=provider or (),
        out=options.given_path("-o", out),
        output_format=output_format,
        limit=limit,
        seed=seed,
        runs=options.given_path("--runs", runs),
        quiet=quiet,
    )
    status = evaluate(wanted, Settings.load(**({"coders": coders} if coders else {})))
    if status:
        raise typer.Exit(status)


@app.command()
def providers(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One of them, in full; all where it is left out."),
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Ask each that can run here (or NAME) one tiny question. It costs a few tokens.",
        ),
    ] = False,
) -> None:
    """Show the providers, where each value comes from, whether they can run here, what is missing.

    Keys are never shown but for the last four characters of long ones. Ends with status 1 where
    --check finds one that does not answer.
    """
    from dateline.cli.providers import print_providers

    print_providers(name, ask=check)


@app.command()
def schema(
    record: Annotated[
        Literal["incident", "statement", "policy-context", "extraction"] | None,
        typer.Argument(help="Which one; all of them where it is left out."),
    ] = None,
    write: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Write NAME.schema.json files into this folder."),
    ] = None,
) -> None:
    """Print the JSON Schema of the records."""
    from dateline.cli.schema import print_schema, write_schemas

    folder = options.given_path("--write", write)
    if folder is not None:
        write_schemas(record, folder)
    else:
        print_schema(record)


def main() -> None:
    """Run the command line. Errors are one message and exit status 2 or 1, no traceback."""
    with streams.guarded():
        status = _status()
    sys.exit(status)


def _status() -> int:
    try:
        try:
            app()
        finally:
            # What cannot be written is told here; at its end the interpreter would tell it.
            sys.stdout.flush()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except KeyboardInterrupt:
        return 130
    except streams.ReaderGone:
        streams.forget_output()
        return 0
    except streams.OutputFailed as error:
        options.say(str(error))
        streams.forget_output()
        return 2
    except (InputError, ConfigError) as error:
        options.say(str(error))
        return 2
    except DatelineError as error:
        options.say(str(error))
        return 1
    return 0
