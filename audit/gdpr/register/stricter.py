"""Which assets the Belgian act of 30 July 2018 asks a list for: genetic, biometric or health data (art. 9), convictions and offences (art. 10 § 2)."""

from dataclasses import dataclass
from enum import StrEnum

from audit.gdpr.register.dpv import kind_of
from policies.language import Asset, Category, Policy

_LISTED = frozenset({"health", "genetic", "biometric"})


class Article(StrEnum):
    """The article of the act that asks for the list."""

    ART_9 = "9"
    ART_10 = "10"


@dataclass(frozen=True, slots=True)
class Stricter:
    """An asset that the list is about, the categories that make it so, and what the policy itself says of it.

    `sure` is false where an Art. 9 category may or may not be of health, genetic or biometric data. `denied`: the policy says that no list is
    kept, and a category says that it should be.
    """

    asset: Asset
    article: Article
    categories: tuple[Category, ...]
    sure: bool = True
    denied: bool = False


def stricter(policy: Policy) -> tuple[Stricter, ...]:
    """The assets in the order of the inventory, one entry for each article."""
    found = ((_art_9(policy, asset), _art_10(policy, asset)) for asset in policy.assets)
    return tuple(each for pair in found for each in pair if each)


def _art_9(policy: Policy, asset: Asset) -> Stricter | None:
    special = [each for each in _categories(policy, asset) if each.sensitive == "art9"]
    known = [each for each in _categories(policy, asset) if kind_of(each.dpv) in _LISTED]
    open_ones = [each for each in special if not kind_of(each.dpv)]
    says_no = "belgian_art9_list" in asset.written and not asset.belgian_art9_list
    if known or asset.belgian_art9_list:
        return Stricter(asset, Article.ART_9, tuple(known or special), denied=says_no)
    if open_ones and not says_no:
        return Stricter(asset, Article.ART_9, tuple(open_ones), sure=False)
    return None


def _art_10(policy: Policy, asset: Asset) -> Stricter | None:
    found = tuple(each for each in _categories(policy, asset) if each.sensitive == "art10")
    return Stricter(asset, Article.ART_10, found) if found else None


def _categories(policy: Policy, asset: Asset) -> list[Category]:
    """Those that may turn up unasked as well: somebody who opens the mailbox reads them."""
    return [each for each in policy.categories if each.id in (*asset.categories, *asset.unexpected)]
