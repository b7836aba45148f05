import pytest

from audit.model.facts import PUBLIC
from providers.microsoft365.normalise.recipients import Recipients, Whom, address_of, listed
from tests.unit.providers.microsoft365.normalise.mail import AN, BO, GUEST, SALES, directory, number, recipients


@pytest.mark.parametrize(
    ("word", "who"),
    [
        ("P01@sample.example", AN.id),
        ("an@sample.example", AN.id),
        ("smtp:p01@sample.example", AN.id),
        (number(1), AN.id),
        ("p02", BO.id),
        ("Person Two", BO.id),
        ("Sales", SALES.id),
        ("twin a", f"microsoft://user/{number(8)}"),
    ],
)
def test_whom_a_name_means(word: str, who: str):
    assert recipients().whom(word) == Whom(who)


@pytest.mark.parametrize("word", ["NT AUTHORITY\\SELF", "nt authority\\self", "S-1-5-10"])
def test_the_owner_is_nobody_else(word: str):
    assert recipients().whom(word) is None


@pytest.mark.parametrize("word", ["Everyone", "NT AUTHORITY\\Authenticated Users", "S-1-1-0", "NT:S-1-1-0", "S-1-5-11"])
def test_everybody_is_no_account_that_is_gone(word: str):
    assert recipients().whom(word) == Whom(directory().everybody())


@pytest.mark.parametrize("word", ["NT AUTHORITY\\ANONYMOUS LOGON", "S-1-5-7"])
def test_whoever_does_not_sign_in(word: str):
    assert recipients().whom(word) == Whom(PUBLIC)


def test_nobody_is_an_error():
    with pytest.raises(ValueError, match="nobody"):
        recipients().whom(" ")


@pytest.mark.parametrize("word", ["box@out.example", "ExchangePublishedUser.box@out.example", "Desk", "desk@sample.example"])
def test_addresses_elsewhere(word: str):
    found = recipients().whom(word)
    assert found is not None
    assert found.outside
    assert found.id.endswith("@out.example")


def test_a_guest_is_outside():
    assert recipients().whom("p03@out.example") == Whom(GUEST.id, outside=True)


def test_a_name_that_two_have_means_neither():
    found = recipients().whom("Twin")
    assert found == Whom("microsoft://recipient/twin", "whom Exchange means by Twin is not known: several have that name")


def test_a_name_that_nobody_has():
    assert recipients().whom("Nobody") == Whom("microsoft://recipient/nobody", "whom Exchange means by Nobody is not known")


@pytest.mark.parametrize("word", ["S-1-5-21-1004336348-1177238915-682003330-512", "NT:S-1-5-21-1004336348-1177238915-682003330-512"])
def test_an_account_that_is_gone(word: str):
    assert recipients().whom(word) == Whom("microsoft://principal/s-1-5-21-1004336348-1177238915-682003330-512", gone=True)


def test_groups_that_microsoft_keeps():
    assert recipients().whom("EURPR05A001\\Exchange Servers") == Whom("microsoft://service/exchange/exchange servers")


def test_an_exact_name_wins_over_a_display_name():
    held = directory()
    rows = ({"DisplayName": "p05@sample.example", "PrimarySmtpAddress": "p04@sample.example"}, {"PrimarySmtpAddress": "p05@sample.example"})
    assert Recipients.of([listed(row, held) for row in rows], held).whom("p05@sample.example") == Whom(
        "microsoft://user/p05@sample.example"
    )


def test_a_row_that_names_nobody_is_an_error():
    with pytest.raises(ValueError, match="no address"):
        listed({"Identity": "x"}, directory())


def test_the_address_of_a_mailbox():
    assert address_of({"PrimarySmtpAddress": "Info@Sample.example"}) == "info@sample.example"
