"""`toegang demo`: the whole of it on the sample company, no account needed."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import click

from audit.cli.main import run
from audit.cli.options import example
from audit.cli.progress import progress
from audit.errors import Exit, ToegangError, UsageError
from providers.sandbox.company import Company, changed_by, faults, first_night
from providers.sandbox.nights import NIGHT_ONE, NIGHT_TWO, POLICY, RUNS, take, write_policy
from providers.sandbox.sandbox import PROVIDERS, Sandbox

WHY = ("p20", "database-backups")  # a chain of two roles

_EXPECTED = Exit.VIOLATIONS  # of the check on either night, and of the drift between them


class DemoError(ToegangError):
    """A step of the demo did not end as it should."""


@click.command("demo", epilog=example("toegang demo --keep demo"))
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Leave the policy and the runs in DIR.")
def command(keep: Path | None) -> Exit:
    """Show the main job on a sample company: no account, and no network but loopback."""
    with _folder(keep) as folder, Sandbox() as sandbox:
        company = first_night()
        _tell(
            f"De Groene Winkel, a web shop of 25 people: its policy is in {folder / POLICY}, its AWS, Google and Microsoft are served on loopback."
        )
        click.echo(f"{len(faults())} things are wrong there, on purpose.")
        write_policy(company, folder)
        _night("The first night: read the real permissions of every account.", company, NIGHT_ONE, sandbox, folder)
        _toegang(folder, "check", expected=_EXPECTED)
        _tell("Every finding can explain itself, step by step.")
        _toegang(folder, "why", *WHY, expected=Exit.COMPLIES)
        _night("The second night: a few things have changed.", changed_by(company, "night-two"), NIGHT_TWO, sandbox, folder)
        _toegang(folder, "drift", expected=_EXPECTED)
        report = _report(keep)
        _toegang(folder, "check", "--format", "html", "--output", str(report), expected=_EXPECTED)
    _tell(f"A nightly build would have stopped: `toegang check` ended with exit code {int(_EXPECTED)}, violations.")
    _what_next(keep)
    _tell(f"The report of the second night, to open in a browser: {report.absolute().as_uri()}")
    return Exit.COMPLIES


def _report(keep: Path | None) -> Path:
    """Where the report is written: beside what is kept, else in a folder of its own that stays."""
    return (keep or Path(mkdtemp(prefix="toegang-demo-"))) / "report.html"


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory(prefix="toegang-demo-") as folder:
            yield Path(folder)
    elif keep.exists() and any(keep.iterdir()):
        raise UsageError(f"{keep} is not empty", "name a new folder: --keep DIR")
    else:
        yield keep


def _night(said: str, company: Company, at: datetime, sandbox: Sandbox, folder: Path) -> None:
    _tell(said)
    with progress("reading permissions", quiet=False) as tell:
        taken = take(at, sandbox, sandbox.make(company, at.day), folder, tell, count=tell.count)
    click.echo(f"run {taken.id}")


def _toegang(folder: Path, *words: str, expected: Exit) -> None:
    """Runs one command as a user would, and shows it. Raises DemoError when it ends otherwise than it should."""
    arguments = [*words, *_places(folder)]
    _tell(f"$ toegang {shlex.join(arguments)}\n")
    code = run(arguments)
    if code != expected:
        raise DemoError(f"`toegang {words[0]}` ended with exit code {code} where the demo expects {int(expected)}", "report it as a defect")


def _places(folder: Path) -> list[str]:
    providers = [word for name in PROVIDERS for word in ("--provider", name)]
    return [*providers, "--policy", str(folder / POLICY), "--store", str(folder / RUNS)]


def _what_next(keep: Path | None) -> None:
    if keep is None:
        _tell("To go on from here: toegang demo --keep DIR leaves the policy and the runs in a folder of yours.")
        return
    _tell("To go on from here:")
    for question in ("why p21 webshop-db", "who order-documents", "what p22", "check --format json", "serve"):
        click.echo(f"  toegang {question} {shlex.join(_places(keep))}")


def _tell(text: str) -> None:
    click.echo(f"\n{text}")
