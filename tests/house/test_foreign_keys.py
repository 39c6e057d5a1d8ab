"""Foreign keys point down the house. The import linter cannot see string references and reverse names; Django's
registry can: a key points to the same or an earlier package, and one that crosses has `related_name="+"`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.tree import ROOT


def domain_order() -> list[str]:
    """The packages of the domain from the bottom up, as pyproject.toml orders them for the import linter."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return list(reversed(next(each["layers"] for each in contracts if each["id"] == "domain")))


def wrong_keys(all_models: Iterable[type[models.Model]], order: list[str]) -> list[str]:
    """Keys of our models that point up the house, or cross it and leave a name on the other side."""
    found = []
    for model in all_models:
        for field in model._meta.get_fields():
            if not (field.is_relation and field.related_model) or field.auto_created:
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if here not in order or there not in order or here == there:
                continue
            name = f"{here}.{model.__name__}.{field.name}"
            if order.index(there) > order.index(here):
                found.append(f"{name} points up, to {there}")
            elif not field.remote_field.hidden:
                found.append(f'{name} crosses to {there} without related_name="+"')
    return found


def test_foreign_keys_point_down_the_house() -> None:
    assert wrong_keys(apps.get_models(include_auto_created=True), domain_order()) == []


def test_the_order_is_of_all_installed_domain_packages() -> None:
    installed = {app.label for app in apps.get_app_configs() if app.name.startswith("grapevine.domain.")}
    assert installed <= set(domain_order())


@isolate_apps("grapevine.domain.people", "grapevine.domain.accounts")
def test_a_key_upwards_and_a_key_with_a_name_are_seen() -> None:
    class Upper(models.Model):
        class Meta:
            app_label = "people"

    class Lower(models.Model):
        up = models.ForeignKey(Upper, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "accounts"

    class Crossing(models.Model):
        loud = models.ForeignKey(Lower, on_delete=models.CASCADE)
        quiet = models.ForeignKey(Lower, on_delete=models.CASCADE, related_name="+")
        many = models.ManyToManyField(Lower)

        class Meta:
            app_label = "people"

    assert wrong_keys([Upper, Lower, Crossing], ["accounts", "people"]) == [
        "accounts.Lower.up points up, to people",
        'people.Crossing.loud crosses to accounts without related_name="+"',
        'people.Crossing.many crosses to accounts without related_name="+"',
    ]
