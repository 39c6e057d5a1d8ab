"""One firm under many spellings: the key by which two people are of the same firm."""

from __future__ import annotations

from functools import lru_cache

from grapevine.kit.text import words

#: What a firm is in law says nothing about which it is; only at the end of a name, so that "Co Bakery" stays.
LEGAL_FORMS = frozenset(
    {"inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "plc", "pllc", "pc", "co", "corp", "corporation",
     "company", "gmbh", "ag", "kg", "sa", "sarl", "sas", "bv", "nv", "oy", "ab", "as", "srl", "spa", "pty", "pvt"}
)  # fmt: skip
#: Words that name no firm: people write them where they have none.
NO_FIRM = frozenset({"self", "self employed", "selfemployed", "freelance", "freelancer", "independent", "retired",
                     "none", "na", "n a", "home", "private", "unemployed", "student"})  # fmt: skip


@lru_cache(maxsize=4096)
def firm_key(firm: str) -> str:
    """Folded words without "the", "and", the legal form: "The Whitcomb & Lowe, LLP" -> "whitcomb lowe"; "" for none."""
    found = [word for word in words(firm.replace("&", " and ").replace(".", "")) if word != "and"]
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    while len(found) > 1 and found[-1] in LEGAL_FORMS:
        found = found[:-1]
    key = " ".join(found)
    return "" if key in NO_FIRM else key
