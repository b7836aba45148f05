"""Organisations, folders and projects: the tree in which policies are inherited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from providers.gcp.collect.listing import shows_everything
from providers.gcp.collect.raw import Answer, Place
from providers.gcp.settings import GcpSettings
from providers.google_api.names import project as place_uri
from providers.google_api.reader import Reader

_API = "cloudresourcemanager.v3"


def collect(reader: Reader, settings: GcpSettings) -> tuple[Place, ...]:
    """Every place to read, ancestors before what is below them, otherwise by name.

    With projects in the settings those and what is above them alone; with an organisation what is in it alone.
    """
    organizations = () if settings.projects else tuple(_organizations(reader, settings.organization))
    folders = tuple(_folders(reader, organizations))
    projects = sorted(_projects(reader, settings), key=lambda project: project.name)
    for organization in organizations:
        shows_everything(reader, organization, f"{_API}:projects.search", "resourcemanager.projects.get")
    places = {place.name: place for place in (*organizations, *folders)}
    places |= {place.name: place for project in projects for place in reversed(tuple(_above(reader, project, places)))}
    if settings.organization:
        projects = [project for project in projects if settings.organization in _line(project, places)]
    needed = {name for project in projects for name in _line(project, places)} | {place.name for place in (*organizations, *folders)}
    return (*(place for place in places.values() if place.name in needed), *projects)


def _organizations(reader: Reader, name: str) -> Iterator[Place]:
    if name:
        told = reader.ask(_API, "organizations.get", about=place_uri(name), name=name)
        yield _place(told or {"name": name})
        return
    found = reader.items(_API, "organizations.search", "organizations", about="google://", pageSize=50)
    yield from sorted(map(_place, found), key=lambda place: place.name)


def _folders(reader: Reader, parents: Iterable[Place]) -> Iterator[Place]:
    """Level by level. A folder that is being deleted is empty."""
    level = tuple(parents)
    while level:
        found = [
            _place(folder)
            for parent in level
            for folder in reader.items(_API, "folders.list", "folders", about=parent.uri, parent=parent.name, pageSize=100)
        ]
        level = tuple(sorted(found, key=lambda place: place.name))
        yield from level


def _projects(reader: Reader, settings: GcpSettings) -> Iterator[Place]:
    if not settings.projects:
        yield from map(_project, reader.items(_API, "projects.search", "projects", about="google://", pageSize=500))
        return
    for name in settings.projects:
        told = reader.ask(_API, "projects.get", about=place_uri(name), name=f"projects/{name}")
        yield _project(told or {"projectId": name})


def _above(reader: Reader, project: Place, known: Mapping[str, Place]) -> Iterator[Place]:
    """The places above a project that are not known yet, nearest first. One that can't be read stays, for its policies matter."""
    name, seen = project.parent, set[str]()
    while name and name not in known and name not in seen:
        seen.add(name)
        told = reader.ask(_API, f"{name.partition('/')[0]}.get", about=place_uri(name), name=name)
        found = _place(told or {"name": name})
        yield found
        name = found.parent


def _line(project: Place, places: Mapping[str, Place]) -> Sequence[str]:
    """The names of the places above a project, nearest first."""
    line: list[str] = []
    name = project.parent
    while name and name not in line:
        line.append(name)
        name = places[name].parent if name in places else ""
    return line


def _place(body: Answer) -> Place:
    return Place(body["name"], body.get("parent", ""), "", body)


def _project(body: Answer) -> Place:
    number = body.get("name", "").partition("/")[2]
    return Place(f"projects/{body['projectId']}", body.get("parent", ""), number, body)
