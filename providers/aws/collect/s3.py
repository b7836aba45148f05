"""S3: the buckets of an account with everything that says who gets in, what the account cuts off, and access points."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri
from providers.aws.session import GLOBAL_REGION

_DETAILS = {
    "GetBucketPolicy": ("NoSuchBucketPolicy",),
    "GetBucketAcl": (),
    "GetPublicAccessBlock": ("NoSuchPublicAccessBlockConfiguration",),
    "GetBucketOwnershipControls": ("OwnershipControlsNotFoundError",),
    "GetBucketTagging": ("NoSuchTagSet",),
    "GetBucketEncryption": ("ServerSideEncryptionConfigurationNotFoundError",),
    "GetBucketLifecycleConfiguration": ("NoSuchLifecycleConfiguration",),
    "GetBucketLogging": (),
    "GetBucketVersioning": (),
}
_OLD_NAMES = {None: GLOBAL_REGION, "EU": "eu-west-1"}  # what GetBucketLocation says of regions (its page in the API reference)


def collect(reader: Reader) -> Iterator[Raw]:
    """The account's own block of public access, and every bucket, wherever it lies."""
    block = reader.ask("s3control", "GetPublicAccessBlock", none=("NoSuchPublicAccessBlockConfiguration",), AccountId=reader.account)
    if block is not None:
        yield reader.raw("account-public-access-block", block)
    for page in reader.pages("s3", "ListBuckets"):
        yield reader.raw("s3-owner", page.get("Owner", {}))
        for bucket in page.get("Buckets", ()):
            name = bucket["Name"]
            region = bucket.get("BucketRegion") or _region(reader, name)
            answers = reader.details("s3", _DETAILS, about=f"s3://{name}", region=region, Bucket=name)
            yield reader.raw("s3-bucket", bucket, answers, region)


def collect_access_points(reader: Reader) -> Iterator[Raw]:
    """The access points of one region."""
    for point in reader.items("s3control", "ListAccessPoints", "AccessPointList", AccountId=reader.account):
        calls = {"GetAccessPoint": (), "GetAccessPointPolicy": ("NoSuchAccessPointPolicy",)}
        asked = {"AccountId": reader.account, "Name": point["Name"]}
        yield reader.raw("s3-access-point", point, reader.details("s3control", calls, about=uri(point["AccessPointArn"]), **asked))


def _region(reader: Reader, bucket: str) -> str:
    """Where a bucket lies; when that can't be read, where AWS sends its callers on from."""
    said = reader.ask("s3", "GetBucketLocation", about=f"s3://{bucket}", Bucket=bucket)
    place = said.get("LocationConstraint") if said else None
    return _OLD_NAMES.get(place) or str(place)
