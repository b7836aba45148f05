from providers.google_workspace.collect.sources import Sources
from providers.google_workspace.settings import WorkspaceSettings
from tests.unit.providers.google_workspace.tenant import AN

SOURCES = Sources(None, WorkspaceSettings(subject="p03@shop.example"))


def test_as_whom_each_surface_is_asked():
    readers = (SOURCES.administrator("users"), SOURCES.itself("group-settings", "google://group/g@x.example"), SOURCES.user("gmail", AN))
    assert [(reader.surface, reader.scope, reader.subject) for reader in readers] == [
        ("users", "google://", "p03@shop.example"),
        ("group-settings", "google://group/g@x.example", ""),
        ("gmail", "google://user/p01@shop.example", "p01@shop.example"),
    ]
