from providers.microsoft365.mail_operations import OPERATIONS, Surface


def test_every_surface_is_asked_about():
    assert {operation.surface for operation in OPERATIONS} == set(Surface)


def test_commands_can_only_read():
    commands = [operation for operation in OPERATIONS if operation.service == "exchange"]
    assert commands
    assert all(command.name.startswith("Get-") for command in commands)


def test_permissions_can_only_read():
    asked = [operation for operation in OPERATIONS if operation.service == "graph"]
    assert asked
    assert all(".Read" in operation.permission and "Write" not in operation.permission for operation in asked)


def test_every_call_says_why():
    assert all(operation.why for operation in OPERATIONS)


def test_no_call_is_listed_twice():
    assert len({(operation.service, operation.name) for operation in OPERATIONS}) == len(OPERATIONS)
