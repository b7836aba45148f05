"""The command line: parses, dispatches, and turns every error into a message and an exit code. Here and nowhere else."""

import os
import sys
import traceback
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from audit import plugins
from audit.cli.group import LazyGroup
from audit.cli.mistakes import of_the_disk, told
from audit.cli.text import safe
from audit.errors import Exit, ToegangError
from policies.errors import PolicyError

COMPLETING = "_TOEGANG_COMPLETE"  # set by the script that a shell completes with
INTERRUPTED = 130  # 128 + SIGINT, as shells say it

_EPILOG = """\b
Exit codes: 0 complies; 1 violations; 2 the command or the policy is wrong;
            3 cannot tell (gaps), no violation known; 4 failed.

\b
Example:
  toegang validate && toegang collect && toegang check
"""


@click.group(
    cls=LazyGroup, name="toegang", epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120}
)
@click.version_option(package_name=plugins.PACKAGE)
@click.pass_context
def toegang(context: click.Context) -> None:
    """Who can reach which personal data, by which path, and does our policy say they may?"""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False


def main() -> None:
    """The `toegang` command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # typed as TextIO; the real ones have it
    sys.exit(_complete(os.environ[COMPLETING]) if COMPLETING in os.environ else run(sys.argv[1:]))


def _complete(instruction: str) -> int:
    """Answers a shell that asks what could come next; whatever goes wrong, it gets nothing."""
    from click.shell_completion import shell_complete  # noqa: PLC0415 - only for a shell that asks

    try:
        return shell_complete(toegang, {}, "toegang", COMPLETING, instruction)
    except Exception:  # noqa: BLE001 - a message would land in the middle of the line that is being typed
        return Exit.FAILED


def run(arguments: Sequence[str]) -> int:
    """Runs one command; gives its exit code. Never raises, never prints a traceback unless TOEGANG_DEBUG is set."""
    try:
        code = _dispatch(list(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except Exception as error:  # noqa: BLE001 - the one place that turns whatever went wrong into a message and a code
        return _report(error)
    return code


def _dispatch(arguments: list[str]) -> int:
    """Calls click without its own handling of errors, whose exit codes are not ours."""
    try:
        with toegang.make_context("toegang", arguments) as context:
            return int(toegang.invoke(context) or Exit.COMPLIES)
    except click.exceptions.Exit as done:
        return done.exit_code
    except ModuleNotFoundError as error:
        raise plugins.missing(error) from error


def _report(error: Exception) -> int:
    """Says on standard error what is wrong and what to do."""
    if os.environ.get("TOEGANG_DEBUG"):
        traceback.print_exception(error)
    match error:
        case NoArgsIsHelpError():
            error.show()
            return Exit.USAGE
        case click.Abort():
            return INTERRUPTED
        case PolicyError():
            count = len(error.problems)
            _say(
                f"the policy has {count} problem{'' if count == 1 else 's'}:",
                *(line for each in error.problems for line in str(each).split("\n")),
            )
            return Exit.USAGE
        case _:
            message, remedy, code = _told(error)
            _say(message, *([f"    remedy: {remedy}"] if remedy else []))
            return code


def _told(error: Exception) -> tuple[str, str, Exit]:
    """The message, the remedy and the exit code."""
    match error:
        case click.ClickException():
            return *told(error), Exit.USAGE
        case ToegangError():
            return error.message, error.remedy, error.exit_code
        case OSError() if error.strerror:
            return *of_the_disk(error), Exit.FAILED
        case _:
            said = f"failed unexpectedly: {type(error).__name__}: {str(error)[:300]}"
            return said, "set TOEGANG_DEBUG=1 and run it again for details", Exit.FAILED


def _say(first: str, *more: str) -> None:
    click.echo("\n".join([f"toegang: {safe(first)}", *map(safe, more)]), err=True)


def _reader_gone() -> int:
    """The reader of our output closed it (`| head`): nobody got the answer. Python must not complain about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.FAILED
