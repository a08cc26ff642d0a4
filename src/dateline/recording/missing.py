"""The error of a request that no recording answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import BadCassette, NotRecorded
from dateline.recording.library import open_cassette
from dateline.recording.matching import same_request
from dateline.recording.nearest import difference, nearest, outline
from dateline.syntax import missing_parser

PARSER = "parser"
"""What a cassette calls the parser that had a part in it."""


class Missing:
    """What is said of a cassette's missing answers.

    Args:
        cassette: vcrpy's.
        path: Its file.
        how_to_record: What a user does to record what is missing.
        neighbours: Other cassettes, in which the nearest request may be where this one is empty.
    """

    def __init__(
        self,
        cassette: Any,
        path: Path,
        how_to_record: str,
        neighbours: Callable[[], Sequence[Path]],
    ) -> None:
        self._cassette = cassette
        self._path = path
        self._how_to_record = how_to_record
        self._neighbours = neighbours
        self._looked = False

    def error(self, asked: Any) -> NotRecorded:
        """What to raise of a request."""
        words = f"No recording answers the request {outline(asked)}."
        requests = self._cassette.requests
        near = nearest(asked, requests)
        if near is None:
            words += f" The cassette {str(self._path)!r} is not there, or empty."
            words += self._nearest_elsewhere(asked)
        elif self._is_played_out(asked):
            words += f" The cassette {str(self._path)!r} holds it, but it was played already."
        else:
            words += (
                f" The nearest of {len(requests)} in {str(self._path)!r} differs:\n"
                f"{difference(asked, near)}\n"
            )
        return NotRecorded(words, hint=self._what_to_do(asked))

    def _nearest_elsewhere(self, asked: Any) -> str:
        """In the cassettes of other articles: an article of which a word has changed is another.

        Told of the first request alone: an article's others are missing too.
        """
        if self._looked:
            return ""
        self._looked = True
        found = {
            path: near
            for path in self._neighbours()
            if (near := _nearest_in(path, asked)) is not None
        }
        near = nearest(asked, found.values())
        if near is None:
            return ""
        (path, *_) = (path for path, one in found.items() if one is near)
        if same_request(asked, near):
            return f" Another, {str(path)!r}, holds it, and is not played: its name is another."
        return f" The nearest of others, in {str(path)!r}, differs:\n{difference(asked, near)}\n"

    def _what_to_do(self, asked: Any) -> str:
        """How to record it; and if the parser makes the difference, that it does."""
        if b'"Choice"' not in (asked.body or b""):
            return self._how_to_record
        otherwise = self._how_to_record[:1].lower() + self._how_to_record[1:]
        missing, with_parser = missing_parser() is not None, self._recorded_with_parser()
        if missing and with_parser is not False:
            said = "It was recorded" if with_parser else "It may have been recorded"
            return (
                f"{said} where the parser is installed, and here it is not; without it, other "
                f"things are asked. Run: pip install 'dateline[parser]'. Or {otherwise}"
            )
        if not missing and with_parser is False:
            return (
                "It was recorded without the parser, which is installed here; with it, other "
                f'things are asked. Set coders = "model". Or {otherwise}'
            )
        return self._how_to_record

    def _recorded_with_parser(self) -> bool | None:
        """None where the cassette does not say."""
        from vcr.errors import MissingMetadataError

        try:
            return self._cassette.get_metadata(PARSER, None) is not None
        except MissingMetadataError:
            return None

    def _is_played_out(self, asked: Any) -> bool:
        return any(same_request(asked, other) for other in self._cassette.requests)


def _nearest_in(path: Path, asked: Any) -> Any | None:
    """The request of another cassette that is most like it; one that cannot be read holds none."""
    try:
        with open_cassette(path, "play") as cassette:
            return nearest(asked, cassette.requests)
    except BadCassette:
        return None
