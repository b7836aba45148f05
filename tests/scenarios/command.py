"""The command line, asked of a folder with a policy and runs."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.cli.main import run
from providers.sandbox.sandbox import PROVIDERS

CHOSEN = [word for name in PROVIDERS for word in ("--provider", name)]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def answer(words: list[str]) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    return Answer(code, out.getvalue(), err.getvalue())


@cache  # a run never changes, and no test changes a policy
def toegang(folder: Path, *words: str) -> Answer:
    return answer([*words, *CHOSEN, "--policy", str(folder / "policy"), "--store", str(folder / "runs")])
