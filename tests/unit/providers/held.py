"""A run of one provider on disk, held against a policy: everything between Google's answer and a finding."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from audit.pipeline import Held, collect, hold, keep, plan
from audit.ports import Provider
from audit.runs.store import Store
from policies.load import load_text

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def held(provider: Provider, settings: Mapping[str, object], places: Mapping[str, str], folder: Path) -> Held:
    """The run of a policy with an asset at each place, evaluated, checked and kept."""
    told = "".join(f"    {key}: {value}\n" for key, value in settings.items())
    assets = "".join(f"  {name}: {{label: {name}, owner: p01, where: [{where}], categories: [post]}}\n" for name, where in places.items())
    text = "version: 1\nhouse_rules: {profile: starter}\norganisation: {id: shop, name: Shop, domains: [shop.example]}\n"
    text += f"people: {{p01: {{email: p01@shop.example}}}}\ncategories: {{post: {{label: post}}}}\nassets:\n{assets}"
    policy = load_text({"policy.yaml": f"{text}providers:\n  {provider.name}:\n{told}"})
    made = plan(policy, (), lambda _: provider, (provider.name,))
    found = hold(made, collect(made, Store(str(folder)), AT, "1.0", lambda _: None))
    keep(found, ())
    return found
