import pytest

from audit.runs.chapters import Chapters, file_name


def test_a_chapter_is_done_when_its_block_is_left():
    chapters = Chapters()
    with chapters.opened("drive/p01"):
        assert not chapters.has("drive/p01")
    assert (chapters.has("drive/p01"), chapters.has("drive/p02"), len(chapters)) == (True, False, 1)


def test_a_chapter_left_by_an_exception_can_be_opened_again():
    chapters = Chapters()
    with pytest.raises(KeyError), chapters.opened("a"):
        raise KeyError
    assert not chapters.has("a")
    with chapters.opened("a"):
        pass
    assert chapters.has("a")


@pytest.mark.parametrize("done", [True, False])
def test_a_chapter_is_written_once(done: bool):
    chapters = Chapters({file_name("a")} if done else ())
    with pytest.raises(ValueError, match="the chapter a is open or done"), chapters.opened("b" if done else "a"), chapters.opened("a"):
        pass


def test_every_name_has_a_file_of_its_own():
    names = ("a/../b", "\ud800", "x" * 1000, "", "é")
    assert len({file_name(name) for name in names}) == len(names)
    assert all(file_name(name).isalnum() and len(file_name(name)) == 32 for name in names)
