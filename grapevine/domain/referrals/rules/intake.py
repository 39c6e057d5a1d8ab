"""The form of the public page: what somebody may send by it, and what looks like a program and not like a person.

No third party is asked and nobody is counted: a field that people do not see, the time between opening and sending,
addresses of the web in the text, and how much waits already. A person who is taken for a program gets a second try.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

#: Nobody reads the form and fills it in faster than this, in seconds; a program does.
TOO_FAST = 4
#: A form that was opened longer ago is given anew, with what was typed.
OPEN_FOR = timedelta(hours=12)
#: Addresses of the web in all fields together; a person who describes somebody needs none, or one.
LINKS_MOST = 1
#: So many wait for one member at most, and one page takes so many in a day.
WAITING_MOST, A_DAY = 60, 40
#: What nobody looked at is erased after so many days.
KEPT_DAYS = 30
_LINK = re.compile(r"https?://|www\.|\[url|<a\s|\b[\w-]+\.(?:ru|cn|xyz|top|click|info|biz|shop|online|site)\b", re.I)


@dataclass(frozen=True, slots=True)
class Sent:
    """How a form came. ``seconds``: since it was opened, None when its stamp is not ours; ``trap``: what stands in the
    field that people do not see; ``texts``: what was typed; ``names``: of them, those that hold a name."""

    seconds: float | None
    trap: str
    texts: tuple[str, ...]
    names: tuple[str, ...] = ()


def swallowed(sent: Sent) -> bool:
    """Was it a program for certain? Then it is told the same as everybody, and nothing is kept."""
    return bool(sent.trap.strip())


def once_more(sent: Sent) -> str:
    """Why it has to be sent once more, in words for a person; empty when it has not."""
    if sent.seconds is None or sent.seconds > OPEN_FOR.total_seconds():
        return "This form was open for too long. Look over what you wrote, and send it once more."
    if sent.seconds < TOO_FAST:
        return "That was quick. Look over what you wrote, and send it once more."
    if any(_LINK.search(name) for name in sent.names):
        return "A name holds no web address. Please write it as people say it."
    if sum(len(_LINK.findall(text)) for text in sent.texts) > LINKS_MOST:
        return "Please leave web addresses out: a line in your own words is enough."
    return ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says. ``self_sent``: the sender is the one who needs it; ``contact``: phone or mail of the one."""

    sender_name: str
    sender_email: str
    self_sent: bool
    name: str
    contact: str
    need: str
    when: str
    agreed: bool


def missing(said: Said) -> tuple[str, str]:
    """(field, what to do) of the first that is missing; two empty ones when nothing is."""
    wanted = (
        ("sender_name", said.sender_name.strip(), "Who are you? Write your name."),
        ("sender_email", said.sender_email.strip(), "Write your e-mail address, so that it is clear who sent it."),
        ("name", said.self_sent or said.name.strip(), "Write their name, or a first name."),
        (
            "contact",
            said.self_sent or said.contact.strip(),
            "How are they reached best: a phone number or a mail?",
        ),
        ("need", said.need.strip(), "Say in one line what is going on."),
        ("agreed", said.self_sent or said.agreed, "Ask them first, then tick that they said yes."),
    )
    return next(((field, words) for field, there, words in wanted if not there), ("", ""))


def reach(contact: str) -> tuple[str, str]:
    """(mail, phone) out of one field."""
    contact = contact.strip()
    return (contact, "") if "@" in contact else ("", contact)
