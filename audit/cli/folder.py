"""Files that a user asks for in a folder of theirs: all of them or none, and never in place of one that is there."""

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from audit.errors import UsageError
from policies.load import policy_files


def must_be_free(folder: Path) -> None:
    """Raises UsageError for a folder that has a policy already, or that is none."""
    try:
        found = policy_files(folder) if folder.exists() else ()
    except OSError as error:
        raise UsageError(f"{folder} can't be read: {error.strerror}", "name a new folder, or one that you may read") from error
    if found:
        remedy = "a first policy needs a folder without one: name another, or go on from the one that is there"
        raise UsageError(f"there is a policy in {folder} already: {found[0].name}", remedy)


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the files. Raises UsageError when one is there already or can't be written; then none of them is left."""
    try:
        with ExitStack() as undone:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                with (folder / name).open("x", encoding="utf-8") as file:
                    undone.callback(partial((folder / name).unlink, missing_ok=True))
                    file.write(text)
            undone.pop_all()
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder} can't be written: {error.strerror}", "nothing was written; name a new folder"
        ) from error
