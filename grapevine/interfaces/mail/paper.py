"""Plain, readable HTML from the text of a letter: paragraphs and links, no pictures, nothing from another host."""

from __future__ import annotations

import re
from html import escape

from grapevine.domain.letters.rules import Letter
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean_lines

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]’”]")


def written(
    *, kind: str, to_address: str, to_name: str, subject: str, text: str, holding: str = "", automatic: bool = False
) -> Letter:
    """A letter from its words, which the member may have changed. ``holding``: what an address in it must contain, as
    ``/questions/``. Raises Refused where that address is gone from the text."""
    text = clean_lines(text)
    if holding and not any(holding in url for url in _URL.findall(text)):
        raise Refused("The link is gone from the letter: without it the letter leads nowhere.", "text")
    return Letter(
        kind=kind, to_address=to_address, to_name=to_name, subject=subject, text=text, html=body(text),
        automatic=automatic,
    )  # fmt: skip


def body(text: str) -> str:
    """The paragraphs of a text as HTML; a blank line parts them, an address becomes a link."""
    paragraphs = [each.strip() for each in re.split(r"\n\s*\n", text) if each.strip()]
    return "\n".join(f"<p>{'<br>'.join(_line(line) for line in each.splitlines())}</p>" for each in paragraphs)


def page(subject: str, inner: str, footer: str = "") -> str:
    """A whole document around the body of a letter; ``footer`` is HTML as well."""
    below = f"\n<hr>\n{footer}" if footer else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(subject)}</title></head>\n<body>\n{inner}{below}\n</body>\n</html>\n"
    )


def _line(text: str) -> str:
    out, at = "", 0
    for match in _URL.finditer(text):
        out += escape(text[at : match.start()]) + f'<a href="{escape(match[0])}">{escape(match[0])}</a>'
        at = match.end()
    return out + escape(text[at:])
