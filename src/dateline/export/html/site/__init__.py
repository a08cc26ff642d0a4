"""A folder of pages: an index, every article, and every event that several articles report."""

from dateline.export.html.site.site import write_site

__all__ = ["write_site"]
