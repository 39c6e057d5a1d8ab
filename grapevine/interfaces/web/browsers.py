"""What a browser is called by the people who use it: "Firefox on Windows", read from what it says of itself."""

from __future__ import annotations

import re

#: Each names itself and those it descends from: the first that is found is it.
_BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/"), ("Opera", r"OPR/|Opera"), ("Samsung Internet", r"SamsungBrowser/"),
    ("Vivaldi", r"Vivaldi/"), ("Firefox", r"Firefox/|FxiOS/"), ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", r"iPhone"), ("iPad", r"iPad"), ("Android", r"Android"), ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"), ("Mac", r"Macintosh|Mac OS X"), ("Linux", r"Linux|X11"),
)  # fmt: skip
#: What is no browser is told by its own first words: "curl/8.5".
_LONGEST = 60


def browser_name(user_agent: str) -> str:
    """``Chrome on Linux``; the first word of what no table knows; "Unknown browser" for nothing."""
    browser = next((name for name, mark in _BROWSERS if re.search(mark, user_agent)), "")
    system = next((name for name, mark in _SYSTEMS if re.search(mark, user_agent)), "")
    if browser or system:
        return " on ".join(name for name in (browser or "A browser", system) if name)
    return user_agent.split(" ")[0][:_LONGEST] or "Unknown browser"
