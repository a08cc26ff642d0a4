"""Articles from text, web pages and files, with what is no reporting set aside."""

from dateline.articles.files import from_file, read_bytes, written_in
from dateline.articles.html import from_html
from dateline.articles.plain import from_text, read_published
from dateline.articles.written import Written, from_record, object_in

__all__ = [
    "Written",
    "from_file",
    "from_html",
    "from_record",
    "from_text",
    "object_in",
    "read_bytes",
    "read_published",
    "written_in",
]
