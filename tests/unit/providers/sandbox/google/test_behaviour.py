import pytest

from providers.gcp.operations import OPERATIONS as GCP
from providers.google_workspace.operations import OPERATIONS as WORKSPACE
from providers.sandbox.google.behaviour import BEHAVIOURS
from providers.sandbox.google.documents import document
from providers.sandbox.google.routes import is_read


@pytest.mark.parametrize("api", BEHAVIOURS)
def test_every_behaviour_is_a_read_of_its_document(api):
    methods = {method.name: method for method in document(api).methods}
    for name in BEHAVIOURS[api]:
        assert is_read(methods[name])


@pytest.mark.parametrize("operation", [*GCP, *WORKSPACE], ids=lambda its: f"{its.service} {its.name}")
def test_every_call_of_the_adapters_is_served(operation):
    assert operation.name in BEHAVIOURS[operation.service]
