"""Organisations, folders and projects: the tree in which policies are inherited."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from providers.gcp.collect.listing import shows_everything
from providers.gcp.collect.raw import Place, name
from providers.gcp.settings import GcpSettings
from providers.google_api.names import project as place_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer, text, told

_API = "cloudresourcemanager.v3"
_NAME = re.compile(r"(organizations|folders)/[^/\s]+")


def collect(reader: Reader, settings: GcpSettings) -> tuple[Place, ...]:
    """Every place to read, ancestors before what is below them, otherwise by name.

    With projects in the settings those and what is above them alone; with an organisation what is in it alone.
    """
    organizations = () if settings.projects else tuple(_organizations(reader, settings.organization))
    folders = tuple(_folders(reader, organizations))
    found = {project.name: project for project in _projects(reader, settings)}
    projects = [found[name] for name in sorted(found)]
    for organization in organizations:
        shows_everything(reader, organization, f"{_API}:projects.search", "resourcemanager.projects.get")
    places = {place.name: place for place in (*organizations, *folders)}
    places |= {place.name: place for project in projects for place in reversed(tuple(_above(reader, project, places)))}
    if settings.organization:
        projects = [project for project in projects if settings.organization in _line(project, places)]
    needed = {name for project in projects for name in _line(project, places)} | {place.name for place in (*organizations, *folders)}
    return (*(place for place in places.values() if place.name in needed), *projects)


def _organizations(reader: Reader, named: str) -> Iterator[Place]:
    if named:
        told = reader.ask(_API, "organizations.get", about=place_uri(named), name=named)
        yield _known(reader, told, named)
        return
    found = reader.items(_API, "organizations.search", "organizations", about="google://", pageSize=50)
    yield from sorted(streamed(reader, found, _place), key=lambda place: place.name)


def _folders(reader: Reader, parents: Iterable[Place]) -> Iterator[Place]:
    """Level by level, each once. A folder that is being deleted is empty."""
    level, seen = tuple(parents), set[str]()
    while level:
        found = {
            folder.name: replace(folder, parent=parent.name)
            for parent in level
            for folder in streamed(
                reader,
                reader.items(_API, "folders.list", "folders", about=parent.uri, parent=parent.name, pageSize=100),
                _place,
                about=parent.uri,
            )
        }
        level = tuple(found[name] for name in sorted(found.keys() - seen))
        seen |= found.keys()
        yield from level


def _projects(reader: Reader, settings: GcpSettings) -> Iterator[Place]:
    if not settings.projects:
        yield from streamed(reader, reader.items(_API, "projects.search", "projects", about="google://", pageSize=500), _project)
        return
    for named in settings.projects:
        answer = reader.ask(_API, "projects.get", about=place_uri(named), name=f"projects/{named}")
        yield from streamed(reader, [{**(answer or {}), "projectId": named}], _project, about=place_uri(named))


def _above(reader: Reader, project: Place, known: Mapping[str, Place]) -> Iterator[Place]:
    """The places above a project that are not known yet, nearest first. One that can't be read stays, for its policies matter."""
    above, seen = project.parent, set[str]()
    while above and above not in known and above not in seen:
        seen.add(above)
        if not _NAME.fullmatch(above):
            reader.gap("read places", f"{above} is above it, which is no folder and no organisation", about=project.uri)
            return
        told = reader.ask(_API, f"{above.partition('/')[0]}.get", about=place_uri(above), name=above)
        found = _known(reader, told, above)
        yield found
        above = found.parent


def _line(project: Place, places: Mapping[str, Place]) -> Sequence[str]:
    """The names of the places above a project, nearest first."""
    line: list[str] = []
    above = project.parent
    while above and above not in line:
        line.append(above)
        above = places[above].parent if above in places else ""
    return line


def _known(reader: Reader, told: Answer | None, named: str) -> Place:
    """A place that was asked for by its name, which stays whatever Google said of it."""
    if told is not None and told.get("name") != named:
        reader.gap("read places", "the answer is about another place, or about none", about=place_uri(named))
    return Place(named, text(told or {}, "parent"), "", {**(told or {}), "name": named})


def _place(body: Answer) -> Iterator[Place]:
    called = name(body, "name")
    if not _NAME.fullmatch(called):
        raise ValueError(f"{called} is no folder and no organisation")
    yield Place(called, text(body, "parent"), "", body)
    told(body, "parent")


def _project(body: Answer) -> Iterator[Place]:
    yield Place(f"projects/{name(body, 'projectId')}", text(body, "parent"), text(body, "name").partition("/")[2], body)
    told(body, "parent", "name")
