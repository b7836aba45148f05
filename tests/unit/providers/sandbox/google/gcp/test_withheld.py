import pytest

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.gcp.withheld import allowing
from tests.unit.providers.sandbox.google.worlds import cloud, organisation, refusal

TOPIC = "//pubsub.googleapis.com/projects/shop/topics/t"


@pytest.mark.parametrize(
    ("at", "resource", "refused"),
    [
        ("", "projects/shop/topics/t", True),
        ("projects/shop", "projects/shop/topics/t", True),
        ("projects/30", "projects/shop", True),
        (TOPIC, "projects/shop/topics/t", True),
        ("t", "projects/shop/topics/t", True),
        ("projects/sho", "projects/shop/topics/t", False),
        ("projects/old", "projects/shop/topics/t", False),
    ],
)
def test_where_a_permission_is_lacking(at, resource, refused):
    allow = allowing(organisation(), "pubsub.googleapis.com", {("pubsub.topics.list", at)})
    allow("pubsub.topics.get", resource)
    if refused:
        with pytest.raises(Refused, match=r"pubsub\.topics\.list"):
            allow("pubsub.topics.list", resource)
    else:
        allow("pubsub.topics.list", resource)


def test_an_api_that_is_off_in_a_project(clouds):
    clouds.disable("pubsub.googleapis.com", "shop")
    topics = cloud(clouds, "pubsub.v1").projects().topics()
    assert refusal(topics.list(project="projects/shop")) == (403, "accessNotConfigured", "SERVICE_DISABLED")
    topics.list(project="projects/old").execute()


def test_a_permission_taken_and_given_back(clouds):
    clouds.world.resources[TOPIC] = {"name": "projects/shop/topics/t"}
    clouds.withdraw_permission("pubsub.topics.getIamPolicy", "projects/shop")
    topics = cloud(clouds, "pubsub.v1").projects().topics()
    assert refusal(topics.getIamPolicy(resource="projects/shop/topics/t")) == (403, "forbidden", "IAM_PERMISSION_DENIED")
    assert len(topics.list(project="projects/shop").execute()["topics"]) == 1
    clouds.heal()
    topics.getIamPolicy(resource="projects/shop/topics/t").execute()
