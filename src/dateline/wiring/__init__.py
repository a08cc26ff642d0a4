"""The facade: settings, providers and the pipeline behind `extract`."""

from dateline.wiring.extractor import Extractor, aextract, extract

__all__ = ["Extractor", "aextract", "extract"]
