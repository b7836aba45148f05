"""One root error, few children, an exit code each. Policy errors (`policies.errors`) end with 2 as well."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes users can rely on."""

    COMPLIES = 0
    VIOLATIONS = 1
    USAGE = 2  # the command or the policy is wrong
    CANNOT_TELL = 3  # gaps, and no violation known
    FAILED = 4


class ToegangError(Exception):
    """Something that ends a command, said so that a user can act: what is wrong, and the remedy."""

    exit_code = Exit.FAILED

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n    remedy: {self.remedy}" if self.remedy else self.message


class UsageError(ToegangError):
    """The command was asked for something that can't be (an unknown person, a run that is not there)."""

    exit_code = Exit.USAGE


class RunError(ToegangError):
    """A run on disk is damaged, unfinished or of a newer version."""


class ProviderError(ToegangError):
    """A provider can't be used at all (no credentials, an extra that is not installed)."""


class ReadOnlyError(ToegangError):
    """A call that is not on the provider's allow-list was stopped before it left. Always a defect, never the user's doing."""
