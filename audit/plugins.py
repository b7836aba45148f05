"""What plugs in, found through entry points: providers, renderers and extra commands. Nothing is imported until it is asked for."""

import ast
import re
from difflib import get_close_matches
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, requires
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import ProviderError, UsageError

if TYPE_CHECKING:  # `toegang --help` lists plugins and needs none of the model
    from audit.ports import Provider, Renderer

PACKAGE = "toegang"
PROVIDERS = "toegang.providers"
RENDERERS = "toegang.renderers"
COMMANDS = "toegang.commands"

_REQUIREMENT = re.compile(r"""^\s*(?P<name>[\w.-]+).*;.*extra\s*==\s*['"](?P<extra>[\w.-]+)['"]""")


def names(group: str) -> tuple[str, ...]:
    """The names that the installed packages give in one group, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def about(group: str, name: str) -> str:
    """The first line of the module behind an entry point, without running it; empty where there is none to read."""
    module = next((point.module for point in entry_points(group=group, name=name)), "")
    try:
        found = find_spec(module) if module else None
        source = Path(found.origin).read_text("utf-8") if found and found.origin else ""
        told = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
    except (ImportError, OSError, ValueError, SyntaxError):
        return ""
    said = told.removeprefix(f"`toegang {name}`: ")
    return said[:1].upper() + said[1:]


def provider(name: str) -> "Provider":
    """The provider of that name. Raises UsageError when there is none, ProviderError when it can't be imported."""
    found: Provider = load(PROVIDERS, name)
    return found


def renderer(name: str) -> "Renderer":
    """The renderer of that name. Raises UsageError when there is none, ProviderError when it can't be imported."""
    found: Renderer = load(RENDERERS, name)
    return found


def load(group: str, name: str) -> Any:
    """The object behind one entry point.

    Raises:
        UsageError: no installed package gives it.
        ProviderError: it can't be imported, or two packages claim the name.
    """
    points = entry_points(group=group, name=name)
    if not points:
        raise UsageError(f"no {_word(group)} is named {name}", nearest(name, names(group)))
    if len(points) > 1:
        owners = " and ".join(sorted(_owner(point) for point in points))
        raise ProviderError(f"two packages give a {_word(group)} named {name}: {owners}", "uninstall one of them")
    (point,) = points
    try:
        return point.load()
    except ModuleNotFoundError as error:
        raise missing(error, point.name) from error
    except (ImportError, AttributeError) as error:
        raise ProviderError(
            f"the {_word(group)} {name} of {_owner(point)} can't be loaded: {error}", f"reinstall {_owner(point)}"
        ) from error


def missing(error: ModuleNotFoundError, wanted: str = "") -> ProviderError:
    """A module that is not installed, as an error that names the extra to install: the one called `wanted`, or the one that lists it."""
    module = (error.name or "").partition(".")[0]
    what = f"{wanted} needs {module}, which is not installed" if wanted else f"{module} is not installed"
    return ProviderError(what, f"pip install '{PACKAGE}[{_extra(module, wanted)}]'")


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A remedy for a word that is not known: the one that was probably meant, or all of them."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"known: {', '.join(known)}" if known else "none is known"


def _extra(module: str, wanted: str) -> str:
    """The extra that installs a module: the one called as the plugin, else the first that lists a package of about that name, else all."""
    lines = (_REQUIREMENT.match(line) for line in _requirements())
    listed = {(_plain(found["name"]), found["extra"]) for found in lines if found}
    if wanted in {extra for _, extra in listed}:
        return wanted
    packages = get_close_matches(_plain(module), sorted({name for name, _ in listed}), n=1, cutoff=0.7)
    fitting = sorted((extra == "demo", extra) for name, extra in listed if name in packages and extra not in {"all", "dev"})
    return fitting[0][1] if fitting else "all"


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def _requirements() -> list[str]:
    try:
        return requires(PACKAGE) or []
    except PackageNotFoundError:
        return []


def _owner(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def _word(group: str) -> str:
    return "format" if group == RENDERERS else group.rpartition(".")[2].removesuffix("s")
