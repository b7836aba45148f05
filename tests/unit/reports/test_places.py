"""Places, as a forge knows them."""

from dataclasses import replace

import pytest

from policies.errors import Place
from reports.places import in_repository, place_of, start, uri
from tests.unit.reports import samples


@pytest.mark.parametrize(
    ("policy", "file", "path"),
    [
        ("privacy/assets.yaml", "rules.yaml", "privacy/rules.yaml"),
        ("assets.yaml", "rules.yaml", "rules.yaml"),
        ("", "rules.yaml", "rules.yaml"),
        ("a/b c/x.yaml", "rules.yaml", "a/b c/rules.yaml"),
    ],
)
def test_a_file_of_the_policy_is_seen_from_the_root(policy: str, file: str, path: str):
    head = replace(samples.head(), policy=policy)
    assert in_repository(Place(file, 3, 4), head) == Place(path, 3, 4)


def test_what_has_no_line_stands_at_the_start_of_the_policy():
    nowhere = replace(samples.violation(), place=None)
    assert place_of(nowhere, replace(samples.head(), policy="p/a.yaml")) == Place("p/a.yaml")
    assert place_of(nowhere, samples.head()) is None
    assert start(samples.head()) is None


def test_a_uri_has_no_sign_that_it_may_not_have():
    assert uri("a b/é#?.yaml") == "a%20b/%C3%A9%23%3F.yaml"
