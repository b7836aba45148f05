"""AWS Backup: vaults and who may restore from them."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The vaults of one region."""
    for vault in reader.items("backup", "ListBackupVaults", "BackupVaultList"):
        arn = vault["BackupVaultArn"]
        calls = {"GetBackupVaultAccessPolicy": ("ResourceNotFoundException",)}
        answers = reader.details("backup", calls, about=uri(arn), BackupVaultName=vault["BackupVaultName"])
        answers |= reader.details("backup", {"ListTags": ()}, about=uri(arn), ResourceArn=arn)
        yield reader.raw("backup-vault", vault, answers)
