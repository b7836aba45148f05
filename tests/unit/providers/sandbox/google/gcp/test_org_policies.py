from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal

KEYS, PUBLIC = "iam.disableServiceAccountKeyCreation", "storage.publicAccessPrevention"


def test_own_and_effective(clouds):
    for place, constraint, spec in (
        ("folders/2", KEYS, {"rules": [{"enforce": True}]}),
        ("projects/shop", PUBLIC, {"rules": [{"enforce": True}]}),
        ("projects/old", KEYS, {"reset": True}),
    ):
        name = f"{place}/policies/{constraint}"
        clouds.world.resources[f"//orgpolicy.googleapis.com/{name}"] = {"name": name, "spec": spec}
    service = cloud(clouds, "orgpolicy.v2")
    projects = service.projects().policies()

    def enforced(place, constraint):
        return projects.getEffectivePolicy(name=f"projects/{place}/policies/{constraint}").execute()["spec"]["rules"][0]["enforce"]

    assert (enforced("shop", KEYS), enforced("30", PUBLIC), enforced("old", PUBLIC)) == (True, True, False)
    assert ids(projects.list(parent="projects/30").execute()["policies"], "name") == [f"projects/shop/policies/{PUBLIC}"]
    assert service.folders().policies().get(name=f"folders/2/policies/{KEYS}").execute()["spec"]["rules"]
    assert refusal(projects.get(name=f"projects/shop/policies/{KEYS}"))[0] == 404
    assert enforced("old", KEYS) is False
