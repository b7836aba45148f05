"""The policy that another is held against: a folder, a revision of the policy folder in git, or the one that a run was kept with."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from audit.errors import UsageError
from audit.policy_then import policy_then
from audit.runs.run import Run
from policies.errors import PolicyError
from policies.language import Policy
from policies.load import LARGEST, load

_FILE = "100"  # what the mode of an ordinary file begins with: a link is not followed


def base_policy(folder: Path, base: str, run: Run) -> tuple[str, Policy]:
    """What the base is called, and the base: `base` names a folder or a git revision; empty: the policy that the run was kept with.

    Raises UsageError where it is not there, can't be read, or is not valid.
    """
    try:
        if not base:
            return _kept(run)
        if Path(base).is_dir():
            return base, load(base)
        with TemporaryDirectory(prefix="toegang-base-") as place:
            for name, content in _files_at(folder, base):
                (Path(place) / name).write_bytes(content)
            return base, load(place)
    except PolicyError as error:
        raise UsageError(
            f"the base {base or 'policy of the run'} is no valid policy: {error.problems[0]}", "name another one: --base DIR or --base REF"
        ) from error


def _kept(run: Run) -> tuple[str, Policy]:
    digest = run.manifest.policy_digest
    policy = policy_then(run, digest)
    if policy is None:
        raise UsageError(f"the policy of run {run.id} was not kept with it", "name the base: --base DIR or --base REF")
    return f"run {run.id}", policy


def _files_at(folder: Path, revision: str) -> Iterator[tuple[str, bytes]]:
    """The files of the folder itself as they were, by name. Raises UsageError for a revision that is not there."""
    commit = _git(folder, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    listed = _git(folder, revision, "ls-tree", "-z", "--long", commit, "./").decode("utf-8", "surrogateescape")
    entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
    if not entries:
        raise UsageError(f"{folder} is not in revision {revision}", "name a revision that has the policy folder, or a folder: --base DIR")
    for about, _, path in entries:
        mode, _, name, size = about.split()
        if mode.startswith(_FILE) and int(size) <= LARGEST:
            yield Path(path).name, _git(folder, revision, "cat-file", "blob", name)


def _git(folder: Path, revision: str, *words: str) -> bytes:
    """What git answers. Raises UsageError."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # a hook of git names its own repository
    try:
        done = subprocess.run(["git", "-C", os.fspath(folder), *words], capture_output=True, check=False, env=kept)  # noqa: S603, S607 - the words are ours; the revision is one word
    except FileNotFoundError as error:
        raise UsageError(
            "git is not installed: it reads the policy of another revision", "install it, or name a folder: --base DIR"
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        why = f": {said}" if said else ""
        raise UsageError(
            f"{revision} is no folder here, and git finds no such revision of {folder}{why}",
            "fetch it first (a shallow clone has the last commit alone), or name a folder: --base DIR",
        )
    return done.stdout
