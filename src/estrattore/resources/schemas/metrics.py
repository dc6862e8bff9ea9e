"""The measures of business news."""

from __future__ import annotations

from functools import cache
from typing import Literal

from estrattore.resources.loader import Table, read

Value = Literal["amount", "change", "level", "share"]
MetricClass = Literal[
    "revenue", "gross_profit", "operating_profit", "ebitda", "net_profit", "loss", "margin", "cash_flow", "debt", "equity",
    "assets", "deposits", "loans", "premiums", "fees", "interest_income", "costs", "dividend", "buyback", "capital_increase",
    "bond", "loan_received", "investment", "acquisition", "disposal", "stake", "order", "backlog", "contract", "market_share",
    "market_value", "share_price", "price_target", "valuation", "fine", "damages", "tax", "provision", "salary_cost", "donation",
    "production", "sales_volume", "fundraising", "other",
]  # fmt: skip


class Group(Table):
    """Nouns that take the same values, by what they come to; the forms of one noun are parted by `|`."""

    takes: frozenset[Value]
    nouns: dict[MetricClass, tuple[str, ...]]

    def forms(self) -> list[tuple[str, MetricClass]]:
        """Each line of forms with its class."""
        return [(line, kind) for kind, lines in self.nouns.items() for line in lines]


class Verb(Table):
    """The forms of a verb, parted by `|`, and the noun that they imply.

    `weak` yields to a noun in front; `rate` counts only right in front of a rate; `metric_class` where it is not that of the noun.
    """

    noun: str
    takes: frozenset[Value]
    forms: str
    group: str = "verb"
    weak: bool = False
    rate: bool = False
    metric_class: MetricClass | None = None


class Turn(Table):
    """What words behind a noun, parted by `|`, make of its class."""

    words: str
    classes: dict[MetricClass, MetricClass]


class Roles(Table):
    """What the role of a rate makes of a class."""

    level: dict[MetricClass, MetricClass]
    share: dict[MetricClass, MetricClass]


class Metrics(Table):
    """Groups of nouns, the verbs, the adjectives that may follow a noun, and what changes the class of one."""

    modifiers: tuple[str, ...]
    rate: str
    groups: dict[str, Group]
    turns: tuple[Turn, ...]
    roles: Roles
    verbs: tuple[Verb, ...]


@cache
def metrics() -> Metrics:
    """The table `metrics.toml`."""
    return read("metrics", Metrics)
