import pytest

from providers.sandbox.google.documents import HOSTS, apis, document


@pytest.mark.parametrize("api", HOSTS)
def test_every_document_ships_and_answers_where_it_says(api):
    its = document(api)
    assert its.host == HOSTS[api]
    assert its.methods
    assert api in apis(its.host)


def test_methods_go_by_their_resources():
    names = {method.name for method in document("cloudasset.v1").methods}
    assert {"v1.searchAllIamPolicies", "assets.list"} <= names


def test_what_is_not_spoken():
    assert apis("example.googleapis.com") == ()
    with pytest.raises(KeyError):
        document("youtube.v3")
