"""A policy folder → `Policy`: YAML, schema, references, static checks. Every problem of every file is said at once."""

import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from policies import roster, static_checks
from policies.assemble import assemble
from policies.errors import Place, PolicyError, Problem
from policies.language import Policy
from policies.waivers import with_problems
from policies.yaml_nodes import read

LARGEST = 5_000_000  # bytes of one file
_NAMES = ".names.yaml"  # who is behind which number: kept beside the policy, outside git, never read


def load(folder: str | Path) -> Policy:
    """The policy in a folder's `*.yaml` and `*.yml` files (or in one file). Raises PolicyError with all problems."""
    place = Path(folder)
    try:
        found = policy_files(place)
    except OSError as error:
        raise PolicyError((_unreadable(str(place), error),)) from error
    if not found:
        problem = Problem(Place(str(place)), "no policy file (*.yaml) is here", "", "name the folder that holds them, or write a first one")
        raise PolicyError((problem,))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in found:
        match _text(path):
            case Problem() as problem:
                problems.append(problem)
            case str() as text:
                texts[path.name] = text
    return _load(texts, str(place), problems, lambda name: _text((place if place.is_dir() else place.parent) / name))


def load_text(files: Mapping[str, str]) -> Policy:
    """The same from memory: the text of each file by its name. Raises PolicyError with all problems."""
    if not files:
        raise PolicyError((Problem(Place("(memory)"), "no policy file is given", "", "give at least one text"),))
    return _load(files, "", [], lambda name: _of(files, name))


def policy_files(folder: Path) -> tuple[Path, ...]:
    """The files that make up the policy, by name. Hidden files and `*.names.yaml` are left out. Raises OSError."""
    if not folder.is_dir():
        folder.stat()
        return (folder,)
    named = (path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    return tuple(sorted(path for path in named if not path.name.startswith(".") and not path.name.endswith(_NAMES)))


def _of(files: Mapping[str, str], name: str) -> str | Problem:
    base = name.rpartition("/")[2]
    return files[base] if base in files else Problem(Place(base), "this file is not given", "", "give its text, or mend `roster.file`")


def _load(given: Mapping[str, str], folder: str, unread: list[Problem], read_file: Callable[[str], str | Problem]) -> Policy:
    texts = {name: text for name, text in given.items() if not name.endswith(roster.ENDINGS)}
    problems = list(unread)
    trees = []
    for name, text in sorted(texts.items()):
        tree, found = read(text, name) if len(text) <= LARGEST else (None, (_too_large(name, len(text)),))
        problems += found
        if tree is not None:
            trees.append(tree)
    whole = len(trees) == len(texts) and not unread
    joined = roster.with_file(tuple(trees), read_file)
    problems += joined.problems
    texts |= joined.texts
    assembled = assemble(joined.trees, _digest(texts), folder, whole=whole and not joined.problems)
    problems += assembled.problems
    if whole and not joined.problems:
        problems += static_checks.check(assembled.policy, assembled.broken)
    if problems:
        raise PolicyError(tuple(dict.fromkeys(problems)))
    return replace(with_problems(assembled.policy), files=tuple(sorted(texts.items())))


def _text(path: Path) -> str | Problem:
    """A file's text, read only when it is an ordinary file of a sane size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem(Place(path.name), "not an ordinary file", "", "put the policy in files, or rename what is no policy")
        if status.st_size > LARGEST:
            return _too_large(path.name, status.st_size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Problem(Place(path.name, line), f"not UTF-8 text (byte {error.start})", "", "save the file as UTF-8")
    except OSError as error:
        return _unreadable(path.name, error)


def _too_large(name: str, size: int) -> Problem:
    message = f"too large: {size / 1e6:.1f} MB, and a policy file may have {LARGEST / 1e6:.0f} MB"
    return Problem(Place(name), message, "", "split it by key, or check that this is a policy file")


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(Place(name), f"can't be read: {error.strerror or error}", "", "check the name and the rights of the file")


def _digest(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for name, text in sorted(texts.items()):
        lines = text.replace("\r\n", "\n")
        digest.update(f"{name}\x1f{lines}\x1e".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
