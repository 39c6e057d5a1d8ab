"""Signs that nobody sees: those that turn a line round or hide in it, and the few that a script cannot be written
without.

What goes: embeddings, overrides and isolates of direction (U+202A-202E, U+2066-2069), which turn whatever stands
behind a name; the marks of direction (U+200E, U+200F, U+061C), because every name is isolated where it is shown
(``interfaces/web/isolating.py``) and two names that look alike should be alike; spaces of no width, soft hyphens and
byte order marks; letters drawn as nothing (Hangul fillers, the empty braille cell), which make a name of nothing; tags
(U+E0000-E007F) and repeated variation selectors, in which whole sentences can be hidden.

What stays, where it stands behind what needs it: the joiners (U+200C, U+200D) inside Arabic, Persian, Hebrew, Indic and
other joining scripts and between the parts of an emoji; the Mongolian vowel separator between Mongolian letters; one
variation selector behind a sign (emoji, Japanese names); the tags that spell a region on the black flag.
"""

from __future__ import annotations

import re

#: Scripts whose letters change shape by what stands beside them: Hebrew to Myanmar, Khmer and Mongolian, Balinese and
#: its like, Indic additions, the presentation forms of Arabic, and the historic scripts of both families.
_JOINING = (
    "\u0590-\u109f\u1780-\u17ff\u1820-\u18af\u1a00-\u1c7f\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00011fff\U0001e800-\U0001efff"
)
#: What an emoji is made of: symbols, dingbats, pictographs with the shades of skin, the sign that asks for colour.
_EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f"
_VARIANT = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_ANY = re.compile(f"[{_HIDDEN}{_VARIANT}]")
_SIGNS = re.compile(
    f"((?<=[{_JOINING}])\u200d|(?<=[{_JOINING}])\u200c(?=[{_JOINING}])|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])"
    "|(?<=[\u1820-\u18af])[\u180b-\u180f](?=[\u1820-\u18af]|\\Z|\\s)"
    "|(?<=\U0001f3f4)[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f"
    f"|(?<=[^\\s{_HIDDEN}{_VARIANT}])[{_VARIANT}])"
    f"|[{_HIDDEN}{_VARIANT}]"
)


def without_invisible(text: str) -> str:
    """The text without signs that turn it or hide in it; those that its script needs stay. Twice is as once."""
    if text.isascii() or not _ANY.search(text):
        return text
    return _SIGNS.sub(lambda found: found[1] or "", text)
