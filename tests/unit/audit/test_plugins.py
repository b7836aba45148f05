"""What plugs in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import plugins
from audit.errors import ProviderError, UsageError

OURS = {plugins.PROVIDERS: "aws", plugins.RENDERERS: "json", plugins.COMMANDS: "demo"}


def package(folder: Path, name: str, points: str) -> None:
    """An installed package with entry points for providers."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[toegang.providers]\n{points}\n")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    sys.path.insert(0, str(tmp_path))
    yield tmp_path
    sys.path.remove(str(tmp_path))


@pytest.mark.parametrize("group", sorted(OURS))
def test_what_the_package_gives_is_found(group: str) -> None:
    assert OURS[group] in plugins.names(group)


def test_a_provider_and_a_renderer_are_what_they_are_called() -> None:
    assert plugins.provider("aws").name == "aws"
    assert plugins.renderer("table").name == "table"


def test_a_name_that_nobody_gives() -> None:
    with pytest.raises(UsageError, match="no provider is named awss") as raised:
        plugins.provider("awss")
    assert raised.value.remedy == "did you mean aws?"


def test_a_plugin_without_its_extra_names_the_extra_of_its_name(site: Path) -> None:
    package(site, "one", "google = one_google:provider")
    (site / "one_google.py").write_text("import googleapiclient_that_is_not_there")
    with pytest.raises(ProviderError, match="google needs googleapiclient_that_is_not_there, which is not installed") as raised:
        plugins.provider("google")
    assert raised.value.remedy == "pip install 'toegang[google]'"


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        ("boto3", "aws"),
        ("moto.server", "demo"),
        ("pyspark", "spark"),
        ("googleapiclient", "google"),
        ("cel_expr_python", "google"),
        ("flask", "all"),
    ],
)
def test_a_module_that_is_missing_names_the_extra_that_lists_it(module: str, extra: str) -> None:
    assert plugins.missing(ModuleNotFoundError(name=module)).remedy == f"pip install 'toegang[{extra}]'"


def test_a_plugin_without_its_object_is_said_to_be_broken(site: Path) -> None:
    package(site, "hollow", "hollow = hollow_one:provider")
    (site / "hollow_one.py").write_text("")
    with pytest.raises(ProviderError, match="hollow of hollow can't be loaded") as raised:
        plugins.provider("hollow")
    assert raised.value.remedy == "reinstall hollow"


def test_two_packages_with_one_name_are_not_chosen_between(site: Path) -> None:
    package(site, "first", "twice = first:provider")
    package(site, "second", "twice = second:provider")
    with pytest.raises(ProviderError, match="first and second"):
        plugins.provider("twice")


@pytest.mark.parametrize(("word", "remedy"), [("chek", "did you mean check?"), ("zzz", "known: check, drift")])
def test_a_word_that_is_not_known_gets_the_nearest_or_all(word: str, remedy: str) -> None:
    assert plugins.nearest(word, ("check", "drift")) == remedy
