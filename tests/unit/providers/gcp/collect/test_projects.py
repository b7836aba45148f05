import pytest

from providers.gcp.collect.projects import Projects
from providers.gcp.collect.raw import Place

PROJECTS = Projects.of([Place("organizations/1"), Place("projects/shop-prod", number="300")])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("projects/300", "projects/shop-prod"),
        ("projects/300/secrets/300", "projects/shop-prod/secrets/300"),
        ("//secretmanager.googleapis.com/projects/300/secrets/s", "//secretmanager.googleapis.com/projects/shop-prod/secrets/s"),
        ("projects/301/secrets/s", "projects/301/secrets/s"),
        ("projects/shop-prod/topics/t", "projects/shop-prod/topics/t"),
        ("//x.googleapis.com/subprojects/300", "//x.googleapis.com/subprojects/300"),
        ("projects/300x", "projects/300x"),
        ("", ""),
    ],
)
def test_a_name_has_the_projects_id(name, expected):
    assert PROJECTS.named(name) == expected


def test_ids_of_resources():
    assert (
        PROJECTS.uri("//cloudresourcemanager.googleapis.com/projects/300")
        == "google://cloudresourcemanager.googleapis.com/projects/shop-prod"
    )
    assert PROJECTS.uri("//storage.googleapis.com/orders") == "gs://orders"
    assert PROJECTS.uri("//bigquery.googleapis.com/projects/300/datasets/d/tables/t") == "bigquery://shop-prod/d/t"
