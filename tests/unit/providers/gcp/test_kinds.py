"""The words of Google Cloud's facts."""

import pytest

from providers.gcp.kinds import HIERARCHY, project_of


@pytest.mark.parametrize(
    ("name", "project"),
    [
        ("bigquery://p/d/t", "p"),
        ("google://run.googleapis.com/projects/p/locations/l/services/web", "p"),
        ("gs://b", ""),
        (f"{HIERARCHY}projects/p", ""),  # it is the project
        (f"{HIERARCHY}folders/2", ""),
        ("google://iam.googleapis.com/locations/global/workforcePools/x", ""),
        ("google://group/crew@shop.example", ""),
    ],
)
def test_the_project_that_a_name_tells(name: str, project: str):
    assert project_of(name) == (f"{HIERARCHY}projects/{project}" if project else "")
