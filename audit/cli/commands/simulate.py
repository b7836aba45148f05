"""`toegang simulate PROVIDER CASES`: what-if evaluation, offline."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import click
import msgspec

from audit import plugins
from audit.cli import completing
from audit.cli.options import example, settings
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.errors import Exit, UsageError
from audit.ports import Simulated, Simulator

_FORM = """\b
A case of aws:
  {"name", "request": {"principal", "action", "resource", "resource_account",
   "context": {}}, "identity_policies": [doc], "boundaries": [doc],
   "session_policy": doc, "resource_policy": doc, "scps": [[doc]],
   "rcps": [[doc]], "vpce_policies": [doc], "settings": {}}

\b
A case of gcp:
  {"name", "request": {"principal", "permission", "resource", "time",
   "attributes": {}}, "hierarchy": [resource], "allow": {resource: policy},
   "deny": {resource: policy}, "boundaries": policy, "roles": {role:
   [permission]}, "groups": {group: [member]}}

\b
A case of azure:
  {"name", "request": {"principal", "action", "data": true|false, "scope",
   "suboperation", "attributes": {}}, "roles": [role], "assignments": [assignment],
   "deny": [deny assignment], "groups": {group: [member]}, "hierarchy":
   [{"id", "parent"}]}, or {"name", "condition", "attributes": {}}
"""
_EXAMPLES = example("toegang simulate aws cases.jsonl --format json", "toegang simulate aws - --unknown-context < cases.jsonl")
_COLOURS = {"Allow": "green", "Conditional": "yellow", "true": "green", "undecided": "yellow"}
_LONGEST = 16 << 20  # bytes of a line; a policy has some kilobytes


@click.command("simulate", epilog=f"{_FORM}\n{_EXAMPLES}")
@click.argument("provider", shell_complete=completing.providers)
@click.argument("cases", type=click.File("rb"))
@click.option(
    "--format", "format_", type=click.Choice(["table", "json"]), help="json: an object a line. Default: table on a terminal, else json."
)
@click.option("--unknown-context", is_flag=True, help="A condition key that a case does not give is not known, instead of missing.")
@settings("quiet")
def command(settings: Settings, provider: str, cases: IO[bytes], format_: str | None, *, unknown_context: bool) -> Exit:
    """Try policies out before they are deployed: one case a line as JSON, answered in order with the decision and its reasons.

    Nothing is read from the provider. A line that is wrong is answered by an error and the rest go on; the exit code is then 2.
    """
    simulator = plugins.provider(provider)
    if not isinstance(simulator, Simulator):
        raise UsageError(f"provider {provider} simulates nothing", "it has no policy engine; see `toegang simulate --help`")
    show = _row if (format_ or ("table" if sys.stdout.isatty() else "json")) == "table" else _line
    count: Counter[str] = Counter()
    for number, line in enumerate(_lines(cases), start=1):
        if line.strip():
            answer = _answer(simulator, number, line, open_context=unknown_context)
            count[_outcome(answer)] += 1
            if not settings.quiet or "error" in answer:
                click.echo(show(answer), err=settings.quiet)
    if show is _row and not settings.quiet:
        click.echo(f"{plural(count.total(), 'case')}: {', '.join(f'{of} {name}' for name, of in sorted(count.items())) or 'nothing asked'}")
    return Exit.USAGE if count["error"] else Exit.COMPLIES


def _lines(cases: IO[bytes]) -> Iterator[bytes]:
    """The lines, one that is far too long cut off so that memory stays bounded."""
    while line := cases.readline(_LONGEST):
        yield line
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = cases.readline(_LONGEST)  # the rest of it is not answered a second time


def _answer(simulator: Simulator, number: int, line: bytes, *, open_context: bool) -> dict[str, Any]:
    name: object = None
    try:
        said = msgspec.json.decode(line, type=dict[str, Any])
        name = said.get("name")
        return {"name": name, **_told(simulator.simulate(said, open_context=open_context))}
    except msgspec.ValidationError:
        wrong = "a case is a JSON object, from { to }"
    except msgspec.DecodeError as error:
        wrong = f"it is no JSON: {error}"
    except RecursionError:
        wrong = "it is nested too deep"
    except ValueError as error:
        wrong = str(error)
    return {"name": name, "line": number, "error": f"line {number}: {wrong}"}


def _told(found: Simulated) -> Mapping[str, object]:
    told: dict[str, object] = {"decision": found.decision} if found.result is None else {"result": found.result}
    if found.condition:
        told["condition"] = found.condition
    return {**told, "reasons": list(found.reasons)}


def _outcome(answer: Mapping[str, object]) -> str:
    """The decision, or the result of a condition, or that the line was wrong."""
    found = answer.get("decision", answer.get("result", "error"))
    return str(found).lower() if isinstance(found, bool) else str(found)


def _line(answer: Mapping[str, object]) -> str:
    return msgspec.json.encode(answer).decode()


def _row(answer: Mapping[str, Any]) -> str:
    decision = _outcome(answer)
    head = f"{click.style(f'{decision:12}', fg=_COLOURS.get(decision, 'red'))}  {safe(str(answer['name'] if answer['name'] is not None else ''))}"
    below: Iterable[str] = answer.get("reasons", ())
    if "condition" in answer:
        below = (f"if {answer['condition']}", *below)
    if "error" in answer:
        below = (answer["error"],)
    return "\n".join((head.rstrip(), *(f"{'':14}{safe(one)}" for one in below)))
