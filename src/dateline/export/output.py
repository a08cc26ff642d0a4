"""Files that are there when they are whole, and not before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline.errors import InputError


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `out` once all is written.

    Nothing of it is left where writing fails, and a file of that name stays as it was. A pipe or
    a device is written to as it is.

    Raises:
        InputError: It cannot be written.
    """
    if out.exists() and not out.is_file():
        if out.is_dir():
            raise InputError(f"{str(out)!r} is a folder.", hint="Name a file in it.")
        try:
            yield out
        except BrokenPipeError:
            raise  # whoever read it has had enough
        except OSError as error:
            raise unwritable(out, error.strerror or error) from error
        return
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
        os.close(handle)
    except OSError as error:
        raise unwritable(out, error.strerror or error) from error
    part = Path(name)
    try:
        part.chmod(0o666 & ~_umask())
        yield part
        part.replace(out)
    except OSError as error:
        raise unwritable(out, error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def folder(out: Path) -> Iterator[Path]:
    """The folder `out`, made where there is none; where writing fails, such a one is gone again.

    Raises:
        InputError: It cannot be made, or is a file.
    """
    is_new = not out.exists()
    try:
        out.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise InputError(
            f"{str(out)!r} is a file.", hint="Name a folder: every table is a file in it."
        ) from error
    except OSError as error:
        raise unwritable(out, error.strerror or error) from error
    try:
        yield out
    except BaseException:
        if is_new:
            with suppress(OSError):  # somebody else has put something into it
                out.rmdir()
        raise


def _umask() -> int:
    """What the process takes away from the rights of new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(out: Path, why: object) -> InputError:
    """That a place cannot be written to."""
    return InputError(f"{str(out)!r} cannot be written: {why}.", hint="Name another place.")
