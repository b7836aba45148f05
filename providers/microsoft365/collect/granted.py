"""The first look: what the audit itself was given, held against what it needs. What is missing is a gap of its surface; what is too much is told."""

from audit.model.facts import Attachment, document
from providers.microsoft365.collect.run import Run
from providers.microsoft365.kinds import TENANT, AttachmentKind, Surface
from providers.microsoft365.operations import HIDDEN_MEMBERS, OPERATIONS, OPTIONAL
from providers.microsoft_api.permissions import held
from providers.values import canonical

_SERVICE = "graph"


def granted(run: Run) -> frozenset[str]:
    """The application permissions in the token for Microsoft Graph. Writes them beside what the surfaces that are read need."""
    settings = run.sources.settings
    asked = [
        operation
        for operation in OPERATIONS
        if operation.surface not in settings.without and (operation.surface not in OPTIONAL or settings.activity_data != "none")
    ]
    roles = run.sources.sessions.roles(_SERVICE)
    told = held(asked, roles, _SERVICE)
    excess = [role for role in told.excess if role != HIDDEN_MEMBERS]
    missing = dict(told.missing) | ({} if HIDDEN_MEMBERS in roles else {HIDDEN_MEMBERS: (Surface.GROUPS,)})
    for permission, surfaces in sorted(missing.items()):
        run.progress(f"permission {permission} is missing, for {', '.join(surfaces)}")
    for permission in excess:
        run.progress(f"permission {permission} is more than the audit needs")
    body = document(
        AttachmentKind.TOKEN_ROLES,
        canonical({"held": sorted(roles), "missing": {name: list(surfaces) for name, surfaces in missing.items()}, "excess": excess}),
    )
    run.sink.add(body, Attachment(TENANT, body.id, AttachmentKind.TOKEN_ROLES, _SERVICE))
    return roles
