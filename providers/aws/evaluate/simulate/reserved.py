"""What nobody changes, whatever is granted: AWS managed policies, the roles of IAM Identity Center, the aliases of AWS managed keys.

IAM User Guide, "AWS managed policies"; IAM Identity Center User Guide, "Permission sets" (roles under `/aws-reserved/`); KMS Developer
Guide, "Aliases".
"""

_POLICIES = frozenset(
    ["createpolicy", "createpolicyversion", "deletepolicy", "deletepolicyversion", "setdefaultpolicyversion", "tagpolicy", "untagpolicy"]
)
_ROLES = frozenset(
    [
        "attachrolepolicy",
        "createrole",
        "createservicelinkedrole",
        "deleterole",
        "deleterolepermissionsboundary",
        "deleterolepolicy",
        "deleteservicelinkedrole",
        "detachrolepolicy",
        "passrole",
        "putrolepermissionsboundary",
        "putrolepolicy",
        "tagrole",
        "untagrole",
        "updateassumerolepolicy",
        "updaterole",
        "updateroledescription",
    ]
)
_ALIASES = frozenset(["createalias", "deletealias", "updatealias"])


def is_reserved(action: str, resource: str) -> bool:
    """Whether AWS keeps the resource for itself and the action would change it."""
    service, _, verb = action.lower().partition(":")
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return False
    match service:
        case "iam":
            managed = parts[4] == "aws" and parts[5].startswith("policy/") and verb in _POLICIES
            return managed or (parts[5].startswith("role/aws-reserved/") and verb in _ROLES)
        case "kms":
            return parts[5].startswith("alias/aws/") and verb in _ALIASES
        case _:
            return False
