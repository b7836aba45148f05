"""A small tenant as the adapter knows it once its directory is read."""

from audit.model.facts import Fact, Membership, Resource
from providers.google_workspace.directory import Administrators, Directory, Group, User

AN = User("google://user/p01@shop.example", "p01@shop.example", "101", unit="/Sales", aliases=("sales@shop.example",))
BO = User("google://user/p02@shop.example", "p02@shop.example", "102", unit="/Sales/Shop")
ADMIN = User("google://user/p03@shop.example", "p03@shop.example", "103", unit="/", admin=True)
GONE = User("google://user/p04@shop.example?uid=104", "p04@shop.example", "104", "deleted")
AWAY = User("google://user/p05@shop.example", "p05@shop.example", "105", "disabled", unit="/Sales")
TEAM = Group("google://group/team@shop.example", "team@shop.example", "201")
ALL = Group("google://group/all@shop.example", "all@shop.example", "202", ("everyone@shop.example",))

DIRECTORY = Directory.of(
    "C01abc", ("shop.example",), (AN, BO, ADMIN, GONE, AWAY), (TEAM, ALL), {"9001": "etl@shop.iam.gserviceaccount.com"}
)
RUN_BY = Administrators(drives=("google://admin-role/1",), mailboxes=("google://admin-role/2",), calendars=("google://admin-role/3",))


def memberships(facts: object) -> set[Membership]:
    return {fact for fact in facts if isinstance(fact, Membership)}


def only(facts: object, kind: type) -> Fact:
    (found,) = [fact for fact in facts if isinstance(fact, kind)]
    return found


def resource(facts: object) -> Resource:
    return only(facts, Resource)
