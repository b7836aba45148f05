"""`toegang schema [NAME]`: the JSON Schemas of what is read and written."""

import json
from collections.abc import Mapping

import click

from audit import plugins
from audit.cli.options import example
from audit.cli.text import safe
from audit.errors import Exit, ProviderError, UsageError
from policies import schemas

WHOLE = "policy"  # a policy file with every key, as one document for an editor


@click.command("schema", epilog=example("toegang schema", "toegang schema policy > policy.schema.json", "toegang schema check"))
@click.argument("name", default="")
def command(name: str) -> Exit:
    """Print the JSON Schema of a policy file, of one of its keys or of a report; without a NAME, list them."""
    reports = _of_reports()
    if not name:
        click.echo(f"policy files: {WHOLE} (all in one), {', '.join(schemas.names())}\nreports: {', '.join(reports)}")
        return Exit.COMPLIES
    known = (WHOLE, *schemas.names(), *reports)
    if name not in known:
        raise UsageError(f"no schema is named {name}", plugins.nearest(name, known))
    click.echo(reports[name].rstrip("\n") if name in reports else json.dumps(_of_policy(name), indent=2, ensure_ascii=False))
    return Exit.COMPLIES


def _of_policy(name: str) -> schemas.Schema:
    return schemas.bundle() if name == WHOLE else schemas.schema(name)


def _of_reports() -> Mapping[str, str]:
    """The schemas that renderers bring; one that can't be imported is named and keeps nobody from the others."""
    found: dict[str, str] = {}
    for name in plugins.names(plugins.RENDERERS):
        try:
            found |= sorted(plugins.renderer(name).schemas().items())
        except ProviderError as error:
            click.echo(f"left out: {safe(error.message)}", err=True)
    return found
