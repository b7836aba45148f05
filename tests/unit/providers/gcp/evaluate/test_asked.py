"""What a permission is asked on, as conditions see it."""

import pytest

from audit.model.facts import Resource
from policies.locations import Location
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.gcp.evaluate.asked import asked, full_name, lies_in, nowhere, place
from providers.gcp.evaluate.condition import Condition, decide
from providers.gcp.evaluate.levels import On
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY
from tests.reference.gcp_worlds import facts

SECRET = "google://secretmanager.googleapis.com/projects/p/secrets/s"
SQL = "google://cloudsql.googleapis.com/projects/p/instances/i"
WORLD = World(facts({"resources": {"gs://b": {}, "gs://b/hr/": {}, "bigquery://p/d": {}, "bigquery://p/d/t": {}, SECRET: {}, SQL: {}}}))


def resource(name: str) -> Resource:
    return WORLD.resources[name]


def left(name: str, on: On, pattern: str, expression: str, *, permission: str = "", excluding: tuple[str, ...] = ()) -> Formula:
    about = asked(WORLD, resource(name), on, permission, Location("google", "", pattern, excluding))
    return about.exists(decide(Condition(expression), about.asking))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gs://b", "//storage.googleapis.com/projects/_/buckets/b"),
        ("gs://b/hr/", "//storage.googleapis.com/projects/_/buckets/b/managedFolders/hr/"),
        ("bigquery://p/d/t", "//bigquery.googleapis.com/projects/p/datasets/d/tables/t"),
        (SECRET, "//secretmanager.googleapis.com/projects/1001/secrets/s"),
        (SQL, "//sqladmin.googleapis.com/projects/p/instances/i"),
    ],
)
def test_names_are_those_of_conditions(name: str, expected: str):
    assert full_name(WORLD, resource(name)) == expected


def test_a_secret_in_a_project_without_a_number_has_no_name():
    stray = Resource("google://secretmanager.googleapis.com/projects/far/secrets/s", "gcp", "secret", "s")
    assert full_name(WORLD, stray) == ""


@pytest.mark.parametrize(
    ("pattern", "expression", "expected"),
    [
        ("gs://b/*", "resource.name.startsWith('projects/_/buckets/b/objects/a/')", TRUE),
        ("gs://b/c/*", "resource.name.startsWith('projects/_/buckets/b/objects/a/')", FALSE),
        ("gs://b/a/*", "!resource.name.startsWith('projects/_/buckets/b/objects/a/')", FALSE),
        ("gs://b/*", "resource.name.endsWith('.pdf') && resource.name.endsWith('.csv')", FALSE),
        ("gs://*/a/*", "resource.name == 'projects/_/buckets/b/objects/a/1'", TRUE),
        ("gs://b/a.csv", "resource.name.matches('.*csv')", TRUE),
        ("gs://b/*", "resource.name.extract('projects/_/buckets/b/objects/{x}/').startsWith('20')", TRUE),
        ("gs://b/19*", "resource.name.extract('projects/_/buckets/b/objects/{x}/').startsWith('20')", FALSE),
        ("gs://b/*", "resource.type == 'storage.googleapis.com/Object'", TRUE),
        ("gs://b/*", "resource.type == 'storage.googleapis.com/Bucket'", FALSE),
    ],
)
def test_an_object_can_exist_in_the_location_that_fits(pattern: str, expression: str, expected: Formula):
    assert left("gs://b", On.OBJECTS, pattern, expression) == expected


def test_what_is_left_out_of_the_location_does_not_count():
    condition = "resource.name.startsWith('projects/_/buckets/b/objects/a/')"
    assert left("gs://b", On.OBJECTS, "gs://b/*", condition, excluding=("gs://b/a/*",)) is FALSE
    assert left("gs://b", On.OBJECTS, "gs://b/*", condition, excluding=("gs://b/a/x*",)) is TRUE


def test_of_a_managed_folder_only_its_own_objects():
    assert left("gs://b/hr/", On.OBJECTS, "gs://b/*", "resource.name.startsWith('projects/_/buckets/b/objects/pay')") is FALSE
    assert left("gs://b/hr/", On.OBJECTS, "gs://b/*", "resource.name.startsWith('projects/_/buckets/b/objects/hr/pay')") is TRUE


def test_a_part_that_patterns_do_not_know_stays():
    told = left("gs://b", On.OBJECTS, "gs://b/*", "resource.name.matches('x')")
    assert told == Atom("resource.name.matches('x')", "not (resource.name.matches('x'))")


def test_a_listing_by_prefix_is_of_the_names_that_are_listed():
    begins = "api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('a/')"
    for pattern, expected in (("gs://b/a/*", TRUE), ("gs://b/*", TRUE), ("gs://b/c/*", FALSE)):
        assert left("gs://b", On.RESOURCE, pattern, begins, permission="storage.objects.list") is expected


def test_other_requests_have_no_prefix():
    begins = "api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('a/')"
    assert left("gs://b", On.OBJECTS, "gs://b/a/*", begins, permission="storage.objects.get") is FALSE


def test_versions_of_a_secret():
    assert left(SECRET, On.VERSIONS, SECRET, "resource.name.startsWith('projects/1001/secrets/s/versions/')") is TRUE
    assert left(SECRET, On.VERSIONS, SECRET, "resource.name == 'projects/1001/secrets/s/versions/3'") is TRUE


def test_a_project_told_otherwise_stays_open():
    told = left(SECRET, On.VERSIONS, SECRET, "resource.name.startsWith('projects/p/secrets/s')")
    assert isinstance(told, Atom)


def test_a_table_that_may_be_in_a_dataset():
    assert left("bigquery://p/d", On.TABLES, "bigquery://p/d/*", "resource.name.endsWith('/tables/orders')") is TRUE
    assert left("bigquery://p/d", On.TABLES, "bigquery://p/d/a*", "resource.name.endsWith('/tables/orders')") is FALSE


def test_places_and_things_without_attributes_leave_names_open():
    for about in (place(WORLD, f"{HIERARCHY}projects/p"), nowhere(WORLD)):
        assert isinstance(about.exists(decide(Condition("resource.name == 'projects/p'"), about.asking)), Atom)
    about = place(WORLD, f"{HIERARCHY}projects/p")
    assert decide(Condition("resource.type == 'cloudresourcemanager.googleapis.com/Project'"), about.asking) is TRUE


def test_one_object_must_fit_all_that_is_asked_together():
    about = asked(WORLD, resource("gs://b"), On.OBJECTS, "storage.objects.get", Location("google", "", "gs://b/*"))
    a, b = (Atom(name, of="resource.name", pattern=f"projects/_/buckets/b/objects/{name}/*") for name in "ab")
    mfa = Atom("mfa")
    assert about.exists(all_of(a, b)) is FALSE
    assert about.exists(any_of(all_of(a, mfa), all_of(b, negate(mfa)))) is TRUE
    assert about.exists(all_of(a, mfa)) == mfa


@pytest.mark.parametrize(
    ("name", "pattern", "excluding", "expected"),
    [
        ("gs://b", "gs://b/*", (), True),
        ("gs://b", "gs://b/a/*", ("gs://b/a/*",), False),
        ("gs://b", "gs://c/*", (), False),
        ("gs://b/hr/", "gs://b/2026/*", (), False),
        ("gs://b/hr/", "gs://b/*", ("gs://b/hr/*",), False),
        ("bigquery://p/d", "bigquery://p/d/t", (), True),
        ("bigquery://p/d/t", "bigquery://p/d/*", (), True),
        ("bigquery://p/d/t", "bigquery://p/d/*", ("bigquery://p/d/t",), False),
        (SECRET, SECRET, (), True),
        (SECRET, "*", (), True),
    ],
)
def test_what_lies_in_a_location(name: str, pattern: str, excluding: tuple[str, ...], expected: bool):
    assert lies_in(resource(name), Location("google", "", pattern, excluding)) is expected
