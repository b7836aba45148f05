"""The loader at its edges: files that are no policy files, and many that are."""

import os
from datetime import date
from pathlib import Path

import pytest

from policies.errors import PolicyError, Problem
from policies.language import AccountName, Profile, RoleSpan, Selector, Who, WhoKind
from policies.levels import Level
from policies.load import LARGEST, load, load_text, policy_files
from policies.periods import Period

BASE = """version: 1
house_rules: {profile: starter}
people: {p01: {roles: [finance, {role: seasonal, from: 2026-01-01, until: 2026-06-30}], accounts: {aws: [a, "012"], aws_admin: adm}}}
roles: {finance: , seasonal: }
categories: {contact: }
assets: {mail: {label: {nl: post}, owner: p01, where: ["s3://mail/a/**", {system: aws, tags: {data: mail}}], categories: [contact]}}
"""


def problems(files: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as found:
        load_text(files)
    return found.value.problems


def refused(folder: Path) -> str:
    with pytest.raises(PolicyError) as found:
        load(folder)
    assert all(problem.remedy for problem in found.value.problems)
    return str(found.value)


def test_values_come_out_as_what_they_mean():
    policy = load_text({"a.yaml": BASE})
    person, asset = policy.people[0], policy.assets[0]
    assert policy.house_rules.profile is Profile.STARTER
    assert person.roles == (RoleSpan("finance"), RoleSpan("seasonal", date(2026, 1, 1), date(2026, 6, 30)))
    assert [(each.system, each.name) for each in person.accounts] == [("aws", "a"), ("aws", "012"), ("aws_admin", "adm")]
    assert asset.label == (("nl", "post"),)
    assert [(place.system, place.kind, place.ref, place.tags) for place in asset.where] == [
        ("aws", "s3", "s3://mail/a/**", ()),
        ("aws", "", "", (("data", "mail"),)),
    ]
    assert isinstance(person.accounts[0], AccountName)
    assert str(person.accounts[1].at) == "a.yaml:3:109"


def test_rules_come_out_as_what_they_mean():
    rules = """allow:
  - {id: A1, who: [role:finance, person:p01], may: read, which: [mail], part: a/, until: 2026-12-31}
forbid:
  - {id: F1, who: "role:*", except: role:finance, may: find, which: {categories: [contact]}, in: test, latent: too, severity: low, law: [A32]}
require:
  - {id: R1, for_access_to: mail, need: {people_at_most: 2}}
  - {id: R2, for_assets: all, need: {confirmed_within: P1Y}}
"""
    policy = load_text({"a.yaml": BASE, "b.yaml": rules})
    allow, forbid, (first, second) = policy.allow[0], policy.forbid[0], policy.require
    assert (allow.who, allow.may, allow.part) == ((Who(WhoKind.ROLE, "finance"), Who(WhoKind.PERSON, "p01")), Level.READ, "a/")
    assert (forbid.unless, forbid.environments, forbid.latent) == ((Who(WhoKind.ROLE, "finance"),), ("test",), True)
    assert forbid.which == Selector(categories=("contact",))
    assert (first.which, first.need.at_most, second.need.within) == (Selector(assets=("mail",)), 2, Period(months=12))


def test_provider_settings_stay_text():
    policy = load_text({"a.yaml": BASE, "b.yaml": "providers: {aws: {accounts: [012345678901], deep: {on: yes, n: 4, none: null}}}\n"})
    assert policy.providers[0].settings == '{"accounts": ["012345678901"], "deep": {"n": "4", "none": null, "on": "yes"}}'


def test_a_bomb_of_aliases_is_refused_at_once():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    found = problems({"bomb.yaml": "\n".join(lines)})
    assert [problem.message for problem in found] == ["aliases that unfold to more than 20000 values"]


def test_a_tower_of_brackets_is_refused():
    assert problems({"a.yaml": "store: " + "[" * 100})[0].message == "nested deeper than 40 levels"
    assert "nest" in problems({"a.yaml": "store: " + "[" * 100_000})[0].message  # ours, or the parser's own limit


def test_fifty_megabytes_are_refused_by_their_size(tmp_path: Path):
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert "big.yaml:1:1: too large: 50.0 MB" in refused(tmp_path)
    assert "too large" in problems({"a.yaml": "#" * (LARGEST + 1)})[0].message


def test_a_file_with_too_many_values_is_refused():
    assert "more than" in problems({"a.yaml": "store: [" + "a," * 260_000 + "]"})[0].message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfev\x00e\x00", "a.yaml:1:1: not UTF-8 text"),
        (b"version: 1\nstore: \xe9\n", "a.yaml:2:1: not UTF-8 text"),
        (b"version: 1\x00\n", "a.yaml:1:11: a hidden or control character (U+0000)"),
        (b"version: 1\nstore: a\x1b[31m\n", "a.yaml:2:9: a hidden or control character (U+001B)"),
        ("store: \u202egnp\n".encode(), "a.yaml:1:8: a hidden or control character (U+202E)"),
        (b"people:\n\tp01: {}\n", "a.yaml:2:1: a tab in the indentation"),
        (b"", "a.yaml:1:1: the file is empty"),
    ],
)
def test_text_that_is_no_clean_text_is_refused(tmp_path: Path, content: bytes, said: str):
    (tmp_path / "a.yaml").write_bytes(content)
    assert said in refused(tmp_path)


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert load(tmp_path).people[0].id == "p01"
    assert load(tmp_path).digest == load_text({"a.yaml": BASE}).digest


def test_what_is_no_ordinary_file_is_refused_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken.yaml").symlink_to(tmp_path / "nowhere")
    said = refused(tmp_path)
    assert "pipe.yaml:1:1: not an ordinary file" in said
    assert "folder.yaml:1:1: not an ordinary file" in said
    assert "broken.yaml:1:1: can't be read" in said


def test_a_folder_that_is_not_there_or_is_empty(tmp_path: Path):
    assert "can't be read" in refused(tmp_path / "nowhere")
    assert "no policy file" in refused(tmp_path)
    with pytest.raises(PolicyError):
        load_text({})


def test_hidden_files_and_names_are_not_policy(tmp_path: Path):
    for name in (".hidden.yaml", "people.names.yaml", "notes.txt", "b.yml", "a.yaml"):
        (tmp_path / name).write_text("version: 1\n")
    assert [path.name for path in policy_files(tmp_path)] == ["a.yaml", "b.yml"]
    assert policy_files(tmp_path / "a.yaml") == (tmp_path / "a.yaml",)


def test_a_linked_file_is_read(tmp_path: Path):
    folder = tmp_path / "policy"
    folder.mkdir()
    (tmp_path / "real.yaml").write_text(BASE)
    (folder / "linked.yaml").symlink_to(tmp_path / "real.yaml")
    assert load(folder).people[0].at.file == "linked.yaml"


def test_all_errors_of_all_files_come_at_once():
    found = problems({"a.yaml": BASE + "asets: {}\n", "b.yaml": "rolls: {}\nstore: [x]\n", "c.yaml": "store: 'x\n"})
    assert [str(problem.place) for problem in found] == ["a.yaml:7:1", "b.yaml:1:1", "b.yaml:2:8", "c.yaml:2:1"]


def test_a_file_that_cannot_be_read_makes_no_name_unknown():
    allow = "allow:\n  - {id: A1, who: role:finance, may: read, which: mail}\n"
    found = problems({"a.yaml": BASE + "x: 'y\n", "b.yaml": allow})
    assert [problem.place.file for problem in found] == ["a.yaml"]


def test_the_digest_tells_policies_apart():
    assert load_text({"a.yaml": BASE}).digest == load_text({"a.yaml": BASE}).digest
    assert load_text({"a.yaml": BASE}).digest != load_text({"a.yaml": BASE + "# more\n"}).digest


def test_an_empty_mapping_is_a_file_like_another():
    found = problems({"a.yaml": BASE, "b.yaml": "{}\n", "c.yaml": "allow:\n  - {id: A1, who: role:finanse, may: read, which: mail}\n"})
    assert [problem.message for problem in found] == ["allow.A1.who: there is no role 'finanse'"]
