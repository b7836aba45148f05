"""Drive labels in people's words."""

import msgspec

from providers.google_workspace.drive.answers import LabelInfo
from providers.google_workspace.drive.labels import Labels


def info(*labels: dict) -> LabelInfo:
    return msgspec.convert({"labels": list(labels)}, LabelInfo)


TITLES = {"L1": "Personal", "L1.f1": "Class", "L1.f1.c1": "Secret", "L2": "Other"}


def test_a_label_is_called_by_its_title_and_by_its_id():
    assert Labels(TITLES).on(info({"id": "L1"})) == (("label", "Personal"), ("label-id", "L1"))


def test_its_fields_are_pairs_of_their_own_and_users_are_left_out():
    fields = {
        "f1": {"selection": ["c1", "c9"]},
        "f2": {"text": ["HR"], "integer": ["3"], "dateString": ["2026-01-01"]},
        "f3": {"user": [{"emailAddress": "p02@shop.example"}]},
    }
    assert set(Labels(TITLES).on(info({"id": "L1", "fields": fields}))) == {
        ("label", "Personal"),
        ("label-id", "L1"),
        ("Personal.Class", "Secret"),
        ("Personal.Class", "c9"),
        ("Personal.f2", "HR"),
        ("Personal.f2", "3"),
        ("Personal.f2", "2026-01-01"),
    }


def test_a_label_that_nobody_defined_keeps_its_id():
    assert Labels(TITLES).on(info({"id": "L9"})) == (("label", "L9"), ("label-id", "L9"))


def test_the_calls_take_the_ids_of_labels_alone():
    assert Labels(TITLES).ids == "L1,L2"
    assert Labels().ids == ""
