"""The labels that there are. Source: "Drive Labels API" reference (`labels.list`)."""

from providers.sandbox.google.answers import forbidden
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.workspace.membership import is_super_admin


def _labels(call: Call) -> Listing:
    if call.get("useAdminAccess", otherwise=False) and not is_super_admin(call.world, call.caller.address):
        raise forbidden("The caller does not have permission")
    return Listing("labels", call.world.labels, lambda label: label, 50, 200)


LABELS: Behaviours = {"labels.list": _labels}
