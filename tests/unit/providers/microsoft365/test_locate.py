"""A policy's `where:` in Microsoft 365's own notation."""

from pathlib import Path

import pytest

import policies
from audit.model.facts import Resource, pairs
from audit.resolve.placements import holds
from policies.errors import Place
from policies.language import Where
from policies.load import load
from policies.locations import Location
from providers.microsoft365.files.words import address
from providers.microsoft365.locate import KINDS, locate

SITE = "https://sample.sharepoint.example/sites/hr"
TEAM = "00000000-0000-4000-8000-00000000000a"


def where(ref: str, kind: str = "", **more: object) -> Where:
    return Where("microsoft", kind, ref, Place("inventory.yaml", 1, 1), **more)


def by_url(url: str, kind: str) -> Location:
    return Location("microsoft", kind, "sharepoint://*", tags=(("url", url),))


@pytest.mark.parametrize(
    ("ref", "kind", "expected"),
    [
        (SITE, "sharepoint-site", by_url(SITE, "sharepoint-site")),
        (SITE, "", by_url(SITE, "sharepoint-site")),
        (f"{SITE}/", "sharepoint-site", by_url(SITE, "sharepoint-site")),
        (f"{SITE}/**", "sharepoint-site", by_url(SITE, "sharepoint-site")),
        ("https://sample.sharepoint.example", "", by_url("https://sample.sharepoint.example", "sharepoint-site")),
        (f"{SITE}/Papers", "", by_url(f"{SITE}/papers", "sharepoint-library")),
        (f"{SITE}/Papers/Forms/AllItems.aspx", "sharepoint-library", by_url(f"{SITE}/papers", "sharepoint-library")),
        (f"{SITE}/Papers/Forms/AllItems.aspx?id=%2Fsites%2Fhr%2FPapers%2FSick", "folder", by_url(f"{SITE}/papers/sick", "folder")),
        (f"{SITE}/Papers/2026", "", by_url(f"{SITE}/papers/2026", "folder")),
        (
            "https://sample-my.sharepoint.example/personal/p01_sample_example",
            "",
            by_url("https://sample-my.sharepoint.example/personal/p01_sample_example", "onedrive"),
        ),
        ("P01@sample.example", "onedrive", Location("microsoft", "onedrive", "sharepoint://*", tags=(("onedrive", "p01@sample.example"),))),
        ("sharepoint://b!abC/01XyZ", "file", Location("microsoft", "file", "sharepoint://b!abC/01XyZ")),
        ("sharepoint://b!abC/01XyZ", "sharepoint", Location("microsoft", "file", "sharepoint://b!abC/01XyZ")),
        ("sharepoint://b!abC/**", "sharepoint-library", Location("microsoft", "sharepoint-library", "sharepoint://b!abC")),
        ("sharepoint://sample.sharepoint.example/sites/hr", "sharepoint", by_url(SITE, "sharepoint-site")),
        ("Info@sample.example", "mailbox", Location("microsoft", "mailbox", "microsoft://mailbox/info@sample.example")),
        ("info@sample.example", "shared-mailbox", Location("microsoft", "shared-mailbox", "microsoft://mailbox/info@sample.example")),
        ("mailbox://info@sample.example", "mailbox", Location("microsoft", "mailbox", "microsoft://mailbox/info@sample.example")),
        ("microsoft://mailbox/info@sample.example", "", Location("microsoft", "mailbox", "microsoft://mailbox/info@sample.example")),
        ("info@sample.example", "calendar", Location("microsoft", "calendar", "microsoft://calendar/info@sample.example")),
        (TEAM.upper(), "team", Location("microsoft", "team", f"microsoft://team/{TEAM}")),
        (f"https://teams.microsoft.com/l/team/19%3Aabc/conversations?groupId={TEAM}&tenantId=x", "", Location("microsoft", "team", f"microsoft://team/{TEAM}")),
        (
            f"https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/General?groupId={TEAM}",
            "",
            Location("microsoft", "channel", f"microsoft://channel/{TEAM}/19:abc@thread.tacv2"),
        ),
        (f"microsoft://channel/{TEAM}/19:abc@thread.tacv2", "", Location("microsoft", "channel", f"microsoft://channel/{TEAM}/19:abc@thread.tacv2")),
    ],
)  # fmt: skip
def test_a_place_is_named_as_its_own_world_names_it(ref: str, kind: str, expected: Location) -> None:
    assert locate(where(ref, kind)) == expected


@pytest.mark.parametrize("written", [f"{SITE}/Shared Papers", f"{SITE}/Shared%20Papers", f"{SITE}/shared%20papers/"])
def test_an_address_finds_the_place_however_it_is_written(written: str) -> None:
    labels = pairs({"url": address(f"{SITE}/Shared%20Papers")})
    library = Resource("sharepoint://b!1", "microsoft365", "library", "Shared Papers", labels=labels)
    assert holds(locate(where(written, "sharepoint-library")), library)
    assert not holds(locate(where(f"{SITE}/Shared", "sharepoint-library")), library)


def test_a_part_is_a_folder_inside() -> None:
    assert locate(where(f"{SITE}/Papers", "sharepoint-library"), "Sick/2026/") == by_url(f"{SITE}/papers/sick/2026", "folder")


@pytest.mark.parametrize(
    ("place", "part", "words"),
    [
        (where("azure://subscriptions/1", ""), "", "none in Microsoft 365"),
        (where("blob://shop/orders", "blob-container"), "", "none in Microsoft 365"),
        (where("", "mailbox"), "", "which mailbox"),
        (where("info", "mailbox"), "", "no mailbox"),
        (where("hr", "sharepoint-site"), "", "no address of a sharepoint-site"),
        (where(f"{SITE}/*/x", "folder"), "", "no address of a folder"),
        (where("https://user@sample.sharepoint.example/sites/hr", "sharepoint-site"), "", "no address"),
        (where(f"{SITE}/Papers/plan.docx", "file"), "", "names no file"),
        (where("x", "team"), "", "names no team"),
        (where("x", "channel"), "", "names no channel"),
        (where("info@sample.example", "mailbox"), "Inbox/", "a mailbox has none"),
        (where("sharepoint://b!1", "sharepoint-library"), "Sick/", "a part is a folder"),
        (where("p01@sample.example", "onedrive"), "Sick/", "a part of a OneDrive"),
        (where(SITE, "sharepoint-site"), "/", "names nothing"),
        (where("", "", tags=(("a", "b"),)), "", "none in Microsoft 365"),
        (where(SITE, "sharepoint-site", tags=(("a", "b"),)), "", "tags and labels"),
        (where("", "sharepoint-site", label="secret"), "", "tags and labels"),
    ],
)
def test_what_is_no_place_is_refused_with_what_is_expected(place: Where, part: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        locate(place, part)


def test_the_sample_policy_names_places_that_are_understood() -> None:
    policy = load(Path(policies.__file__).parent / "examples" / "webshop")
    named = [place for asset in policy.assets for place in asset.where if place.system == "microsoft" and place.kind in KINDS]
    assert {locate(place).kind for place in named} == {"sharepoint-site", "sharepoint-library", "shared-mailbox"}
