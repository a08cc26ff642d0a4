"""The version, read by the build and by the receipt."""

__version__ = "0.1.0"
