"""The words of a job title, made alike: "Sr. Mgr., Accts Payable" -> manager, account, payable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from grapevine.kit.text import fold

#: A title longer than this says more than a title; the rest is not read.
LONGEST = 200
#: Short forms as they stand on cards -> what they stand for. "" is left out: rank, degrees and names of firms.
SHORT = {
    "acct": "account", "accts": "account", "admin": "administrative", "adm": "administrative", "asst": "assistant",
    "assoc": "associate", "atty": "attorney", "mgr": "manager", "mngr": "manager", "mgmt": "management",
    "mgt": "management", "dir": "director", "eng": "engineer", "engr": "engineer", "tech": "technician",
    "rep": "representative", "reps": "representative", "coord": "coordinator", "supv": "supervisor",
    "supvr": "supervisor", "spvr": "supervisor", "supt": "superintendent", "exec": "executive", "ops": "operations",
    "op": "operator", "svc": "service", "svcs": "service", "svs": "service", "serv": "service", "dev": "development",
    "mktg": "marketing", "mkt": "marketing", "mkting": "marketing", "intl": "international", "natl": "national",
    "dept": "department", "govt": "government", "ins": "insurance", "insp": "inspector", "instr": "instructor",
    "prof": "professor", "lic": "licensed", "cert": "certified", "reg": "registered", "sec": "secretary",
    "spec": "specialist", "specs": "specialist", "sys": "systems", "telecom": "telecommunications", "vet": "veterinary",
    "vets": "veterinary", "phys": "physician", "psych": "psychiatric", "med": "medical", "lab": "laboratory",
    "mech": "mechanic", "maint": "maintenance", "elec": "electrical", "mfg": "manufacturing", "mfr": "manufacturing",
    "prod": "production", "qual": "quality", "gov": "government", "hvac": "hvac", "ac": "air conditioning",
    "rehab": "rehabilitation", "phd": "", "md": "physician", "cust": "customer", "distr": "distribution",
    "dist": "district", "edu": "education", "ed": "education", "elem": "elementary", "equip": "equipment",
    "est": "estate", "fin": "financial", "hr": "human resources", "it": "information technology",
    "ot": "occupational therapy", "pt": "physical therapy", "pr": "public relations", "qa": "quality assurance",
    "qc": "quality control", "re": "real estate", "vp": "vice president", "svp": "vice president",
    "evp": "vice president", "avp": "vice president", "ceo": "chief executive officer",
    "cfo": "chief financial officer", "cto": "chief technology officer", "coo": "chief operating officer",
    "cio": "chief information officer", "cmo": "chief marketing officer", "chro": "chief human resources officer",
    "gm": "general manager", "pm": "project manager", "ea": "executive assistant", "pa": "assistant",
    "rn": "registered nurse", "lpn": "licensed practical nurse", "lvn": "licensed vocational nurse",
    "np": "nurse practitioner", "cna": "certified nursing assistant", "emt": "emergency medical technician",
    "cpa": "certified public accountant", "esq": "attorney", "cfp": "certified financial planner",
    "slp": "speech language pathologist", "lcsw": "licensed clinical social worker",
    "lmft": "licensed marriage family therapist", "lmt": "licensed massage therapist", "dds": "dentist",
    "dmd": "dentist", "dvm": "veterinarian", "dpt": "physical therapist", "crna": "nurse anesthetist",
    "bcba": "behavior analyst", "sw": "software", "hw": "hardware", "db": "database", "dba": "database administrator",
    "ux": "user experience", "ui": "user interface", "seo": "search engine optimization", "bi": "business intelligence",
    "ml": "machine learning", "ai": "artificial intelligence", "gis": "geographic information systems",
    "cnc": "cnc", "obgyn": "obstetrician gynecologist", "ob": "obstetrics", "gyn": "gynecologist",
    "icu": "intensive care unit", "er": "emergency room", "od": "optometrist", "dc": "chiropractor",
    "ent": "otolaryngologist", "tv": "television", "hs": "high school", "esl": "english second language",
    "pe": "physical education", "sped": "special education", "ece": "early childhood", "nco": "sergeant",
    "bdm": "business development manager", "bdr": "business development representative",
    "sdr": "sales development representative", "csr": "customer service representative",
    "mlo": "mortgage loan originator", "hoa": "association", "poa": "attorney", "cre": "commercial real estate",
}  # fmt: skip
#: Words that tell the rank or the kind of post, not the work.
_RANKS = (
    "senior sr junior jr lead principal staff i ii iii iv v vi 1 2 3 4 chief head master entry level trainee intern"
    " associate assistant deputy certified licensed registered professional journeyman apprentice full part time"
    " temporary contract freelance remote independent self employed experienced global regional national international"
    " area district corporate local interim acting retired former"
)
RANK = frozenset(_RANKS.split())
#: Words without weight.
_EMPTY = "a an and the of for in at to on with by or from per our my your de la inc llc ltd co plc llp pc"
EMPTY = frozenset(_EMPTY.split())
#: One spelling for words that come in several.
SAME = {
    "counsellor": "counselor", "centre": "center", "programme": "program", "labour": "labor", "tyre": "tire",
    "jewellery": "jewelry", "jeweller": "jeweler", "gynaecologist": "gynecologist", "paediatric": "pediatric",
    "paediatrician": "pediatrician", "anaesthetist": "anesthesiologist", "anaesthesiologist": "anesthesiologist",
    "orthopaedic": "orthopedic", "colour": "color", "modelling": "modeling", "analyser": "analyzer",
    "theatre": "theater", "defence": "defense", "behaviour": "behavior", "behavioural": "behavioral",
    "archaeologist": "archeologist", "archaeology": "archeology", "organisation": "organization",
    "organisational": "organizational", "organiser": "organizer", "solicitor": "solicitor", "adviser": "advisor",
    "women": "woman", "men": "man", "children": "child", "people": "person", "teeth": "tooth", "realtors": "realtor",
    "healthcare": "health care", "daycare": "day care", "childcare": "child care", "aircraft": "aircraft",
    "salesman": "salesperson", "saleswoman": "salesperson", "foreman": "foreman", "forewoman": "foreman",
    "foreperson": "foreman", "chairman": "chair", "chairwoman": "chair", "fireman": "firefighter",
    "policeman": "police officer", "mailman": "mail carrier", "handyperson": "handyman", "cameraman": "camera operator",
    "businessman": "business owner", "stewardess": "flight attendant", "waitstaff": "waiter", "ecommerce": "e commerce",
    "cybersecurity": "cyber security", "fullstack": "full stack", "frontend": "front end", "backend": "back end",
    "payroll": "payroll", "videographer": "videographer", "website": "web", "healthcaring": "health care",
    "lorry": "truck", "lift": "lift", "estate": "estate", "xray": "x ray", "coordinater": "coordinator",
    "co-ordinator": "coordinator", "grey": "gray", "aluminium": "aluminum", "fibre": "fiber", "mould": "mold",
    "moulder": "molder", "plough": "plow", "storey": "story", "carer": "caregiver", "nanny": "nanny",
}  # fmt: skip
_PARENTHESIS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_WORD = re.compile(r"[a-z0-9+#]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_UNION = re.compile(r"\b([a-z])\s?(?:&|/|and)\s?([a-z])\b")


@dataclass(frozen=True, slots=True)
class Title:
    """A title read: its words made alike, in order; those of its rank apart; aliases are what stood in parentheses."""

    words: tuple[str, ...]
    rank: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """One form for the plural and the singular: "attorneys" -> "attorney", "secretaries" -> "secretary"."""
    word = SAME.get(word, word)
    if len(word) < 4 or word.endswith(("ss", "us", "is", "ics")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return SAME.get(word[:-1], word[:-1])


def plain_words(text: str) -> list[str]:
    """The folded words of a text, short forms written out, plurals made singular, empty words left out."""
    text = fold(text.replace("’", "'")).replace("'s", "s").replace("'", "")
    if not text.replace(" ", "").isalpha():  # most titles have neither dots nor strokes
        text = _DOTTED.sub(lambda dotted: dotted.group().replace(".", "") + " ", text)
        text = _UNION.sub(r"\1\2", text)
    out: list[str] = []
    for word in _WORD.findall(text):
        if word in EMPTY:
            continue
        written_out = SHORT.get(word)
        if written_out is None:
            out.extend(stem(word).split())
        else:
            out.extend(stem(part) for part in written_out.split())
    return out


def read(title: str) -> Title:
    """What a title says: its words, its rank and the aliases in its parentheses."""
    title = title[:LONGEST]
    aliases = tuple(tuple(plain_words(inside)) for inside in _PARENTHESIS.findall(title))
    words = plain_words(_PARENTHESIS.sub(" ", title)) or [word for alias in aliases for word in alias]
    work = tuple(word for word in words if word not in RANK)
    rank = tuple(word for word in words if word in RANK)
    return Title(work, rank, tuple(alias for alias in aliases if alias))
