"""Cloud Storage: the buckets of a project with everything that says who gets in, folders with policies of their own, and objects' lists."""

from collections.abc import Iterator
from dataclasses import replace

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Answer, Place, Raw
from providers.google_api.names import bucket as bucket_uri
from providers.google_api.reader import Reader

_API = "storage.v1"
_OBJECT = "name,acl(entity,role,email,domain,projectTeam)"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """Every bucket of a project."""
    for bucket in listed(reader, _API, "buckets.list", "items", none=place.unused, project=place.id, projection="noAcl", maxResults=1000):
        name = bucket["name"]
        uri = bucket_uri(name)
        answers = policies.ask(reader, place, uri, _API, "buckets.getIamPolicy", bucket=name, optionsRequestedPolicyVersion=3)
        if not is_uniform(bucket):
            answers |= _lists(reader, uri, name)
        yield Raw("bucket", place, bucket, answers)
        if is_uniform(bucket):  # a managed folder asks for uniform access (page "Managed folders")
            yield from _folders(reader, place, name)


def unread_objects(reader: Reader, bucket: Raw) -> None:
    """Says of a bucket without uniform access that its objects' access control lists were not read."""
    reason = "its objects may have access control lists of their own: set object_acls in the settings, or switch uniform access on"
    reader.gap(f"{_API}:objects.list", reason, about=bucket_uri(bucket.body["name"]))


def with_objects(bucket: Raw) -> Raw:
    """A bucket of which every object was read."""
    return replace(bucket, answers={**bucket.answers, "objects": {"read": True}})


def objects(reader: Reader, bucket: Raw) -> Iterator[Raw]:
    """Every object of a bucket without uniform access, with its access control list."""
    name = bucket.body["name"]
    pages = reader.pages(
        _API, "objects.list", bucket=name, projection="full", maxResults=1000, fields=f"nextPageToken,items({_OBJECT})", versions=True
    )
    for page in pages:
        for item in page.get("items", ()):
            if "acl" in item:
                yield Raw("object", bucket.place, {"bucket": name, "name": item["name"], "acl": item["acl"]})
            else:
                uri = bucket_uri(name, item["name"])
                reader.gap(
                    f"{_API}:objects.list", "the access control list is not shown", about=uri, missing="storage.objects.getIamPolicy"
                )


def is_uniform(bucket: Answer) -> bool:
    """Whether access is by policy alone, so that no access control list counts (page "Uniform bucket-level access")."""
    settings = bucket.get("iamConfiguration", {})
    return any(bool(settings.get(name, {}).get("enabled")) for name in ("uniformBucketLevelAccess", "bucketPolicyOnly"))


def _lists(reader: Reader, uri: str, name: str) -> dict[str, Answer]:
    asked = {
        "acl": reader.ask(_API, "bucketAccessControls.list", about=uri, bucket=name),
        "default-acl": reader.ask(_API, "defaultObjectAccessControls.list", about=uri, bucket=name),
    }
    return {kind: answer for kind, answer in asked.items() if answer is not None}


def _folders(reader: Reader, place: Place, bucket: str) -> Iterator[Raw]:
    uri = bucket_uri(bucket)
    for folder in reader.items(_API, "managedFolders.list", "items", about=uri, bucket=bucket, pageSize=1000):
        policy = reader.ask(
            _API,
            "managedFolders.getIamPolicy",
            about=bucket_uri(bucket, folder["name"]),
            bucket=bucket,
            managedFolder=folder["name"],
            optionsRequestedPolicyVersion=3,
        )
        yield Raw("managed-folder", place, {"bucket": bucket, **folder}, {} if policy is None else {"policy": policy})
