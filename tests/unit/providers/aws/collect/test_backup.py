import json
from datetime import date

from providers.aws.collect.backup import collect
from providers.aws.collect.reader import Reader
from providers.aws.normalise import normalise
from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import resource, resource_policy

HERE = f"aws://{ACCOUNT}/backup/{REGION}/backup-vault/main"
ARN = f"arn:aws:backup:{REGION}:{ACCOUNT}:backup-vault:main"


def test_where_the_endpoint_has_no_vault_policies_that_is_a_gap_on_the_vault(aws):
    aws.client("backup").create_backup_vault(BackupVaultName="main", BackupVaultTags={"data": "personal"})
    facts = aws.collect()
    assert resource(facts, HERE).label("data") == "personal"
    assert [(gap.scope, gap.operation) for gap in facts.gaps()] == [(HERE, "backup:GetBackupVaultAccessPolicy")]


def test_vaults_and_who_may_restore(recorded):
    """After the AWS Backup API Reference, "GetBackupVaultAccessPolicy"; moto does not have it."""
    policy = resource_policy("backup:StartRestoreJob")

    def answer(asked):
        if asked.path.endswith("/access-policy"):
            return 200, json.dumps({"BackupVaultName": "main", "BackupVaultArn": ARN, "Policy": json.dumps(policy)})
        if asked.path.startswith("/tags"):
            return 200, '{"Tags": {"data": "personal"}}'
        return 200, json.dumps({"BackupVaultList": [{"BackupVaultName": "main", "BackupVaultArn": ARN}]})

    reader = Reader(recorded(answer).sessions(), "backup", ACCOUNT, REGION)
    facts = list(normalise(list(collect(reader)), date(2026, 11, 23)))
    assert reader.gaps == ()
    assert json.dumps(policy, sort_keys=True, separators=(",", ":")) in [getattr(fact, "body", "") for fact in facts]
