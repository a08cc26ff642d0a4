"""Files that are there when they are whole, and not before."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
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
def whole_folder(out: Path, *, foreign: Callable[[Path], Path | None]) -> Iterator[Path]:
    """A folder to write into, which takes the place of `out` once all is written.

    Nothing of it is left where writing fails, and a folder of that name stays as it was.

    Args:
        out: The folder, which may be there.
        foreign: Finds in a folder what is not to be written over; None where all of it may go.

    Raises:
        InputError: It cannot be written, is a file, or holds what is not to be written over.
    """
    out = out.resolve()
    _refuse_foreign(out, foreign)
    try:
        part = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part"))
    except OSError as error:
        raise unwritable(out, error.strerror or error) from error
    try:
        part.chmod(0o777 & ~_umask())
        yield part
        # What came there meanwhile is nobody's to take away.
        _refuse_foreign(out, foreign)
        _swap(part, out)
    except OSError as error:
        raise unwritable(out, error.strerror or error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_foreign(out: Path, foreign: Callable[[Path], Path | None]) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise InputError(f"{str(out)!r} is a file.", hint="Name a folder: every page is a file.")
    found = foreign(out)
    if found is not None:
        raise InputError(
            f"{str(out)!r} holds what no export wrote there: {str(found.relative_to(out))!r}.",
            hint="Name a new folder, an empty one, or one that such an export made.",
        )


def _swap(part: Path, out: Path) -> None:
    """Put a whole folder in the place of another; that one comes back where it fails."""
    old = part.with_suffix(".old")
    if out.exists():
        out.rename(old)
    try:
        part.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


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
