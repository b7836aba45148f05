"""`toegang completion SHELL`: have a shell complete commands, options and values."""

import click
from click.shell_completion import get_completion_class

from audit.cli.main import COMPLETING, toegang
from audit.cli.options import example
from audit.errors import Exit

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog=example(
        'eval "$(toegang completion bash)"    # in ~/.bashrc',
        'eval "$(toegang completion zsh)"     # in ~/.zshrc',
        "toegang completion fish > ~/.config/fish/completions/toegang.fish",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> Exit:
    """Print the script by which a shell completes commands, options, formats, providers, runs, assets and people of the policy.

    Bash must be 4.4 or newer. What is offered comes from the policy and the store that the command line points at.
    """
    kind = get_completion_class(shell)
    assert kind is not None  # click has these three
    click.echo(kind(toegang, {}, "toegang", COMPLETING).source().rstrip("\n"))
    return Exit.COMPLIES
