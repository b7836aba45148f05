"""Where a folder lies in its repository: the name by which a forge knows its files."""

from pathlib import Path


def in_repository(folder: Path) -> str:
    """The folder from the root of its git repository, else from the current folder, with slashes; `.` for the root itself.

    A folder that lies in neither goes by its own name.
    """
    whole = folder.resolve()
    roots = (*(each for each in (whole, *whole.parents) if (each / ".git").exists()), Path.cwd().resolve())
    root = next((each for each in roots if whole.is_relative_to(each)), whole.parent)
    return whole.relative_to(root).as_posix()
