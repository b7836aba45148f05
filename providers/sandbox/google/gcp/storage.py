"""Cloud Storage: buckets, managed folders, objects, their policies and access control lists. Source: "Cloud Storage JSON API" reference."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import project_ids
from providers.sandbox.google.gcp.names import STORAGE
from providers.sandbox.google.gcp.policies import conditional, policy
from providers.sandbox.google.objects import tagged, without
from providers.sandbox.google.world import Object, World

_ACLS = ("acl", "defaultObjectAcl", "owner")


def _buckets(call: Call) -> Listing:
    project = call["project"]
    number = next((number for number, name in project_ids(call.world).items() if project in (number, name)), "")
    call.allow("storage.buckets.list", f"projects/{project_ids(call.world).get(number, project)}")
    if not number:
        raise Refused(400, "invalid", f"Unknown project id: {project}")
    found = [
        each for each in call.world.buckets.values() if each["projectNumber"] == number and str(each["name"]).startswith(call.get("prefix"))
    ]
    return Listing("items", found, lambda each: _shown(call, each), 1000, 1000)


def _shown(call: Call, bucket: Object) -> Object:
    """Without its lists, if the call asks for no more, or the permission is lacking: that goes without a word."""
    full = call.get("projection") == "full" and not uniform(bucket) and call.may("storage.buckets.getIamPolicy", _path(call.world, bucket))
    return tagged("storage#bucket", bucket if full else without(bucket, *_ACLS))


def _path(world: World, bucket: Object) -> str:
    return f"projects/{project_ids(world).get(bucket['projectNumber'], '')}/buckets/{bucket['name']}"


def uniform(bucket: Object) -> bool:
    """Whether a bucket has access control lists no more."""
    return bool(bucket.get("iamConfiguration", {}).get("uniformBucketLevelAccess", {}).get("enabled"))


def _the_bucket(call: Call, permission: str, inside: str = "") -> Object:
    name = call["bucket"]
    bucket = call.world.buckets.get(name)
    if bucket is None:
        raise not_found("The specified bucket does not exist.", "bucket")
    call.allow(permission, _path(call.world, bucket) + inside)
    return bucket


def _bucket(call: Call) -> Mapping[str, Any]:
    return _shown(call, _the_bucket(call, "storage.buckets.get"))


def _policy(call: Call, name: str) -> Object:
    version = call.get("optionsRequestedPolicyVersion", 1)
    full = STORAGE + name
    held = call.world.policies.get(full, {})
    if version < 3 and conditional(held):
        raise invalid("optionsRequestedPolicyVersion", "The requested policy version does not support the policy's conditions.")
    return {
        "kind": "storage#policy",
        "resourceId": full.removeprefix("//storage.googleapis.com/"),
        **policy(call, full, version if version in (1, 3) else -1),
    }


def _bucket_policy(call: Call) -> Mapping[str, Any]:
    _the_bucket(call, "storage.buckets.getIamPolicy")
    return _policy(call, call["bucket"])


def _managed_folders(call: Call) -> Listing:
    _the_bucket(call, "storage.managedFolders.list")
    found = [each for each in call.world.managed_folders.get(call["bucket"], ()) if str(each["name"]).startswith(call.get("prefix"))]
    return Listing("items", found, lambda each: tagged("storage#managedFolder", each), 1000, 1000)


def _managed_folder_policy(call: Call) -> Mapping[str, Any]:
    name = call["managedFolder"]
    _the_bucket(call, "storage.managedFolders.getIamPolicy", f"/managedFolders/{name}")
    if all(each["name"] != name for each in call.world.managed_folders.get(call["bucket"], ())):
        raise not_found("The specified managed folder does not exist.", "managedFolder")
    return _policy(call, f"{call['bucket']}/managedFolders/{name}")


def _with_acls(call: Call, permission: str) -> Object:
    bucket = _the_bucket(call, permission)
    if uniform(bucket):
        raise Refused(400, "invalid", "Cannot use ACL API to get bucket policy when uniform bucket-level access is enabled.")
    return bucket


def _bucket_acl(call: Call) -> Listing:
    bucket = _with_acls(call, "storage.buckets.getIamPolicy")
    return Listing("items", bucket.get("acl", []), lambda each: tagged("storage#bucketAccessControl", each))


def _default_acl(call: Call) -> Listing:
    bucket = _with_acls(call, "storage.buckets.getIamPolicy")
    return Listing("items", bucket.get("defaultObjectAcl", []), lambda each: tagged("storage#objectAccessControl", each))


def _object_acl(call: Call) -> Listing:
    _with_acls(call, "storage.objects.getIamPolicy")
    for each in call.world.objects.get(call["bucket"], ()):
        if each["name"] == call["object"]:
            return Listing("items", each.get("acl", []), lambda row: tagged("storage#objectAccessControl", row))
    raise not_found(f"No such object: {call['bucket']}/{call['object']}", "object")


def _objects(call: Call) -> Listing:
    bucket = _the_bucket(call, "storage.objects.list")
    if call.get("projection") == "full":
        _the_bucket(call, "storage.objects.getIamPolicy")
    found = [each for each in call.world.objects.get(call["bucket"], ()) if str(each["name"]).startswith(call.get("prefix"))]
    if call.get("delimiter"):
        raise invalid("delimiter", "The sandbox lists objects without a delimiter")
    full = call.get("projection") == "full" and not uniform(bucket)
    return Listing("items", found, lambda each: tagged("storage#object", each if full else without(each, *_ACLS)), 1000, 1000)


STORAGE_V1: Behaviours = {
    "buckets.list": _buckets,
    "buckets.get": _bucket,
    "buckets.getIamPolicy": _bucket_policy,
    "managedFolders.list": _managed_folders,
    "managedFolders.getIamPolicy": _managed_folder_policy,
    "bucketAccessControls.list": _bucket_acl,
    "defaultObjectAccessControls.list": _default_acl,
    "objectAccessControls.list": _object_acl,
    "objects.list": _objects,
}
