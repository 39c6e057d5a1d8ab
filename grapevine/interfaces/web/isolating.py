"""Words of a right-to-left script inside a line from left to right: isolated, so that they turn nothing beside them.

"חנן לוי (3)" would otherwise show its number on the other side of the name, and a name with a turning sign kept from
before names were cleaned would turn the rest of the line. Each template is compiled so that whatever it shows as text
goes through :func:`isolated`: no template has to think of it. Inside a tag (``value``, ``href``) and inside a
``textarea`` nothing is touched, as what stands there is sent back or used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

#: Right-to-left isolate, and its end (Unicode Standard Annex 9).
RLI, PDI = "\u2067", "\u2069"
#: Letters written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, with their marks.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: Letters written from left to right, which end a run, as does the end of a line.
_LTR = "A-Za-z\u00c0-\u024f\u0370-\u058f\u0900-\u1fff\u3040-\ud7ff\n"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RUN = re.compile(f"[{_RTL}](?:[^{_LTR}]*[{_RTL}])?")
_ANY = re.compile(f"[{_RTL}]|{_TURNING.pattern}")
#: What begins an expression that draws markup or makes an address: components, and what other parts have written.
_DRAWN = frozenset({"m", "icon", "icons", "face", "mark", "duo", "miss", "twobar", "cluster", "url", "caller", "super"})
#: Where text ends and a tag begins, and back.
_MARKUP = re.compile(r"<!--.*?-->|<(/?)(textarea)\b|<(?=[A-Za-z/!])|>", re.DOTALL | re.IGNORECASE)


def isolated(value: object) -> object:
    """Plain text with each run of right-to-left words in an isolate of its own; anything else as it is."""
    if type(value) is not str or value.isascii() or not _ANY.search(value):
        return value
    return _RUN.sub(f"{RLI}\\g<0>{PDI}", _TURNING.sub("", value))


class Isolating(Extension):
    """Sends what a template shows as text through ``isolated``."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, with the filter behind each expression that stands in text."""
        if not (stream.name or "").endswith(".html"):
            yield from stream
            return
        place, shown = _Place(), False
        begun: Token | None = None
        for token in stream:
            if token.type == "data":
                place.read(token.value)
            if token.type == "variable_begin":
                begun = token
                continue
            if begun:
                shown, at = place.is_text and token.value not in _DRAWN, begun.lineno
                yield begun
                begun = None
                if shown:
                    yield Token(at, "lparen", "(")
            if token.type == "variable_end" and shown:
                for kind, text in (("rparen", ")"), ("pipe", "|"), ("name", "isolated")):
                    yield Token(token.lineno, kind, text)
                yield token
            else:
                yield token


class _Place:
    """Where in the page the template stands: in text, inside a tag, or in a field of many lines."""

    def __init__(self) -> None:
        self.in_tag = self.in_field = False

    @property
    def is_text(self) -> bool:
        return not (self.in_tag or self.in_field)

    def read(self, text: str) -> None:
        """Go on over a piece of the page."""
        for found in _MARKUP.finditer(text):
            if found[0].startswith("<!--"):
                continue
            if found[0] == ">":
                self.in_tag = False
                continue
            self.in_tag = True
            if found[2]:
                self.in_field = not found[1]
