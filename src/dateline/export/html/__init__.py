"""An extraction as a web page: the article, its proof highlighted, and the records beside it."""

from dateline.export.html.report import as_frame, as_page

__all__ = ["as_frame", "as_page"]
