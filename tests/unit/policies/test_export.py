"""An export of HR, line by line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.errors import PolicyError
from policies.language import Person, Policy, RoleSpan
from policies.load import load, load_text

POLICY = """house_rules: {profile: starter}
roles: {warehouse: , care: }
roster:
  file: export.csv
  columns: {id: Nr, starts: In dienst, ends: Uit dienst, roles: Functie, email: E-mail, kind: Contract, status: Toestand}
  dates: d/m/y
  prefix: p
  roles: {Magazijnier: warehouse, Klantendienst: care, Stagiair: null}
  kinds: {Bediende: employee, Jobstudent: student}
  statuses: {Actief: active, Opzeg: notice}
"""
HEADER = "Nr;Naam;In dienst;Uit dienst;Functie;E-mail;Contract;Toestand"


def policy(*lines: str, more: str = "", text: str = POLICY, header: str = HEADER) -> Policy:
    return load_text({"a.yaml": text + more, "export.csv": "\r\n".join((header, *lines))})


def people(*lines: str, more: str = "", text: str = POLICY, header: str = HEADER) -> dict[str, Person]:
    return {person.id: person for person in policy(*lines, more=more, text=text, header=header).people}


def test_a_line_is_a_person_with_the_columns_that_are_named():
    found = people("01;not kept;01/03/2021;31/12/2026;Magazijnier;p01@shop.example;Jobstudent;Opzeg")["p01"]
    assert (found.starts, found.ends, found.kind, found.status, found.email) == (
        date(2021, 3, 1),
        date(2026, 12, 31),
        "student",
        "notice",
        "p01@shop.example",
    )
    assert found.roles == (RoleSpan("warehouse"),)
    assert (found.at.file, found.at.line) == ("export.csv", 2)


def test_numbers_keep_their_zeros_and_an_empty_value_says_nothing():
    found = people("007;;;;;;;")["p007"]
    assert (found.starts, found.ends, found.roles, found.email, found.status) == (None, None, (), "", "")


def test_several_lines_are_contracts_after_each_other():
    found = people("1;;01/01/2020;30/06/2026;Magazijnier;;Jobstudent;", "1;;01/07/2026;;Klantendienst;;Bediende;")["p1"]
    assert (found.starts, found.ends, found.kind) == (date(2020, 1, 1), None, "employee")
    assert found.roles == (RoleSpan("warehouse", date(2020, 1, 1), date(2026, 6, 30)), RoleSpan("care", date(2026, 7, 1), None))


def test_the_last_end_is_the_end_where_every_contract_ended():
    found = people("1;;01/01/2020;30/06/2025;Magazijnier;;;", "1;;01/07/2025;30/06/2026;Magazijnier;;;")["p1"]
    assert found.ends == date(2026, 6, 30)


@pytest.mark.parametrize("end", ["31/12/9999", "", " "])
def test_an_end_that_never_comes_is_none(end: str):
    assert people(f"1;;01/01/2020;{end};;;;")["p1"].ends is None


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_out(separator: str):
    header, line = HEADER.replace(";", separator), f'1;"a{separator}b";01/01/2020;;Magazijnier;;;'.replace(";", separator)
    if separator == ";":
        line = '1;"a;b";01/01/2020;;Magazijnier;;;'
    assert people(line, header=header)["p1"].starts == date(2020, 1, 1)


def test_a_byte_order_mark_and_a_quoted_line_break_are_read(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(POLICY)
    lines = (HEADER, '1;"two\r\nlines";01/01/2020;;Magazijnier;;;', "", "2;;;;Onbekend;;;")
    (tmp_path / "export.csv").write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    with pytest.raises(PolicyError) as error:
        load(tmp_path)
    assert [(each.place.file, each.place.line, each.text) for each in error.value.problems] == [("export.csv", 5, "Onbekend")]


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("1;;2020-01-01;;;;;", "no day as d/m/y writes it", "say `dates: y-m-d`"),
        ("1;;31/02/2020;;;;;", "no day as d/m/y writes it", "write it as d/m/y"),
        ("1;;01/01/20;;;;;", "no day as d/m/y writes it", "write it as d/m/y"),
        ("1;;;;Chauffeur;;;", "'Chauffeur' is not among `roster.roles`", "add it: Chauffeur: …"),
        (";;01/01/2020;;;;;", "a line without a number of a person", "fill in Nr"),
        ("1;;;", "4 values under 8 columns", "quote the value that has the separator in it"),
        ("1 2;;;;;;;", "not “An id", "use letters"),
        ("1;;;;;no-address;;", "people.p1.email: not “The address", "write one address"),
    ],
)
def test_what_is_wrong_is_said_with_the_line(line: str, message: str, remedy: str):
    with pytest.raises(PolicyError) as error:
        people("9;;01/01/2020;;;;;", line)
    (problem,) = error.value.problems
    assert (problem.place.file, problem.place.line) == ("export.csv", 3)
    assert message in problem.message
    assert remedy in problem.remedy


def test_a_column_that_is_not_there_is_said_where_it_is_named():
    with pytest.raises(PolicyError) as error:
        people("1", header="Nummer")
    assert {problem.place.file for problem in error.value.problems} == {"a.yaml"}
    assert "name one of: Nummer" in error.value.problems[0].remedy


@given(st.lists(st.tuples(st.integers(0, 30), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.booleans()), max_size=12))
def test_nobody_is_lost_and_every_day_is_as_it_was_written(rows: list[tuple[int, date, bool]]):
    lines = [f"{number};;{day:%d/%m/%Y};{day:%d/%m/%Y};;;;" if ended else f"{number};;{day:%d/%m/%Y};;;;;" for number, day, ended in rows]
    found = people(*lines)
    assert set(found) == {f"p{number}" for number, _, _ in rows}
    for name, person in found.items():
        mine = [(day, ended) for number, day, ended in rows if f"p{number}" == name]
        assert person.starts == min(day for day, _ in mine)
        assert person.ends == (max(day for day, _ in mine) if all(ended for _, ended in mine) else None)
