"""A small tenant in Microsoft's own objects, and the real clients that ask about it."""

import json
from pathlib import Path

import msal
import requests
import urllib3

from providers.sandbox.microsoft.server import AUDITOR
from providers.sandbox.microsoft.world import Web, World

GRAPH, ARM, EXCHANGE = "https://graph.microsoft.com", "https://management.azure.com", "https://outlook.office365.com"
SHAREPOINT = "https://sample.sharepoint.example"


def guid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


P01, P02, P03, GUEST = (guid(number) for number in range(1, 5))
HR, NESTED, HIDDEN = guid(11), guid(12), guid(13)
APP, SERVICE = guid(21), guid(22)
DRIVE, SITE = "b!drive", f"sample.sharepoint.example,{guid(31)},{guid(32)}"
SUBSCRIPTION = f"/subscriptions/{guid(41)}"


def user(name, number, **more):
    address = f"{name}@sample.example"
    return {"id": guid(number), "displayName": name, "userPrincipalName": address, "mail": address, "userType": "Member"} | more


def tenant():
    world = World()
    world.users = {
        P01: user("p01", 1, accountEnabled=True),
        P02: user("p02", 2, signInActivity={"lastSignInDateTime": "2026-10-01T00:00:00Z"}),
        P03: user("p03", 3, mail=None),
        GUEST: user("guest", 4, userType="Guest"),
    }
    world.groups = {
        HR: {"id": HR, "displayName": "HR", "groupTypes": ["Unified"], "securityEnabled": False, "isArchived": False},
        NESTED: {"id": NESTED, "displayName": "nested", "groupTypes": [], "securityEnabled": True},
        HIDDEN: {"id": HIDDEN, "displayName": "hidden", "groupTypes": ["Unified"], "visibility": "HiddenMembership"},
    }
    world.members = {HR: [P01, P02, P03, NESTED], NESTED: [GUEST, SERVICE], HIDDEN: [P01]}
    world.owners = {HR: [P01], APP: [P02]}
    world.applications = {APP: {"id": APP, "appId": guid(23), "displayName": "app"}}
    world.service_principals = {SERVICE: {"id": SERVICE, "appId": guid(23), "displayName": "app", "servicePrincipalType": "Application"}}
    _files(world)
    world.arm = {SUBSCRIPTION: {"id": SUBSCRIPTION, "subscriptionId": guid(41), "displayName": "shop", "state": "Enabled"}}
    world.sharepoint = {f"{SHAREPOINT}/sites/hr": Web({"Title": "HR", "Url": f"{SHAREPOINT}/sites/HR"})}
    return world


def _files(world):
    world.sites = {SITE: {"id": SITE, "name": "hr", "webUrl": f"{SHAREPOINT}/sites/hr", "isPersonalSite": False}}
    world.site_drives = {SITE: [DRIVE]}
    world.drives = {DRIVE: {"id": DRIVE, "name": "Documents", "driveType": "documentLibrary"}}
    world.items = {
        DRIVE: {
            "root": {"id": "root", "name": "root", "root": {}, "folder": {"childCount": 2}},
            "f": item("f", "root", "folder"),
            "f1": item("f1", "f"),
            "f2": item("f2", "f"),
            "top": item("top", "root"),
        }
    }
    world.permissions = {f"{DRIVE}/root": [granted("owners", "write")], f"{DRIVE}/f2": [granted("owners", "write"), link("anonymous")]}


def item(name, parent, facet="file"):
    return {"id": name, "name": name, facet: {}, "parentReference": {"driveId": DRIVE, "id": parent}}


def granted(name, role):
    return {"id": name, "roles": [role], "grantedToV2": {"siteGroup": {"id": "3", "displayName": name}}}


def link(scope):
    return {"id": f"link-{scope}", "roles": ["read"], "link": {"scope": scope, "type": "view", "webUrl": f"{SHAREPOINT}/x"}}


class Client:
    """Real msal for tokens and real urllib3 for calls, over TLS."""

    def __init__(self, server, tmp_path, credential=None, client_id=AUDITOR):
        self.server = server
        self.settings = server.settings(tmp_path, client_id)
        self.kept = {}  # tokens, until they are over
        self.http = urllib3.PoolManager(ca_certs=self.settings["ca_file"], retries=False)
        pem = Path(self.settings["certificate_file"]).read_text()
        cut = pem.index("-----BEGIN CERTIFICATE")
        self.credential = credential or {"private_key": pem[:cut], "public_certificate": pem[cut:]}

    def token(self, resource=GRAPH):
        """What the authority gives, or its refusal."""
        session = requests.Session()
        session.trust_env, session.verify = False, self.settings["ca_file"]
        app = msal.ConfidentialClientApplication(
            self.settings["client_id"],
            client_credential=self.credential,
            authority=f"{self.server.url}/login.microsoftonline.com/{self.settings['tenant']}",
            instance_discovery=False,
            http_client=session,
        )
        return app.acquire_token_for_client([f"{resource}/.default"])

    def send(self, verb, url, resource=GRAPH, body=None, **headers):
        """One call; a token that is over is fetched anew, once."""
        address = url if url.startswith(self.server.url) else f"{self.server.url}/{url.removeprefix('https://')}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for token in (self.kept.get(resource), None):
            self.kept[resource] = token or self.token(resource)["access_token"]
            signed = named | {"Authorization": f"Bearer {self.kept[resource]}"}
            answer = self.http.request(verb, address, headers=signed, body=body, redirect=False)
            if answer.status != 401 or token is None:
                return answer
        raise AssertionError

    def get(self, path, **headers):
        """Status and body of a call to Graph."""
        url = path if path.startswith("https://") else f"{GRAPH}/v1.0/{path}"
        answer = self.send("GET", url, **headers)
        return answer.status, json.loads(answer.data)

    def value(self, path, **headers):
        """The rows on all pages of a call to Graph that goes well; the last page."""
        rows, page = [], {}
        while path:
            status, page = self.get(path, **headers)
            assert status == 200, page
            rows += page["value"]
            path = page.get("@odata.nextLink", "")
        return rows, page

    def refusal(self, path, **headers):
        """Status and code of a call to Graph that is refused."""
        status, body = self.get(path, **headers)
        return status, body["error"]["code"]

    def arm(self, path, **headers):
        answer = self.send("GET", path if path.startswith("https://") else f"{ARM}{path}", ARM, **headers)
        return answer.status, json.loads(answer.data)


def ids(rows):
    return [row["id"] for row in rows]
