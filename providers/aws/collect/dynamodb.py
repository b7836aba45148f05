"""DynamoDB: tables, their resource policies, tags, keys and backups."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The tables of one region."""
    for name in reader.items("dynamodb", "ListTables", "TableNames"):
        described = reader.ask("dynamodb", "DescribeTable", TableName=name)
        if not described:
            continue
        table = described["Table"]
        about, asked = uri(table["TableArn"]), {"ResourceArn": table["TableArn"]}
        answers = reader.details("dynamodb", {"GetResourcePolicy": ("PolicyNotFoundException",)}, about=about, **asked)
        answers |= reader.details("dynamodb", {"DescribeContinuousBackups": ()}, about=about, TableName=name)
        answers["ListTagsOfResource"] = {"Tags": list(reader.items("dynamodb", "ListTagsOfResource", "Tags", about=about, **asked))}
        yield reader.raw("dynamodb-table", table, answers)
