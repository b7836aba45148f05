"""IAM Identity Center: users, groups and who has which permission set in which account. Lives in one region of one account."""

from collections.abc import Iterator

from providers.aws.collect.raw import Answer, Raw
from providers.aws.collect.reader import Reader


def collect(reader: Reader) -> Iterator[Raw]:
    """Every instance that answers in this region."""
    for instance in reader.items("sso-admin", "ListInstances", "Instances"):
        yield from _directory(reader, instance)
        yield from _assignments(reader, instance)


def _directory(reader: Reader, instance: Answer) -> Iterator[Raw]:
    store, owner = instance["IdentityStoreId"], {"Owner": instance["OwnerAccountId"]}
    for user in reader.items("identitystore", "ListUsers", "Users", IdentityStoreId=store):
        yield reader.raw("sso-user", {**user, **owner})
    for group in reader.items("identitystore", "ListGroups", "Groups", IdentityStoreId=store):
        yield reader.raw("sso-group", {**group, **owner})
        members = reader.items("identitystore", "ListGroupMemberships", "GroupMemberships", IdentityStoreId=store, GroupId=group["GroupId"])
        for member in members:
            yield reader.raw("sso-membership", {**member, **owner})


def _assignments(reader: Reader, instance: Answer) -> Iterator[Raw]:
    arn = instance["InstanceArn"]
    for permission_set in reader.items("sso-admin", "ListPermissionSets", "PermissionSets", InstanceArn=arn):
        asked = {"InstanceArn": arn, "PermissionSetArn": permission_set}
        described = reader.ask("sso-admin", "DescribePermissionSet", **asked)
        if not described:
            continue
        named = {"Owner": instance["OwnerAccountId"], "Name": described["PermissionSet"]["Name"]}
        for account in reader.items("sso-admin", "ListAccountsForProvisionedPermissionSet", "AccountIds", **asked):
            for assignment in reader.items("sso-admin", "ListAccountAssignments", "AccountAssignments", AccountId=account, **asked):
                yield reader.raw("sso-assignment", {**assignment, **named})
