"""Cloud SQL: instances and their users. Source: "Cloud SQL Admin API" reference."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import by_id
from providers.sandbox.google.objects import tagged
from providers.sandbox.google.world import Object


def _project(call: Call) -> str:
    return by_id(call.world, f"projects/{call['project']}").removeprefix("projects/")


def _instances(call: Call) -> Listing:
    project = _project(call)
    call.allow("cloudsql.instances.list", f"projects/{project}")
    if call.get("filter"):
        raise invalid("filter", "The sandbox serves no filter")
    return Listing("items", call.world.sql_instances.get(project, []), lambda each: tagged("sql#instance", each), 500, 1000)


def _the_instance(call: Call, permission: str) -> Object:
    project = _project(call)
    call.allow(permission, f"projects/{project}/instances/{call['instance']}")
    for each in call.world.sql_instances.get(project, ()):
        if each["name"] == call["instance"]:
            return each
    raise not_found("The Cloud SQL instance does not exist.")


def _instance(call: Call) -> Mapping[str, Any]:
    return tagged("sql#instance", _the_instance(call, "cloudsql.instances.get"))


def _users(call: Call) -> Listing:
    _the_instance(call, "cloudsql.users.list")
    found = call.world.sql_users.get(f"{_project(call)}:{call['instance']}", [])
    return Listing("items", found, lambda each: tagged("sql#user", each))


SQL: Behaviours = {"instances.list": _instances, "instances.get": _instance, "users.list": _users}
