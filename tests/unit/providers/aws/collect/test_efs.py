import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/elasticfilesystem/{REGION}"


def test_file_systems_and_who_may_mount_them(aws):
    efs = aws.client("efs")
    made = efs.create_file_system(CreationToken="x", Encrypted=True, Tags=[{"Key": "Name", "Value": "shared"}])["FileSystemId"]
    policy = resource_policy("elasticfilesystem:ClientMount")
    efs.put_file_system_policy(FileSystemId=made, Policy=json.dumps(policy))
    bare = efs.create_file_system(CreationToken="y")["FileSystemId"]
    facts = aws.collect()
    found = resource(facts, f"{HERE}/file-system/{made}")
    assert (found.name, found.attribute("measure:encryption-at-rest")) == ("shared", "true")
    assert bodies(facts, found.id, "resource") == [policy]
    assert bodies(facts, f"{HERE}/file-system/{bare}", "resource") == []
    assert list(facts.gaps()) == []
