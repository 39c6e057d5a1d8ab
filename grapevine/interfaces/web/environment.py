"""What every template may use without being given it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from grapevine.interfaces.web.browsers import browser_name
from grapevine.interfaces.web.isolating import Isolating, isolated
from grapevine.interfaces.web.pictures import PICTURES
from grapevine.interfaces.web.when import moment_text

#: Filters of every template: raw browser strings and moments as people say them; names that turn no line.
FILTERS = {"browser": browser_name, "moment": moment_text, "isolated": isolated}


def environment(**options: Any) -> Environment:
    """The Jinja2 environment: strict, so that a forgotten variable is an error and not a blank."""
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.globals.update(PICTURES)
    env.filters.update(FILTERS)
    env.add_extension(Isolating)
    env.globals.update(static=static, url=url, get_messages=get_messages)
    return env


@lru_cache(maxsize=4096)
def url(name: str, *args: object) -> str:
    """The address of a page by its name; worked out once, as no address moves while the server runs."""
    return reverse(name, args=args or None)
