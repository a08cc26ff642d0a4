"""Dependency trees of sentences, and the parser that makes them (extra `parser`)."""

from dateline.syntax.loading import PARSER_MODULES, load_parser, missing_parser
from dateline.syntax.trees import SyntaxParser, Tree, Word

__all__ = ["PARSER_MODULES", "SyntaxParser", "Tree", "Word", "load_parser", "missing_parser"]
