"""Dependency trees of sentences, and the parser that makes them (extra `parser`)."""

from dateline.syntax.loading import load_parser, missing_parser
from dateline.syntax.trees import SyntaxParser, Tree, Word

__all__ = ["SyntaxParser", "Tree", "Word", "load_parser", "missing_parser"]
