"""A brief on one sheet of paper, as PDF: for a wallet, a table at a meeting, a mail.

WeasyPrint draws it and is loaded only here, as it takes a second and needs Pango on the machine. Nothing is fetched:
whatever a text says, no address in it is asked.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string

from grapevine.domain.education.rules.brief import BriefText
from grapevine.interfaces.exchange.briefs import qr
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.kit.errors import Refused

#: Sizes of letters (points) that are tried until everything stands on one page.
SIZES = (11.0, 10.0, 9.0, 8.0, 7.2)
#: A drawn sheet is kept so long (seconds), and its key says what it was drawn from.
KEPT = 3600
#: Grows when the drawing changes, so that nobody is handed an old one.
DRAWING = 1
NO_PANGO = (
    "This machine cannot draw PDFs yet: the library Pango is missing. On Debian or Ubuntu: apt install"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on a Mac: brew install pango. Until then, print the page"
    " itself: it fits on one sheet too."
)
TOO_LONG = "The brief is too long for one sheet of paper. Shorten its longest part."
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

    Raises Refused where the machine lacks what it takes, or the text does not fit on one page.
    """
    html = render_to_string("education/sheet.html", _told(text, address))
    key = f"sheet:{DRAWING}:{hashlib.sha256(html.encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        if missing():
            raise Refused(missing())
        kept = _drawn(html)
        cache.set(key, kept, KEPT)
    return kept


def _told(text: BriefText, address: str) -> dict[str, Any]:
    return {"brief": body(text), "qr": qr.shown(address) if address else None, "address": address.split("://", 1)[-1]}


def _drawn(html: str) -> bytes:
    import weasyprint

    for size in SIZES:
        style = weasyprint.CSS(string=_STYLE.replace("SIZE", str(size)))
        drawn = weasyprint.HTML(string=html, url_fetcher=_no_fetching).render(stylesheets=[style])
        if len(drawn.pages) == 1:
            return drawn.write_pdf()
    raise Refused(TOO_LONG)


def _no_fetching(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError("a sheet fetches nothing")
