"""Pictures: inline SVG from plain values, a file a picture; no Django, no I/O, colours by class only.

Every function returns `markupsafe.Markup`, hides itself from the accessibility tree (the page says the finding in a
caption and holds the numbers in a table) and escapes every name. An unknown value is drawn hollow or hatched, never
as zero. `PICTURES` is what the templates may call by name.
"""

from __future__ import annotations

from grapevine.interfaces.web.pictures.bars import bar, twobar
from grapevine.interfaces.web.pictures.bridge import bridge
from grapevine.interfaces.web.pictures.butterfly import butterfly
from grapevine.interfaces.web.pictures.cluster import cluster, cluster_words
from grapevine.interfaces.web.pictures.first5 import first5
from grapevine.interfaces.web.pictures.marks import NAMES, mark
from grapevine.interfaces.web.pictures.ripe import ripe
from grapevine.interfaces.web.pictures.roots import roots
from grapevine.interfaces.web.pictures.trellis import EXAMPLE_YEAR, trellis
from grapevine.interfaces.web.pictures.units import units
from grapevine.interfaces.web.pictures.way import way

#: Name in a template -> what it is. The network and the mini network need a layout, so views draw those.
PICTURES = {
    "bar": bar,
    "bridge": bridge,
    "butterfly": butterfly,
    "cluster": cluster,
    "cluster_words": cluster_words,
    "example_year": EXAMPLE_YEAR,
    "first5": first5,
    "mark": mark,
    "missing_names": NAMES,
    "ripe": ripe,
    "roots": roots,
    "trellis": trellis,
    "twobar": twobar,
    "units": units,
    "way": way,
}
