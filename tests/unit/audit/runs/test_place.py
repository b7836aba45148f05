from pathlib import Path
from uuid import uuid4

import pytest

from audit.runs.place import Place


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place.of(str(tmp_path / "store") if request.param == "folder" else f"memory://{uuid4()}")


def built(place: Place, name: str) -> Path:
    work = place.workshop(name)
    (work / "z").mkdir()
    for file in ("a", "last", "z/b"):
        (work / file).write_text(file)
    return work


def test_a_folder_is_published_whole_and_removed_whole(place: Place):
    work = built(place, "run")
    place.publish(work, "run", "last")
    assert not work.exists()
    assert place.files("run") == ("a", "last", "z/b")
    assert (place.names(), place.read("run/z/b")) == (("run",), b"z/b")
    place.remove("run", "last")
    assert (place.names(), place.exists("run")) == ((), False)


def test_a_bucket_gets_what_makes_it_whole_last():
    place = Place.of(f"memory://{uuid4()}")
    place.publish(built(place, "run"), "run", "last")
    created = {file: place.fs.info(place.path(f"run/{file}"))["created"] for file in place.files("run")}
    assert max(created, key=lambda file: created[file]) == "last"


def test_a_small_file_is_replaced_and_leaves_nothing_beside_it(place: Place):
    place.write("ledger", b"one")
    place.write("ledger", b"two")
    assert (place.read("ledger"), place.names()) == (b"two", ("ledger",))


def test_a_folder_that_is_there_is_not_replaced(tmp_path: Path):
    place = Place.of(str(tmp_path))
    place.publish(built(place, "run"), "run", "last")
    with pytest.raises(OSError, match=r"not empty|exists"):
        place.publish(built(place, "run"), "run", "last")
