"""Which action gives which level: every one is an action, asked on what there is."""

from providers.azure.evaluate.levels import ACCESS_POLICIES, ACCESS_WORDS, COSMOS_DATA, RULES, On
from providers.azure.kinds import ResourceKind
from providers.azure.operations import OPERATIONS


def test_every_action_is_written_as_azure_writes_it():
    rules = [rule for found in RULES.values() for rule in found]
    for action in (name for rule in rules for name in (rule.action, rule.also) if name):
        assert action.startswith("Microsoft.")
        assert "*" not in action
        assert action.rpartition("/")[2] in ("read", "write", "delete", "action")


def test_no_level_is_given_by_what_the_audit_may_do():
    """Else the audit itself would read content by its own role."""
    own = {operation.permission.lower() for operation in OPERATIONS}
    levels = {rule.levels for found in RULES.values() for rule in found if rule.action.lower() in own}
    assert {level.name for level in levels} <= {"FIND"}


def test_only_blobs_are_told_apart():
    assert {kind for kind, found in RULES.items() if any(rule.on is On.BLOBS for rule in found)} == {ResourceKind.CONTAINER}


def test_words_of_access_policies():
    assert set(ACCESS_POLICIES) == {ResourceKind.SECRET, ResourceKind.KEY}
    assert {"get", "list", "set", "unwrapkey", "all", "backup"} <= ACCESS_WORDS


def test_cosmos_data_actions_are_of_cosmos():
    assert all(action.startswith("Microsoft.DocumentDB/databaseAccounts/") for _, action in COSMOS_DATA)
