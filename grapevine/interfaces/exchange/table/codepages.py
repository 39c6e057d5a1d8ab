"""Which code page a text without a byte order mark is in, when it is not UTF-8: told by where its high bytes stand."""

from __future__ import annotations

import re

#: What Western Europe writes; also what a text in doubt is read as.
WESTERN = "cp1252"
#: ł ą ż ľ ź between letters and Ł before one: signs (³ ¹ ¿ ¾ Ÿ £) that no Western text has there.
_POLISH = re.compile(rb"[a-z\xe6\xea\xf1\xf3][\xb3\xb9\xbf\xbe\x9f][a-z\xb3\xb9\xbf\xe6\xea\xf1\xf3]|\xa3[a-z]", re.I)
#: ř beside á í ý š ž, and ě beside them: ø and ì stand beside å and æ, or beside nothing of the kind.
_CZECH = re.compile(rb"[\xf8\xd8\xec][\xe1\xed\xfd\x9a\x9e]|[\x9a\x9e\xe8][\xec\xed\xfd]|\x9d")
#: Four letters in a row with the high bit are no Western word.
_HIGH_WORD = re.compile(rb"[\xc0-\xff\xa8\xb8]{4,}")
_KANA = re.compile("[\u3041-\u30fe]")
_WIDE = re.compile("[\u2e80-\u9fff\uff01-\uff5e]")


def code_page(text: bytes) -> str:
    """cp1252, cp1250 (Central Europe), cp1251 (Cyrillic) or cp932 (Japanese) for bytes that are not UTF-8."""
    high = sum(byte > 127 for byte in text)
    if _is_japanese(text):
        return "cp932"
    cyrillic = sum(map(len, _HIGH_WORD.findall(text)))
    if cyrillic * 3 > high * 2 and text.count(b"\xe0") * 50 > high:
        return "cp1251"
    if _POLISH.search(text) or (_CZECH.search(text) and not re.search(rb"[\xe5\xe6]", text)):
        return "cp1250"
    return WESTERN


def _is_japanese(text: bytes) -> bool:
    """Does it decode without a fault, mostly to wide characters, kana among them?"""
    for end in (len(text), len(text) - 1):  # the last character may be cut in two
        try:
            found = text[:end].decode("cp932")
        except UnicodeDecodeError:
            continue
        beyond = sum(sign > "\x7f" for sign in found)
        return len(_WIDE.findall(found)) * 3 > beyond * 2 and bool(_KANA.search(found))
    return False
