"""What a shell may offer for a value: from the policy and the store where the command line points, and silent where these can't be read."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from audit import plugins
from audit.errors import ToegangError
from policies.errors import PolicyError

_Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _offered(known: Callable[[click.Context], Iterator[tuple[str, str]]]) -> _Complete:
    """Those of the known names that begin as what is typed; none when anything is wrong, since a shell has no place for errors."""

    def complete(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        with suppress(ToegangError, PolicyError, OSError, ValueError):
            return [CompletionItem(name, help=said or None) for name, said in known(context) if name.startswith(typed)]
        return []

    return complete


def _declared(key: str) -> Callable[[click.Context], Iterator[tuple[str, str]]]:
    """The ids under a key of the policy, read without judging it: one that is being written is completed too."""

    def known(context: click.Context) -> Iterator[tuple[str, str]]:
        from policies.load import LARGEST, policy_files  # noqa: PLC0415 - only when somebody completes
        from policies.yaml_nodes import Map, read  # noqa: PLC0415 - as above

        for file in policy_files(_folder(context)):
            tree, _ = read(file.read_text("utf-8")[:LARGEST], file.name)
            found = tree.value(key) if tree is not None else None
            if isinstance(found, Map):
                yield from ((str(name), "") for name in found)

    return known


def _folder(context: click.Context) -> Path:
    from audit.cli.workspace import USUAL_FOLDER  # noqa: PLC0415 - only when somebody completes

    asked = context.params.get("policy") or os.environ.get("TOEGANG_POLICY")
    return Path(asked) if asked else USUAL_FOLDER if USUAL_FOLDER.is_dir() else Path()


def _runs(context: click.Context) -> Iterator[tuple[str, str]]:
    from audit.cli.settings import Settings  # noqa: PLC0415 - only when somebody completes
    from audit.cli.workspace import store_of  # noqa: PLC0415 - as above

    store = context.params.get("store") or os.environ.get("TOEGANG_STORE", "")
    yield from (("latest", "the newest run"), ("previous", "the run before it"))
    yield from ((run, "") for run in reversed(store_of(Settings(policy=_folder(context), store=store)).runs()))


def _plugged_in(group: str) -> Callable[[click.Context], Iterator[tuple[str, str]]]:
    return lambda _context: ((name, "") for name in plugins.names(group))


assets = _offered(_declared("assets"))
people = _offered(_declared("people"))
processors = _offered(_declared("processors"))
runs = _offered(_runs)
providers = _offered(_plugged_in(plugins.PROVIDERS))
formats = _offered(_plugged_in(plugins.RENDERERS))
