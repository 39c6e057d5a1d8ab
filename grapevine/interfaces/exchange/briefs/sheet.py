"""A brief on one sheet of paper, as PDF: for a wallet, a table at a meeting, a mail.

WeasyPrint draws it and is loaded only here, as it takes a second and needs Pango on the machine. Nothing is fetched:
whatever a text says, no address in it is asked.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from grapevine.domain.education.rules.brief import BriefText
from grapevine.interfaces.exchange.briefs import qr
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.kit.errors import Refused

#: Steps that are tried until everything stands on one page: the size of letters (points), and how many signs of a
#: text and of a line of a list are told. What is longer is cut at a word, and the sheet says where all of it stands.
STEPS = (
    (11.0, 0, 0), (10.0, 0, 0), (9.0, 0, 0), (8.0, 0, 0), (7.2, 0, 0), (7.2, 700, 160), (7.2, 420, 120), (7.2, 260, 90),
    (6.6, 180, 60),
)  # fmt: skip
#: So many signs stand on a page at best, times the square of their size: where it cannot fit, it is not tried.
_ROOM = 300_000
#: A drawn sheet is kept so long (seconds), and its key says what it was drawn from.
KEPT = 3600
#: Grows when the drawing changes, so that nobody is handed an old one.
DRAWING = 2
NO_PANGO = (
    "This machine cannot draw PDFs yet: the library Pango is missing. On Debian or Ubuntu: apt install"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on a Mac: brew install pango. Until then, print the page"
    " itself: it fits on one sheet too."
)
#: 210 by 279 mm fits on A4 and on US Letter alike.
_STYLE = """
@page { size: 210mm 279mm; margin: 14mm 16mm; }
* { margin: 0; padding: 0; box-sizing: border-box; }
html { font: SIZEpt/1.4 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; color: #16241C; }
em, .say, .quote, .brief-title, h2, .hear { font-family: "DejaVu Serif", "Liberation Serif", Georgia, serif; }
.brief-head { border-bottom: 1.5pt solid #16241C; padding-bottom: 1em; }
.face { display: none; }
.brief-name { font-weight: bold; }
.brief-name span { display: block; font-weight: normal; color: #45534A; }
.brief-title { font-size: 2.1em; font-weight: normal; line-height: 1.15; margin-top: .4em; }
.brief-title em { color: #7A2964; }
main { margin-top: 1em; display: table; width: 178mm; }
.half { display: table-cell; width: 84mm; vertical-align: top; }
.half + .half { padding-left: 10mm; width: 94mm; }
.brief-sec { margin-bottom: 1.3em; }
h2 { font-size: 1.25em; font-weight: normal; margin-bottom: .35em; }
p + p { margin-top: .4em; }
ul { list-style: none; }
li { border-top: .5pt solid #C9D0C8; padding: .4em 0; }
.hear li { font-style: italic; }
.hear li::before { content: "\\201C"; color: #7A2964; }
.hear li::after { content: "\\201D"; color: #7A2964; }
.nofit li { font-weight: bold; }
.nofit span { display: block; font-weight: normal; color: #45534A; }
.quote { font-style: italic; }
.brief-say { border: 1.2pt solid #14532F; border-radius: 2mm; padding: .9em; }
.brief-say .say { font-size: 1.1em; }
.small { font-size: .85em; color: #45534A; margin-top: .4em; }
.qr { width: 32mm; height: 32mm; margin-left: -3mm; }
"""
#: Where much is told, it flows through two columns of the same height.
_DENSE = """
main { display: block; columns: 2; column-gap: 10mm; }
.half, .half + .half { display: block; width: auto; padding: 0; }
.brief-sec { margin-bottom: .9em; }
li { padding: .25em 0; }
h2, .keep, .brief-say { break-inside: avoid; }
h2 { break-after: avoid; }
.keep { margin-bottom: .9em; }
"""
_DENSE_FROM = 8.0
_TEXTS = ("whom_i_help", "first_question", "introduce_me", "story", "treatment")
_LISTS = ("listen_for", "not_a_fit")


@lru_cache(maxsize=1)
def missing() -> str:
    """Why this machine draws no PDF; "" where it does. Loads the library."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # OSError: Python has it, the machine lacks Pango
        return NO_PANGO
    return ""


def pdf(text: BriefText, address: str) -> bytes:
    """The sheet; ``address``: of the public page with its scheme, or "" where there is none (then no QR code).

    Raises Refused where the machine lacks what it takes.
    """
    whole = _html(text, address)
    key = f"sheet:{DRAWING}:{hashlib.sha256(whole.encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        if missing():
            raise Refused(missing())
        kept = _drawn(text, address, whole)
        cache.set(key, kept, KEPT)
    return kept


def _html(text: BriefText, address: str, *, shortened: bool = False) -> str:
    told = {
        "brief": body(text), "qr": qr.shown(address) if address else None, "address": address.split("://", 1)[-1],
        "shortened": shortened,
    }  # fmt: skip
    return render_to_string("education/sheet.html", told)


def _drawn(text: BriefText, address: str, whole: str) -> bytes:
    """The sheet at the largest step that fits; the last one always does."""
    for size, most, most_in_line in STEPS:
        told = _cut(text, most, most_in_line) if most else text
        if (most and told == text) or (not most and _ROOM / size**2 < len(strip_tags(whole))):
            continue
        html = _html(told, address, shortened=True) if most else whole
        drawn = _rendered(html, size)
        if len(drawn.pages) == 1:
            break
    return drawn.copy(drawn.pages[:1]).write_pdf()


def _rendered(html: str, size: float) -> Any:
    import weasyprint

    style = _STYLE.replace("SIZE", str(size)) + (_DENSE if size <= _DENSE_FROM else "")
    return weasyprint.HTML(string=html, url_fetcher=_no_fetching).render(stylesheets=[weasyprint.CSS(string=style)])


def _cut(text: BriefText, most: int, most_in_line: int) -> BriefText:
    """The brief with its longest texts and lines cut at a word."""
    cut: dict[str, Any] = {name: _at_word(getattr(text, name), most) for name in _TEXTS}
    cut |= {name: tuple(_at_word(line, most_in_line) for line in getattr(text, name)) for name in _LISTS}
    return replace(text, **cut)


def _at_word(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(maxsplit=1)[0].rstrip(".,;: ") + " …"


def _no_fetching(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError("a sheet fetches nothing")
