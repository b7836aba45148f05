from providers.gcp.collect.listing import listed


class Pages:
    """A reader whose pages are given."""

    def __init__(self, *pages):
        self.given, self.told = pages, []

    def pages(self, *_, **__):
        return iter(self.given)

    def gap(self, operation, reason, *, about=""):
        self.told.append((operation, reason, about))


def test_places_that_google_could_not_reach_are_told():
    reader = Pages({"items": [1], "unreachable": ["projects/p/locations/eu"]}, {"items": [2]})
    assert list(listed(reader, "storage.v1", "buckets.list", "items", about="gs://")) == [1, 2]
    ((operation, reason, about),) = reader.told
    assert (operation, about) == ("storage.v1:buckets.list", "gs://")
    assert reason.startswith("projects/p/locations/eu")


def test_warnings_of_cloud_sql_are_told():
    warning = {"code": "REGION_UNREACHABLE", "message": "no answer", "region": "europe-west1"}
    reader = Pages({"warnings": [warning]})
    assert list(listed(reader, "sqladmin.v1", "instances.list", "items")) == []
    assert reader.told[0][1] == "REGION_UNREACHABLE: no answer europe-west1"
