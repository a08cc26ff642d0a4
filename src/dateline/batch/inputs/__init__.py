"""Where the articles of a batch come from."""

from dateline.batch.inputs.columns import Columns
from dateline.batch.inputs.given import Articles, Given, given_row, given_rows
from dateline.batch.inputs.rows import Row, packed, unpacked, where
from dateline.batch.inputs.sources import Inputs

__all__ = [
    "Articles",
    "Columns",
    "Given",
    "Inputs",
    "Row",
    "given_row",
    "given_rows",
    "packed",
    "unpacked",
    "where",
]
