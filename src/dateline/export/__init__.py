"""Exports: extractions as what analysts load.

    from dateline.export import coded, export, read_extractions
    export(coded(read_extractions(Path("runs.jsonl"))), "parquet", "tables")

An export takes articles one after another and keeps none of them.
"""

from dateline.export.formats import FORMATS, Format, FormatName, export
from dateline.export.reading import Coded, Linked, article_id, coded, read_extractions, unique
from dateline.export.selecting import RecordKind, Selection
from dateline.export.tables.frames import to_frame

__all__ = [
    "FORMATS",
    "Coded",
    "Format",
    "FormatName",
    "Linked",
    "RecordKind",
    "Selection",
    "article_id",
    "coded",
    "export",
    "read_extractions",
    "to_frame",
    "unique",
]
