"""Directory roles, who has them and who may activate them; PIM for groups.

Sources: "List unifiedRoleAssignments", "List roleEligibilitySchedules", "List eligibilitySchedules" (PIM for groups: groupId or principalId must be asked).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object, like
from providers.sandbox.microsoft.answers import Refused, bad_request
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.directory import objects
from providers.sandbox.microsoft.graph.routes import Route

_PIM = "roleManagement/directory/"
_GROUP_PIM = "identityGovernance/privilegedAccess/group/"
_ASSIGNED = frozenset({"id", "principalId", "roleDefinitionId", "directoryScopeId"})
_SCHEDULED = _ASSIGNED | {"status", "memberType"}


def _principal(call: Call, item: Mapping[str, Any]) -> Any:
    return next(objects(call, [item.get("principalId", "")]), None)


def _definition(call: Call, item: Mapping[str, Any]) -> Any:
    return call.world.role_definitions.get(item.get("roleDefinitionId", ""))


def _premium(name: str) -> Callable[[Call], Sequence[Object]]:
    def give(call: Call) -> Sequence[Object]:
        _demand(call)
        return getattr(call.world, name)  # type: ignore[no-any-return]  # a list of objects

    return give


def _of_group(name: str, schedule_key: str = "") -> Callable[[Call], Sequence[Object]]:
    def give(call: Call) -> Sequence[Object]:
        asked = call.query.filter
        if asked is None or not asked.properties & {"groupId", "principalId"}:
            raise bad_request("The groupId or principalId filter is required.", "MissingParameters")
        schedules: Sequence[Object] = getattr(call.world, name)
        return _instances(call, schedules, schedule_key) if schedule_key else _premium(name)(call)

    return give


def _instances(call: Call, schedules: Sequence[Object], schedule_key: str) -> Sequence[Object]:
    """What each schedule comes to now: the instance that Graph makes of it."""
    _demand(call)
    return tuple(_instance(each, schedule_key) for each in schedules)


def _instance(schedule: Object, schedule_key: str) -> Object:
    info = schedule.get("scheduleInfo") or {}
    kept = {key: value for key, value in schedule.items() if key in _KEPT}
    end = (info.get("expiration") or {}).get("endDateTime")
    return like(schedule, kept | {schedule_key: schedule.get("id"), "startDateTime": info.get("startDateTime"), "endDateTime": end})


def _demand(call: Call) -> None:
    if "P2" not in call.world.licences:
        text = "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license."
        raise Refused(400, "AadPremiumLicenseRequired", text)


_KEPT = frozenset(
    {"id", "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId", "memberType", "assignmentType", "groupId", "accessId"}
)


def _policies(call: Call) -> Sequence[Object]:
    _demand(call)
    asked = call.query.filter
    if asked is None or not {"scopeId", "scopeType"} <= asked.properties:
        raise bad_request("The scopeId and scopeType filters are required.", "MissingParameters")
    return call.world.role_policies


def _policy(_call: Call, item: Mapping[str, Any]) -> Any:
    return item.get("policy")


def _of_roles(template: str, kind: str, give: Callable[[Call], Any], filters: frozenset[str]) -> Route:
    expands = {"principal": _principal, "roleDefinition": _definition}
    return Route(_PIM + template, kind, give, is_directory=True, filters=filters, expands=expands)


ROLES: tuple[Route, ...] = (
    Route(
        _PIM + "roleDefinitions",
        "unifiedRoleDefinition",
        lambda call: tuple(call.world.role_definitions.values()),
        is_directory=True,
        filters=frozenset({"id", "displayName", "isBuiltIn"}),
    ),
    Route(_PIM + "roleDefinitions/{id}", "unifiedRoleDefinition", lambda call: call.one(call.world.role_definitions), is_directory=True),
    _of_roles("roleAssignments", "unifiedRoleAssignment", lambda call: call.world.role_assignments, _ASSIGNED),
    _of_roles("roleEligibilitySchedules", "unifiedRoleEligibilitySchedule", _premium("role_eligibility"), _SCHEDULED),
    _of_roles("roleAssignmentSchedules", "unifiedRoleAssignmentSchedule", _premium("role_activations"), _SCHEDULED | {"assignmentType"}),
    _of_roles(
        "roleEligibilityScheduleInstances",
        "unifiedRoleEligibilityScheduleInstance",
        lambda call: _instances(call, call.world.role_eligibility, "roleEligibilityScheduleId"),
        _ASSIGNED | {"memberType"},
    ),
    _of_roles(
        "roleAssignmentScheduleInstances",
        "unifiedRoleAssignmentScheduleInstance",
        lambda call: _instances(call, call.world.role_activations, "roleAssignmentScheduleId"),
        _ASSIGNED | {"memberType", "assignmentType"},
    ),
    Route(
        "policies/roleManagementPolicyAssignments",
        "unifiedRoleManagementPolicyAssignment",
        _policies,
        is_directory=True,
        filters=frozenset({"scopeId", "scopeType", "roleDefinitionId"}),
        expands={"policy": _policy},
    ),
    *(
        Route(
            _GROUP_PIM + template,
            kind,
            _of_group(name, key),
            filters=frozenset({"groupId", "principalId", "accessId", "memberType"}),
            expands={"principal": _principal},
        )
        for template, kind, name, key in (
            ("eligibilitySchedules", "privilegedAccessGroupEligibilitySchedule", "group_eligibility", ""),
            ("assignmentSchedules", "privilegedAccessGroupAssignmentSchedule", "group_activations", ""),
            (
                "eligibilityScheduleInstances",
                "privilegedAccessGroupEligibilityScheduleInstance",
                "group_eligibility",
                "eligibilityScheduleId",
            ),
            ("assignmentScheduleInstances", "privilegedAccessGroupAssignmentScheduleInstance", "group_activations", "assignmentScheduleId"),
        )
    ),
)
