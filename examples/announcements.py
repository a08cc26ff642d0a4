"""A record type of one's own: what companies announce.

    python examples/announcements.py [PROVIDER]

The provider has to be a capable model, such as "openai": a small one is only asked to choose among
what dateline's own survey saw.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from dateline import Article, Count, Extractor, Mention, Record, RecordType, Span, When


class Announcement(Record):
    """A company says what it does or will do."""

    company: Mention
    """Who announces it, copied."""
    action: Literal["buys", "sells", "opens", "closes", "hires", "dismisses", "other"]
    what: Mention
    """The clause that states it, copied."""
    price: Mention | None = None
    number: Count | None = None
    """How many things or people it is about: "four battery-powered ships"."""
    when: When | None = None
    evidence: tuple[Span, ...] = ()
    """The sentences that report it, copied."""


ANNOUNCEMENT = RecordType(
    "announcement",
    Announcement,
    instructions="""\
Announcements: what a company says that it does, will do or has done.

One record per action: a purchase and a closure are two. None are: opinions, forecasts, denials of
plans, what others say of the company.

Example article: Grocer Lenzmart will shut two stores in May, it said on Monday.
Example answer: {"items": [{"company": "Lenzmart", "action": "closes", "what": "will shut two stores
in May", "price": null, "number": "two stores", "when": "in May", "evidence": ["Grocer Lenzmart will
shut two stores in May, it said on Monday."]}]}
""",
    # A sentence with one of these that no record rests on is asked about once more.
    signs=("will buy", "will sell", "will open", "will close", "will be delivered"),
)


def main() -> None:
    """Print the announcements of the example article, and what was not proved or left out."""
    article = Article.from_file(Path(__file__).with_name("announcement.txt"))
    provider = sys.argv[1] if len(sys.argv) > 1 else None
    with Extractor(provider, record_types=[ANNOUNCEMENT]) as extractor:
        result = extractor.extract(article, published="2024-03-14")
    for record in result.records["announcement"]:
        print(record.model_dump_json(indent=2, exclude_defaults=True))
    for finding in result.findings:
        print(f"{finding.severity}: {finding.message}")


if __name__ == "__main__":
    main()
