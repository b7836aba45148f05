"""Drive labels: what is stuck on an item, in the words that people gave it.

Source: the pages "REST Resource: labels" (Drive Labels API) and "Search for files with a specific label or field value" (Drive API).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from audit.model.facts import Pairs
from providers.google_api.reader import Reader
from providers.google_workspace.drive import words
from providers.google_workspace.drive.answers import Label, LabelInfo
from providers.google_workspace.normalise.values import named
from providers.parts import each


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that there are: `titles` of labels, fields (`label.field`) and choices (`label.field.choice`), by their ids."""

    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> str:
        """The ids of the labels as the calls take them; empty when labels are not asked for."""
        return ",".join(sorted(name for name in self.titles if "." not in name))

    def on(self, info: LabelInfo) -> Pairs:
        """The labels of one item: each title as `label`, its id as `label-id`, and a pair for each field that has a value; users are left out."""
        return tuple(sorted(set(self._pairs(info.labels))))

    def _pairs(self, labels: Iterable[Label]) -> Iterator[tuple[str, str]]:
        for label in labels:
            title = self.titles.get(label.id, label.id)
            yield words.LABEL, title
            yield words.LABEL_ID, label.id
            for name, held in label.fields.items():
                place = f"{label.id}.{name}"
                values = (*held.text, *held.integer, *held.date_string, *(self.titles.get(f"{place}.{one}", one) for one in held.selection))
                yield from ((f"{title}.{self.titles.get(place, name)}", value) for value in values)


def read(reader: Reader) -> Labels:
    """The labels of the tenant, those switched off too. What can't be read is a gap of the reader."""
    titles: dict[str, str] = {}
    found = reader.items("drivelabels.v2", "labels.list", "labels", publishedOnly=True, view="LABEL_VIEW_FULL", pageSize=200)
    for made in each(reader, found, lambda label: dict(_titles(label))):
        titles |= made
    return Labels(titles)


def _titles(label: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    identity = named(label, "id")
    yield identity, _title(label, "title") or identity
    for one in label.get("fields") or ():
        field = named(one, "id")
        yield f"{identity}.{field}", _title(one, "displayName") or field
        for choice in (one.get("selectionOptions") or {}).get("choices") or ():
            number = named(choice, "id")
            yield f"{identity}.{field}.{number}", _title(choice, "displayName") or number


def _title(thing: Mapping[str, Any], key: str) -> str:
    return str((thing.get("properties") or {}).get(key) or "")
