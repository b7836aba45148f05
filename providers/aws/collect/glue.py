"""Glue: the data catalogue of a region, who is let into it, and which columns its tables have."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader


def collect(reader: Reader) -> Iterator[Raw]:
    """The one catalogue that every account has in every region, and its tables: their columns and where the data lie, never what is in them."""
    about = f"aws://{reader.account}/glue/{reader.region}/catalog"
    answers = reader.details("glue", {"GetResourcePolicy": ("EntityNotFoundException",)}, about=about)
    yield reader.raw("glue-catalog", {"Arn": f"arn:aws:glue:{reader.region}:{reader.account}:catalog"}, answers)
    for database in reader.items("glue", "GetDatabases", "DatabaseList", about=about):
        for table in reader.items("glue", "GetTables", "TableList", about=about, DatabaseName=database["Name"]):
            yield reader.raw("glue-table", table)
