"""The network and its warm introductions."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    introduction,
    introductions,
    network,
    network_mini,
)

PATTERNS: list[URLPattern] = [
    path("network", network.network, name="network"),
    path("network/mini", network_mini.picture, name="network_mini"),
    path("network/introductions", introductions.index, name="introductions"),
    path("network/introductions/wishes/<uuid:uid>", introductions.wish, name="wish"),
    path("network/introductions/wishes/<uuid:uid>/give-up", introductions.give_up, name="wish_give_up"),
    path("network/introductions/wishes/<uuid:uid>/delete", introductions.delete, name="wish_delete"),
    path("network/introductions/wishes/<uuid:uid>/take", introductions.take, name="wish_take"),
    path("network/introductions/wishes/<uuid:uid>/knows", introductions.knows, name="wish_knows"),
    path("network/introductions/wishes/<uuid:uid>/draft", introductions.draft, name="wish_draft"),
    path("network/introductions/<uuid:uid>", introduction.show, name="introduction"),
    path("network/introductions/<uuid:uid>/step", introduction.step, name="introduction_step"),
]
