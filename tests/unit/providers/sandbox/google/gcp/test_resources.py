import pytest

from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal

KMS = "projects/shop/locations/eu/keyRings"


@pytest.mark.parametrize(
    ("api", "path", "parent", "collection"),
    [
        ("secretmanager.v1", "projects.secrets", "parent", "projects/shop/secrets"),
        ("secretmanager.v1", "projects.locations.secrets", "parent", "projects/shop/locations/eu/secrets"),
        ("pubsub.v1", "projects.topics", "project", "projects/shop/topics"),
        ("pubsub.v1", "projects.subscriptions", "project", "projects/shop/subscriptions"),
        ("firestore.v1", "projects.databases", "parent", "projects/shop/databases"),
        ("spanner.v1", "projects.instances", "parent", "projects/shop/instances"),
        ("spanner.v1", "projects.instances.databases", "parent", "projects/shop/instances/i/databases"),
        ("cloudkms.v1", "projects.locations.keyRings", "parent", KMS),
        ("cloudkms.v1", "projects.locations.keyRings.cryptoKeys", "parent", f"{KMS}/r/cryptoKeys"),
        ("datacatalog.v1", "projects.locations.taxonomies", "parent", "projects/shop/locations/eu/taxonomies"),
    ],
)
def test_lists_gets_and_policies_go_by_name(clouds, api, path, parent, collection):
    start = f"//{api.removesuffix('.v1')}.googleapis.com/"
    clouds.world.resources |= {f"{start}{collection}/{name}": {"name": f"{collection}/{name}"} for name in ("a", "b")}
    clouds.world.resources[f"{start}{collection}/a/below/c"] = {"name": "c"}
    clouds.world.policies[f"{start}{collection}/a"] = {"bindings": [{"role": "r", "members": ["allUsers"]}]}
    service = cloud(clouds, api)
    for word in path.split("."):
        service = getattr(service, word)()
    for project in ("shop", "30"):
        above = collection.rpartition("/")[0].replace("projects/shop", f"projects/{project}")
        assert ids(service.list(**{parent: above}).execute()[path.rpartition(".")[2]], "name") == [f"{collection}/a", f"{collection}/b"]
    if api != "firestore.v1":
        assert service.getIamPolicy(resource=f"{collection}/a").execute()["bindings"]
        assert refusal(service.getIamPolicy(resource=f"{collection}/none"))[0] == 404


def test_locations_in_which_there_is_something(clouds):
    clouds.world.resources |= {
        f"//cloudkms.googleapis.com/projects/shop/locations/{place}/keyRings/r": {"name": "r"} for place in ("eu", "us")
    }
    found = cloud(clouds, "cloudkms.v1").projects().locations().list(name="projects/shop").execute()["locations"]
    assert ids(found, "locationId") == ["eu", "us"]


def test_pages(clouds):
    clouds.world.resources |= {f"//pubsub.googleapis.com/projects/shop/topics/t{number}": {"name": f"t{number}"} for number in range(5)}
    topics = cloud(clouds, "pubsub.v1").projects().topics()
    request, seen = topics.list(project="projects/shop", pageSize=2), []
    while request is not None:
        answer = request.execute()
        seen.append(len(answer["topics"]))
        request = topics.list_next(request, answer)
    assert seen == [2, 2, 1]


def test_services_that_are_on(clouds):
    clouds.disable("sqladmin.googleapis.com", "shop")
    on = "projects/shop/services/pubsub.googleapis.com"
    clouds.world.resources[f"//serviceusage.googleapis.com/{on}"] = {"name": on, "state": "ENABLED"}
    clouds.world.touch()
    services = cloud(clouds, "serviceusage.v1").services()
    assert ids(services.list(parent="projects/shop", filter="state:ENABLED").execute()["services"], "name") == [on]
    assert len(services.list(parent="projects/shop").execute()["services"]) == 2
    assert services.get(name=on).execute()["state"] == "ENABLED"
    assert refusal(services.list(parent="projects/shop", filter="name:x"))[0] == 404
