"""Articles in a Daft dataframe: in one process, or over a cluster with Daft's Ray runner.

Needs the extra `daft`, and `ray` for the Ray runner. Both are imported when a function is called.
"""

from dateline.daft.extraction import extract
from dateline.daft.records import records

__all__ = ["extract", "records"]
