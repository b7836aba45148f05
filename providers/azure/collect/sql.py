"""SQL servers, who administers each, from where they are reached, and their databases. Who the users in a database are it alone knows.

Pages "Servers - List", "Server Azure AD Administrators - List By Server", "Firewall Rules - List By Server" and "Databases - List By Server".
"""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, arm_of, asked, listed, raws, whole
from providers.azure.kinds import uri
from providers.azure.operations import SQL_ADMINISTRATORS, SQL_AUDITING, SQL_DATABASES, SQL_FIREWALL, SQL_SERVERS
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed


def collect(reader: Reader, place: Place) -> Iterator[Raw]:
    """Every server of a subscription, and its databases."""
    yield from streamed(reader, listed(reader, SQL_SERVERS, path={"id": place.id}), lambda row: _server(reader, place, row))


def _server(reader: Reader, place: Place, row: Answer) -> Iterator[Raw]:
    arm = arm_of(row)
    path, about = {"scope": arm}, uri(arm)
    further = {
        "administrators": whole(reader, SQL_ADMINISTRATORS, about=about, path=path),
        "firewall": whole(reader, SQL_FIREWALL, about=about, path=path),
        "auditing": asked(reader, SQL_AUDITING, about=about, none=("404",), path=path),
    }
    server = Raw("sql-server", place, row, {key: told for key, told in further.items() if told is not None})
    yield server
    inside = listed(reader, SQL_DATABASES, about=about, path=path)
    yield from raws("sql-database", place, inside, server=server)
