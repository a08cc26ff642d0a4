"""The commands for many articles: what they take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli import options

_Shown = Annotated[
    Literal["text", "json"], typer.Option("--format", help="What standard output gets.")
]


def batch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt .md .html .json), folders, tables (.jsonl .csv .parquet), or - for "
            "JSON Lines on standard input. None goes on with what the store holds.",
        ),
    ] = None,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="FILE", help="The store: an SQLite file.")
    ] = "runs.db",
    provider: Annotated[
        str | None,
        typer.Option(help="A configured name, or provider:model. See `dateline providers`."),
    ] = None,
    concurrency: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Requests under way at once; fewer after a 429."),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(metavar="USD", help="The most that the run may cost, all starts together."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="OURS=THEIRS",
            help="A table's own name of a column: text=body; again for others. Ours are id, text, "
            "html, published, title, url, source.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day of articles that have none of their own, neither in a column nor in "
            "their text or page: 2024-03-11.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Count articles and tokens, estimate the cost, ask nobody."),
    ] = False,
    sample: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Read so many, and show what was read."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read once more what was set aside.")
    ] = False,
    on_change: Annotated[
        str | None,
        typer.Option(
            metavar="resume|redo|redo-type=NAME",
            help="Where the configuration changed since the run was begun: keep what was read, "
            "read all anew, or that record type alone.",
        ),
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes that work on the words of articles.")
    ] = 1,
    no_dedupe: Annotated[
        bool,
        typer.Option("--no-dedupe", help="Ask about copies of what was read, too."),
    ] = False,
    batch_api: Annotated[
        bool,
        typer.Option(
            "--batch-api",
            help="Ask in the provider's batches: half the price, up to a day for each round.",
        ),
    ] = False,
    live_after: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="With --batch-api: after N rounds, ask the rest as usual."
        ),
    ] = None,
    grace: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="For what is under way after a Ctrl-C."),
    ] = 30.0,
    coders: Annotated[
        Literal["model", "parser", "both"] | None,
        typer.Option(help="Who reads it; the configuration's where it is left out."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.")] = False,
) -> None:
    """Read many articles into a store. The same command again goes on where it was.

    It may be killed at any moment: what was answered is kept, and is not paid for twice. Ctrl-C
    finishes what is under way; twice breaks it off. `dateline status` shows how far it is.
    """
    store = options.given_path("--out", out)
    from dateline.cli.batch import Asked, batch

    asked = Asked(
        inputs=inputs or (),
        columns=columns or (),
        published=options.parse_date(published),
        out=store or Path(),
        provider=provider,
        concurrency=concurrency,
        budget=budget,
        on_change=on_change,
        retry_failed=retry_failed,
        processes=processes,
        dedupe=not no_dedupe,
        grace=grace,
        dry_run=dry_run,
        sample=sample,
        quiet=quiet,
        batch_api=batch_api,
        live_after=live_after,
    )
    ended = batch(asked, options.settings(coders=coders))
    if ended:
        raise typer.Exit(ended)


def status(
    store: options.StoreArgument,
    output_format: _Shown = "text",
) -> None:
    """Show how far a run is, while it goes on or after: articles, tokens, cost, failures."""
    from dateline.cli.status import status

    status(options.given_path("STORE", store) or Path(), output_format)


def events(
    store: options.StoreArgument,
    output_format: _Shown = "text",
    least: Annotated[
        int,
        typer.Option("--reports", min=1, metavar="N", help="Events that so many reports tell."),
    ] = 1,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Link all of them anew, as after an upgrade. An event keeps its id where most of "
            "its reports stay together.",
        ),
    ] = False,
) -> None:
    """Link the incidents of a run's articles into events, and show them with the reasons."""
    from dateline.cli.events import show_events

    show_events(options.given_path("STORE", store) or Path(), output_format, least, again=again)


def revisions(
    store: options.StoreArgument,
    output_format: _Shown = "text",
) -> None:
    """Show what newer versions of articles (one url, another text) change in their records."""
    from dateline.cli.revisions import show_revisions

    show_revisions(options.given_path("STORE", store) or Path(), output_format)
