"""The wheel holds what the command needs at run time: schemas, examples and the sample company, and nothing of the tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    place = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def test_every_source_and_data_file_is_packed(packed: frozenset[str]):
    tracked = subprocess.run(
        ["git", "ls-files", "audit", "policies", "providers", "reports"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(tracked) - packed == set()
    assert any(name.startswith("policies/schema/") for name in packed)
    assert any(name.startswith("policies/examples/webshop/") for name in packed)


def test_nothing_but_the_four_rooms_is_packed(packed: frozenset[str]):
    rooms = {name.split("/")[0] for name in packed if ".dist-info" not in name}
    assert rooms == {"audit", "policies", "providers", "reports"}
