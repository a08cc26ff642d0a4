"""Articles from text, web pages and files, with what is no reporting set aside."""

from dateline.articles.files import from_file, read_bytes
from dateline.articles.html import from_html
from dateline.articles.plain import from_text, read_published

__all__ = ["from_file", "from_html", "from_text", "read_bytes", "read_published"]
