"""assets.yaml: each asset with its reason."""

from dataclasses import replace

from audit.proposal.assets_page import assets_page
from audit.proposal.guesses import GUESSES
from audit.proposal.inventory import FoundStore, Inventory
from tests.unit.audit.proposal.test_pages import ASSET, seen


def test_a_mark_is_said_to_be_guessed_by_its_word() -> None:
    lines = assets_page(seen(), Inventory((replace(ASSET, category=GUESSES[0], word="patient"),), (), ()))
    assert "  health-data: {label: data about health, sensitive: art9}" in lines
    assert any("guessed to be data about health by “patient”" in line for line in lines)


def test_a_store_without_a_name_has_its_address_for_one() -> None:
    lines = assets_page(
        seen(), Inventory((replace(ASSET, store=FoundStore("aws", "s3://x", "s3-bucket", " ", "https://x.example")),), (), ())
    )
    assert "    label: s3://x" in lines
    assert "  # https://x.example" in lines
