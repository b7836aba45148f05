"""A few people, groups and applications of one tenant, and whom Exchange means by its names."""

from providers.microsoft365.directory import Administrators, AppPermission, Directory, Group, ServicePrincipal, User
from providers.microsoft365.normalise.recipients import Recipients, listed

GRAPH, EXCHANGE = "00000003-0000-0000-c000-000000000000", "00000002-0000-0ff1-ce00-000000000000"
TENANT = "5a000000-0000-4000-8000-000000000001"


def number(of: int) -> str:
    return f"00000000-0000-4000-8000-{of:012}"


def user(of: int, **more: object) -> User:
    address = f"p{of:02}@sample.example"
    return User(f"microsoft://user/{number(of)}", address, number(of), address, **more)


def group(of: int, name: str, **more: object) -> Group:
    return Group(f"microsoft://group/{number(of)}", f"{name}@sample.example", number(of), name, **more)


def app(of: int, *permissions: str, api: str = GRAPH) -> ServicePrincipal:
    given = tuple(AppPermission(api, word, number(of)) for word in permissions)
    return ServicePrincipal(f"microsoft://service-principal/{number(of)}", number(of + 1), number(of), f"app {of}", permissions=given)


AN, BO, GUEST = (
    user(1, aliases=("an@sample.example",)),
    user(2),
    User("microsoft://user/00000000-0000-4000-8000-000000000003", "p03@out.example", number(3), "p03@out.example", guest=True),
)
SALES = group(20, "sales")
ADMIN_ROLE = "microsoft://directory-role/29232cdf-9323-42fd-ade2-1d097af3e4de"


def directory(*services: ServicePrincipal, groups: tuple[Group, ...] = (SALES,)) -> Directory:
    made = Directory.of(TENANT, ("sample.example",), (AN, BO, GUEST), groups, services)
    return Directory(**{name: getattr(made, name) for name in made.__slots__} | {"administrators": Administrators(mailboxes=(ADMIN_ROLE,))})


ROWS = (
    {
        "Name": "p02",
        "Identity": "p02",
        "DisplayName": "Person Two",
        "ExternalDirectoryObjectId": number(2),
        "PrimarySmtpAddress": "p02@sample.example",
    },
    {"Name": "twin a", "DisplayName": "Twin", "ExternalDirectoryObjectId": number(8), "PrimarySmtpAddress": "p08@sample.example"},
    {"Name": "twin b", "DisplayName": "Twin", "ExternalDirectoryObjectId": number(9), "PrimarySmtpAddress": "p09@sample.example"},
    {"Name": "Sales", "ExternalDirectoryObjectId": number(20), "RecipientTypeDetails": "MailUniversalSecurityGroup"},
    {
        "Name": "Desk",
        "RecipientTypeDetails": "MailContact",
        "ExternalEmailAddress": "SMTP:desk@out.example",
        "PrimarySmtpAddress": "desk@sample.example",
    },
)


def recipients(of: Directory | None = None) -> Recipients:
    held = of or directory()
    return Recipients.of([listed(row, held) for row in ROWS], held)
