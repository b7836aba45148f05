"""The facts of a run as an evaluation sees them."""

from datetime import UTC, datetime

from providers.gcp.evaluate.world import World, rows, texts
from providers.gcp.kinds import HIERARCHY, AttachmentKind
from providers.kept import kept
from tests.reference.gcp_worlds import facts

ORGANISATION = f"{HIERARCHY}organizations/1"
P = (f"{HIERARCHY}projects/p", f"{HIERARCHY}folders/2", ORGANISATION)


def world(**said: object) -> World:
    return World(facts(said))


def test_a_chain_goes_up_to_the_organisation():
    made = world(resources={"gs://b": {}, "bigquery://q/d": {}, "bigquery://q/d/t": {}})
    assert made.chain("gs://b") == ("gs://b", *P)
    assert made.chain("bigquery://q/d/t") == ("bigquery://q/d/t", "bigquery://q/d", f"{HIERARCHY}projects/q", ORGANISATION)


def test_a_managed_folder_lies_in_the_folders_around_it():
    made = world(resources={"gs://b": {}, "gs://b/hr/": {}, "gs://b/hr/pay/": {}, "gs://b/hr2/": {}})
    assert made.chain("gs://b/hr/pay/") == ("gs://b/hr/pay/", "gs://b/hr/", "gs://b", *P)


def test_what_is_no_resource_lies_in_the_project_that_its_name_tells():
    name = "google://run.googleapis.com/projects/p/locations/l/services/web"
    assert world().chain(name) == (name, *P)
    assert world().project(name) == P[0]
    assert world().project("gs://unknown") == ""


def test_projects_are_known_by_number_and_by_id():
    assert world().numbered["1001"] == world().numbered["p"] == P[0]
    assert world().number(P[0]) == "1001"


def test_a_service_account_has_a_home():
    made = world(resources={"sa/s": {}})
    assert made.home("google://service-account/s@p.iam.gserviceaccount.com") == P[0]
    assert made.home("google://service-account/1002-compute@developer.gserviceaccount.com") == f"{HIERARCHY}projects/q"
    assert made.home("google://service-account/s@far.iam.gserviceaccount.com") == ""


def test_an_address_in_a_list_may_be_a_service_accounts():
    made = world(resources={"sa/s": {}})
    assert made.addressed("user", "s@p.iam.gserviceaccount.com").id == "google://service-account/s@p.iam.gserviceaccount.com"
    assert made.addressed("user", "p01@shop.example").id == "google://user/p01@shop.example"
    assert made.addressed("group", "crew@shop.example").id == "google://group/crew@shop.example"


def test_the_run_is_not_older_than_what_its_facts_tell_of():
    assert world().at == datetime(2026, 11, 25, tzinfo=UTC)


def test_a_role_that_is_no_role_is_not_read():
    made = world(roles={"projects/p/roles/odd": {"includedPermissions": 5}})
    assert made.roles.permissions("projects/p/roles/odd") is None
    assert made.unread_role("projects/p/roles/odd").scope == "google://iam.googleapis.com/projects/p/roles/odd"


def test_a_document_that_does_not_parse_is_a_gap():
    made = world(raw={"gs://b": {"allow-policy": []}})
    assert [(gap.scope, gap.operation) for gap in made.broken] == [("gs://b", "parse allow-policy")]
    assert made.held("gs://b", AttachmentKind.ALLOW_POLICY) == ()


def test_an_answer_is_worked_out_once():
    asked: list[str] = []

    @kept
    def answer(_: World, name: str) -> str:
        asked.append(name)
        return name

    made = world()
    assert [answer(made, "a"), answer(made, "a"), answer(made, "b")] == ["a", "a", "b"]
    assert asked == ["a", "b"]


def test_lists_hold_what_they_should_and_no_more():
    assert list(rows([{"a": 1}, 5, None])) == [{"a": 1}]
    assert list(rows("x")) == []
    assert texts(["a", 5]) == ("a", "5")
    assert texts(None) == ()
