"""The audit log and data transfers. Source: "Reports API" (`activities.list`) and "Data Transfer API" references."""

import re

from providers.sandbox.google.answers import Refused, invalid
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.objects import tagged
from providers.sandbox.google.workspace.membership import administers
from providers.sandbox.google.world import Object

_FILTER = re.compile(r"(\w+)(==|<>)(.+)")
_NOT_SERVED = (
    "actorIpAddress",
    "agentInfoFilter",
    "applicationInfoFilter",
    "deviceFilter",
    "groupIdFilter",
    "networkInfoFilter",
    "orgUnitID",
    "resourceDetailsFilter",
    "statusFilter",
)


def _activities(call: Call) -> Listing:
    administers(call.world, call.caller, "REPORTS_")
    for name in _NOT_SERVED:
        if call.get(name):
            raise invalid(name, f"The sandbox serves no {name}")
    if call.get("startTime") and call.get("endTime") and call["startTime"] >= call["endTime"]:
        raise Refused(400, "invalid", "Start time should be before end time", "startTime")
    found = [each for each in call.world.activities.get(call["applicationName"], ()) if _wanted(call, each)]
    found.sort(key=_time, reverse=True)
    return Listing("items", found, lambda each: tagged("admin#reports#activity", each), 1000, 1000)


def _wanted(call: Call, activity: Object) -> bool:
    actor = activity.get("actor", {})
    time, user, event = _time(activity), call["userKey"], call.get("eventName")
    if user != "all" and user not in (actor.get("email"), actor.get("profileId")):
        return False
    if time < call.get("startTime") or (call.get("endTime") and time > call["endTime"]):
        return False
    return any((not event or each.get("name") == event) and _filtered(call, each) for each in activity.get("events", ()))


def _time(activity: Object) -> str:
    return str(activity.get("id", {}).get("time", ""))


def _filtered(call: Call, event: Object) -> bool:
    held = {each.get("name"): str(each.get("value", each.get("boolValue", ""))) for each in event.get("parameters", ())}
    for term in filter(None, call.get("filters").split(",")):
        match = _FILTER.fullmatch(term)
        if match is None:
            raise invalid("filters", f"The sandbox serves no filter {term}")
        if (held.get(match[1]) == match[3]) != (match[2] == "=="):
            return False
    return True


REPORTS: Behaviours = {"activities.list": _activities}


def _transfers(call: Call) -> Listing:
    administers(call.world, call.caller, "DATA_TRANSFER")
    old, new = call.get("oldOwnerUserId"), call.get("newOwnerUserId")
    found = [each for each in call.world.transfers if old in ("", each.get("oldOwnerUserId")) and new in ("", each.get("newOwnerUserId"))]
    status = call.get("status")
    found = [each for each in found if not status or each.get("overallTransferStatusCode") == status]
    return Listing("dataTransfers", found, lambda each: tagged("admin#datatransfer#DataTransfer", each), 100, 500)


TRANSFERS: Behaviours = {"transfers.list": _transfers}
