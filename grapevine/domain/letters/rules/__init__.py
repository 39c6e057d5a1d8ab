"""The rules of letters: what one is, whether it may go, when it is tried again, what a mail server's answer means."""

from grapevine.domain.letters.rules.answers import Answer, Phase, Verdict, verdict
from grapevine.domain.letters.rules.letter import Letter, address_key, checked, checked_address
from grapevine.domain.letters.rules.may_go import Facts, why_not
from grapevine.domain.letters.rules.secrets import without_secrets
from grapevine.domain.letters.rules.states import State, next_try

__all__ = [
    "Answer",
    "Facts",
    "Letter",
    "Phase",
    "State",
    "Verdict",
    "address_key",
    "checked",
    "checked_address",
    "next_try",
    "verdict",
    "why_not",
    "without_secrets",
]
