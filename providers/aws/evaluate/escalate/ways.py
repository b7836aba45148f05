"""The known ways to give oneself access in AWS, as one table: through IAM itself, and through services that run code as a role.

Every row names the documentation page that it follows; which actions exist, and on which ARNs they are asked, is after the Service
Authorization Reference, and how a role is passed after the IAM User Guide, "Grant a user permissions to pass a role to an AWS service".

Left out: credentials that open single services only (iam:CreateServiceSpecificCredential, iam:UploadSSHPublicKey), none of whose data is
read here; and editing the policy of a resource, which is the level `manage` of that resource.
"""

from providers.aws import kinds
from providers.aws.evaluate.escalate.running_code import CODE
from providers.aws.evaluate.escalate.way import Gives, Need, On, Way

_IAM = 'Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access Management (IAM)"'
_MFA = 'IAM User Guide, "AWS Multi-factor authentication in IAM"'
_USER, _ROLE = "arn:{partition}:iam::{account}:user/?*", "arn:{partition}:iam::{account}:role/?*"
_OLDER = "an earlier version of the policy allows more"


def _iam(name: str, gives: Gives, on: On, actions: str, of: str = "", *, condition: str = "", unless: str = "", source: str = _IAM) -> Way:
    """A way through IAM. `unless`: attributes of the one it becomes, as `name=value`."""
    pairs = tuple((key, value) for key, _, value in (text.partition("=") for text in unless.split()))
    return Way(name, gives, (Need(tuple(actions.split()), on, of),), source, condition=condition, unless=pairs)


_PERMISSIONS = (
    _iam("put-user-policy", Gives.PERMISSIONS, On.SUBJECT, "iam:PutUserPolicy", "user"),
    _iam("attach-user-policy", Gives.PERMISSIONS, On.SUBJECT, "iam:AttachUserPolicy", "user"),
    _iam("put-role-policy", Gives.PERMISSIONS, On.SUBJECT, "iam:PutRolePolicy", "role"),
    _iam("attach-role-policy", Gives.PERMISSIONS, On.SUBJECT, "iam:AttachRolePolicy", "role"),
    _iam("put-group-policy", Gives.PERMISSIONS, On.ITS_GROUP, "iam:PutGroupPolicy"),
    _iam("attach-group-policy", Gives.PERMISSIONS, On.ITS_GROUP, "iam:AttachGroupPolicy"),
    _iam("create-policy-version", Gives.PERMISSIONS, On.ITS_POLICY, "iam:CreatePolicyVersion"),
    _iam("set-default-policy-version", Gives.PERMISSIONS, On.ITS_POLICY, "iam:SetDefaultPolicyVersion", condition=_OLDER),
    *(
        _iam(f"new-user-with-{how}-policy-and-{what}", Gives.NEWCOMER, On.CHOSEN, f"iam:CreateUser {policy} {credential}", _USER)
        for how, policy in (("inline", "iam:PutUserPolicy"), ("attached", "iam:AttachUserPolicy"))
        for what, credential in (("access-key", "iam:CreateAccessKey"), ("password", "iam:CreateLoginProfile"))
    ),
    # A new role trusts whom its maker says: one that is named by its ARN needs no permission of its own to take it on.
    _iam("new-role-with-inline-policy", Gives.NEWCOMER, On.CHOSEN, "iam:CreateRole iam:PutRolePolicy", _ROLE),
    _iam("new-role-with-attached-policy", Gives.NEWCOMER, On.CHOSEN, "iam:CreateRole iam:AttachRolePolicy", _ROLE),
    _iam("add-user-to-group", Gives.GROUP, On.GROUP, "iam:AddUserToGroup"),
)
_LIMITS = (
    *(
        way
        for kind, called in (("user", "User"), ("role", "Role"))
        for way in (
            _iam(f"delete-{kind}-permissions-boundary", Gives.UNBOUND, On.SUBJECT, f"iam:Delete{called}PermissionsBoundary", kind),
            _iam(f"put-{kind}-permissions-boundary", Gives.UNBOUND, On.SUBJECT, f"iam:Put{called}PermissionsBoundary", kind),
        )
    ),
    _iam("create-boundary-version", Gives.UNBOUND, On.ITS_BOUNDARY, "iam:CreatePolicyVersion"),
    _iam("set-default-boundary-version", Gives.UNBOUND, On.ITS_BOUNDARY, "iam:SetDefaultPolicyVersion", condition=_OLDER),
    *(
        way
        for kind, called in (("user", "User"), ("role", "Role"), ("group", "Group"))
        for way in (
            _iam(f"delete-{kind}-policy-that-denies", Gives.UNDENIED, On.INLINE_DENY, f"iam:Delete{called}Policy", kind),
            _iam(f"overwrite-{kind}-policy-that-denies", Gives.UNDENIED, On.INLINE_DENY, f"iam:Put{called}Policy", kind),
            _iam(f"detach-{kind}-policy-that-denies", Gives.UNDENIED, On.ATTACHED_DENY, f"iam:Detach{called}Policy", kind),
        )
    ),
    _iam("create-version-of-policy-that-denies", Gives.UNDENIED, On.DENYING_POLICY, "iam:CreatePolicyVersion"),
    _iam("leave-group-that-denies", Gives.UNDENIED, On.DENYING_GROUP, "iam:RemoveUserFromGroup"),
)
_PASSWORD, _NO_PASSWORD, _DEVICE = f"{kinds.CONSOLE}=true", f"{kinds.CONSOLE}=false", f"{kinds.MFA}=true"
_NEW_PASSWORD, _FIRST_PASSWORD = "iam:UpdateLoginProfile", "iam:CreateLoginProfile"
_NO_DEVICE = "iam:DeactivateMFADevice"  # whoever has registered a device is asked for it
_IDENTITIES = (
    _iam("create-access-key", Gives.USER, On.OTHER, "iam:CreateAccessKey"),
    _iam("update-login-profile", Gives.USER, On.OTHER, _NEW_PASSWORD, unless=f"{_NO_PASSWORD} {_DEVICE}", source=_MFA),
    _iam("create-login-profile", Gives.USER, On.OTHER, _FIRST_PASSWORD, unless=f"{_PASSWORD} {_DEVICE}", source=_MFA),
    _iam("update-login-profile-and-mfa", Gives.USER, On.OTHER, f"{_NEW_PASSWORD} {_NO_DEVICE}", unless=_NO_PASSWORD, source=_MFA),
    _iam("create-login-profile-and-mfa", Gives.USER, On.OTHER, f"{_FIRST_PASSWORD} {_NO_DEVICE}", unless=_PASSWORD, source=_MFA),
    # Whom the new trust names by its ARN needs no permission of its own to take the role on.
    _iam("update-trust-policy", Gives.ROLE, On.OTHER, "iam:UpdateAssumeRolePolicy"),
    # Of one that has changed itself; a role that it can take on as it is is no latent reach.
    _iam("assume-role", Gives.ROLE, On.TRUST, "sts:AssumeRole", source='IAM User Guide, "Methods to assume a role"'),
)
WAYS: tuple[Way, ...] = (*_PERMISSIONS, *_LIMITS, *_IDENTITIES, *CODE)
