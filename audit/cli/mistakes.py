"""What click has against a command line, said as every other error: what is wrong, and the remedy."""

import errno

import click

from audit.plugins import nearest

_ROOM = "free space on the disk, or name another place"
_RIGHTS = "give the user who runs the command the right to read and write there, or name another place"
_DISK = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "name a place that can be written",
}


def told(error: click.ClickException) -> tuple[str, str]:
    """The message and the remedy."""
    match error:
        case click.NoSuchOption():
            guesses = sorted(error.possibilities or ())
            return f"no such option: {error.option_name}", f"did you mean {guesses[0]}?" if guesses else _help(error.ctx)
        case click.MissingParameter():
            usage = " ".join(error.ctx.get_usage().removeprefix("Usage: ").split()) if error.ctx else "toegang"
            added = f" {_name(error.param)} VALUE" if isinstance(error.param, click.Option) else ""
            return f"{_name(error.param)} is missing", f"{usage}{added}"
        case click.BadOptionUsage():
            return f"{error.option_name}: {_plain(error.message)}", f"write it as {error.option_name} VALUE"
        case click.BadParameter():
            return _bad(error)
        case click.FileError():
            return f"{error.ui_filename} can't be read: {error.message}", "look at its name and its rights"
        case _:
            context = error.ctx if isinstance(error, click.UsageError) else None
            return _plain(error.format_message()), _commands(context) or _help(context)


def of_the_disk(error: OSError) -> tuple[str, str]:
    """The same for a file that the machine does not give or take."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror}", _DISK.get(error.errno or 0, "look at the file, the disk and their rights, then try again")


def _bad(error: click.BadParameter) -> tuple[str, str]:
    name = _name(error.param)
    match error.param.type if error.param else None:
        case click.DateTime():
            return f"{name}: {_quoted(error.message)} is no day", "write a day that exists as YYYY-MM-DD, say 2026-12-31"
        case click.Choice() as choice:
            known = tuple(map(str, choice.choices))
            return f"{name}: {_quoted(error.message)} is not one of them", nearest(_quoted(error.message), known)
        case click.Path() | click.File():
            return f"{name}: {_plain(error.message)}", "look at its name and its rights"
        case _:
            return f"{name}: {_plain(error.message)}", _help(error.ctx)


def _name(parameter: click.Parameter | None) -> str:
    """What a user writes: `--to` for an option, `ASSET` for an argument."""
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return parameter.human_readable_name if parameter else "a value"


def _quoted(message: str) -> str:
    """The value that click quotes first."""
    return message.partition("'")[2].partition("'")[0]


def _plain(message: str) -> str:
    text = " ".join(message.split()).removesuffix(".")
    return text[:1].lower() + text[1:]


def _commands(context: click.Context | None) -> str:
    """The commands below the one that was asked, where it has some."""
    command = context.command if context else None
    return f"known: {', '.join(command.list_commands(context))}" if context and isinstance(command, click.Group) else ""


def _help(context: click.Context | None) -> str:
    return f"see {context.command_path if context else 'toegang'} --help"
