"""The example policy set, and the corrections that another state of the company makes in it."""

from collections.abc import Mapping
from importlib.resources import files

from providers.sandbox.company import Company

EXAMPLE = "examples/webshop"


def policy_files(company: Company) -> Mapping[str, str]:
    """The files of the policy set by name, as this state of the company has them.

    Raises ValueError for a correction whose text does not stand in its file exactly once.
    """
    folder = files("policies").joinpath(EXAMPLE)
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")}
    for correction in company.get("policy", ()):
        name, said = correction["in"], correction["said"]
        if texts[name].count(said) != 1:
            raise ValueError(f"{name} says this {texts[name].count(said)} times, not once: {said}")
        texts[name] = texts[name].replace(said, correction["says"])
    return texts
