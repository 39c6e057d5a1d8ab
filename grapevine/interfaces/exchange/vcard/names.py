"""The property names of many programs and what they mean. Plain tables."""

from __future__ import annotations

SYNONYMS = {
    "E-MAIL": "EMAIL",
    "MAIL": "EMAIL",
    "X-EMAIL": "EMAIL",
    "PHONE": "TEL",
    "X-TEL": "TEL",
    "X-MS-TEL": "TEL",
    "X-PHONE": "TEL",
    "X-ASSISTANT-PHONE": "TEL",
    "CATEGORY": "CATEGORIES",
    "X-SORT-STRING": "SORT-STRING",
}

LINKS = {
    "URL": "",
    "IMPP": "",
    "X-SOCIALPROFILE": "",
    "SOCIALPROFILE": "",
    "X-EVOLUTION-BLOG-URL": "blog",
    "X-KADDRESSBOOK-BLOGFEED": "blog",
    "X-MS-IMADDRESS": "im",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "jabber",
    "X-MSN": "msn",
    "X-QQ": "qq",
    "X-YAHOO": "yahoo",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-GOOGLE-TALK": "google talk",
    "X-GTALK": "google talk",
    "X-GADUGADU": "gadu-gadu",
    "X-GROUPWISE": "groupwise",
    "X-TWITTER": "twitter",
    "X-LINKEDIN": "linkedin",
    "X-FACEBOOK": "facebook",
    "X-INSTAGRAM": "instagram",
    "X-WECHAT": "wechat",
    "X-WHATSAPP": "whatsapp",
}
"""Property -> label where the card gives none."""

DATES = {
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary",
    "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary",
    "DEATHDATE": "death",
    "X-ABDATE": "",
}
"""Property -> label; empty where the card says what day it is."""

FACTS = {
    "RELATED": "",
    "X-ABRELATEDNAMES": "",
    "X-GRAPEVINE-FACT": "",
    "X-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-CHILD": "children",
    "X-CHILDREN": "children",
    "X-MS-CHILD": "children",
    "X-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "HOBBY": "hobby",
    "INTEREST": "interest",
    "EXPERTISE": "skill",
}
"""Property -> label; empty where the card says what it is."""

ANDROID_EVENTS = {"1": "anniversary", "2": "other", "3": "birthday"}
ANDROID_RELATIONS = {
    "1": "assistant",
    "2": "brother",
    "3": "child",
    "4": "domestic partner",
    "5": "father",
    "6": "friend",
    "7": "manager",
    "8": "mother",
    "9": "parent",
    "10": "partner",
    "11": "referred by",
    "12": "relative",
    "13": "sister",
    "14": "spouse",
}
"""``ContactsContract.CommonDataKinds.Relation`` and ``Event``; 0 is the member's own label."""

_RELATED = """contact acquaintance friend met co-worker colleague co-resident neighbor child parent sibling spouse kin
muse crush date sweetheart me agent emergency"""
RELATED_TYPES = frozenset(_RELATED.split())
"""RFC 6350 section 6.6.6."""

SYSTEM_TAGS = frozenset({"my contacts", "mycontacts", "* mycontacts", "* my contacts"})
"""Groups that phones put everybody into."""
