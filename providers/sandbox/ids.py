"""The ids that moto draws, made the same every time: an id comes from the name of what it is for, whatever else was made before."""


def draw_from(name: str) -> None:
    """The next ids are drawn from this name."""
    from moto.moto_api._internal import mock_random  # noqa: PLC0415 - an SDK is imported when it is used

    mock_random.seed(name)


def rename_account(management: str, drawn: str, wanted: str) -> None:
    """Gives a created account its number in the example: CreateAccount takes none."""
    from moto.organizations.models import organizations_backends  # noqa: PLC0415 - an SDK is imported when it is used

    organisation = organizations_backends[management]["aws"]
    organisation.get_account_by_id(drawn).id = wanted
    masters = organizations_backends.master_accounts
    masters[wanted] = masters.pop(drawn)
