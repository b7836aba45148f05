"""Cosmos DB accounts with the roles on their data, and the databases and containers of those that are read by SQL.

Pages "Database Accounts - List", "SQL Resources - List SQL Databases", "… List SQL Containers", "… List SQL Role Definitions" and "… List SQL Role
Assignments". Of the other APIs (MongoDB, Cassandra, Gremlin, Table) the account alone is read.
"""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, arm_of, listed, raws
from providers.azure.kinds import uri
from providers.azure.operations import COSMOS_ACCOUNTS, COSMOS_ASSIGNMENTS, COSMOS_CONTAINERS, COSMOS_DATABASES, COSMOS_ROLES
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed
from providers.values import entries, part, text

_APIS = {"EnableCassandra": "cassandra", "EnableGremlin": "gremlin", "EnableTable": "table", "EnableMongo": "mongodb"}


def collect(reader: Reader, place: Place) -> Iterator[Raw]:
    """Every account of a subscription, and what lies in each."""
    yield from streamed(reader, listed(reader, COSMOS_ACCOUNTS, path={"id": place.id}), lambda row: _account(reader, place, row))


def api(row: Answer) -> str:
    """By which language the data of an account is read: `sql` unless its kind or capabilities say another."""
    if text(row, "kind") == "MongoDB":
        return "mongodb"
    capabilities = (text(one, "name") for one in entries(part(row, "properties"), "capabilities") if isinstance(one, dict))
    return next((_APIS[name] for name in capabilities if name in _APIS), "sql")


def _account(reader: Reader, place: Place, row: Answer) -> Iterator[Raw]:
    arm = arm_of(row)
    path, about = {"scope": arm}, uri(arm)
    if api(row) != "sql":
        yield Raw("cosmos-account", place, row)
        reader.gap(COSMOS_DATABASES, f"what lies in an account of the {api(row)} API, and who is let in there, is not read", about=about)
        return
    account = Raw("cosmos-account", place, row)
    yield account
    for kind, call in (("cosmos-role-definition", COSMOS_ROLES), ("cosmos-role-assignment", COSMOS_ASSIGNMENTS)):
        yield from raws(kind, place, listed(reader, call, about=about, path=path), account=account)
    inside = listed(reader, COSMOS_DATABASES, about=about, path=path)
    yield from streamed(reader, inside, lambda one: _database(reader, account, one), about=about)


def _database(reader: Reader, account: Raw, row: Answer) -> Iterator[Raw]:
    database = Raw("cosmos-database", account.place, row, {"account": account})
    yield database
    about = uri(arm_of(account.body))
    inside = listed(reader, COSMOS_CONTAINERS, about=about, path={"scope": arm_of(row)})
    yield from raws("cosmos-container", account.place, inside, account=account, database=database)
