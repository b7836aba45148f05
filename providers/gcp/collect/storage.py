"""Cloud Storage: the buckets of a project with everything that says who gets in, folders with policies of their own, and objects' lists."""

from collections.abc import Iterator
from dataclasses import replace

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name, yes
from providers.google_api.names import bucket as bucket_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer, entries, part

_API = "storage.v1"
_OBJECT = "name,acl(entity,role,email,domain,projectTeam)"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """Every bucket of a project."""
    found = listed(reader, _API, "buckets.list", "items", none=place.unused, project=place.id, projection="noAcl", maxResults=1000)
    yield from streamed(reader, found, lambda bucket: _bucket(reader, place, policies, bucket))


def _bucket(reader: Reader, place: Place, policies: Policies, bucket: Answer) -> Iterator[Raw]:
    named = name(bucket, "name")
    uri = bucket_uri(named)
    answers = policies.ask(reader, place, uri, _API, "buckets.getIamPolicy", bucket=named, optionsRequestedPolicyVersion=3)
    if not is_uniform(bucket):
        answers |= _lists(reader, uri, named)
    yield Raw("bucket", place, bucket, answers)
    if is_uniform(bucket):  # a managed folder asks for uniform access (page "Managed folders")
        yield from _folders(reader, place, named)


def unread_objects(reader: Reader, bucket: Raw) -> None:
    """Says of a bucket without uniform access that its objects' access control lists were not read."""
    reason = "its objects may have access control lists of their own: set object_acls in the settings, or switch uniform access on"
    reader.gap(f"{_API}:objects.list", reason, about=bucket_uri(bucket.body["name"]))


def with_objects(bucket: Raw) -> Raw:
    """A bucket of which every object was read."""
    return replace(bucket, answers={**bucket.answers, "objects": {"read": True}})


def objects(reader: Reader, bucket: Raw) -> Iterator[Raw]:
    """Every object of a bucket without uniform access, with its access control list."""
    found = listed(
        reader,
        _API,
        "objects.list",
        "items",
        bucket=bucket.body["name"],
        projection="full",
        maxResults=1000,
        fields=f"nextPageToken,items({_OBJECT})",
        versions=True,
    )
    yield from streamed(reader, found, lambda item: _object(reader, bucket, item))


def _object(reader: Reader, bucket: Raw, item: Answer) -> Iterator[Raw]:
    held, named = bucket.body["name"], name(item, "name")
    if item.get("acl") is None:
        uri = bucket_uri(held, named)
        reader.gap(f"{_API}:objects.list", "the access control list is not shown", about=uri, missing="storage.objects.getIamPolicy")
    else:
        yield Raw("object", bucket.place, {"bucket": held, "name": named, "acl": entries(item, "acl")})


def is_uniform(bucket: Answer) -> bool:
    """Whether access is by policy alone, so that no access control list counts (page "Uniform bucket-level access")."""
    settings = part(bucket, "iamConfiguration")
    return any(yes(part(settings, setting).get("enabled")) for setting in ("uniformBucketLevelAccess", "bucketPolicyOnly"))


def _lists(reader: Reader, uri: str, name: str) -> dict[str, Answer]:
    asked = {
        "acl": reader.ask(_API, "bucketAccessControls.list", about=uri, bucket=name),
        "default-acl": reader.ask(_API, "defaultObjectAccessControls.list", about=uri, bucket=name),
    }
    return {kind: answer for kind, answer in asked.items() if answer is not None}


def _folders(reader: Reader, place: Place, bucket: str) -> Iterator[Raw]:
    uri = bucket_uri(bucket)
    found = reader.items(_API, "managedFolders.list", "items", about=uri, bucket=bucket, pageSize=1000)
    yield from streamed(reader, found, lambda folder: _folder(reader, place, bucket, folder), about=uri)


def _folder(reader: Reader, place: Place, bucket: str, folder: Answer) -> Iterator[Raw]:
    named = name(folder, "name")
    policy = reader.ask(
        _API,
        "managedFolders.getIamPolicy",
        about=bucket_uri(bucket, named),
        bucket=bucket,
        managedFolder=named,
        optionsRequestedPolicyVersion=3,
    )
    yield Raw("managed-folder", place, {**folder, "bucket": bucket}, {} if policy is None else {"policy": policy})
