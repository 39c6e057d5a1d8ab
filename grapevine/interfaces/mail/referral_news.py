"""The letter to a member who wished for it: what others did with their referrals, at once, each day or each week."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.domain.referrals.queries.wished import Moved, News, Thanked
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.interfaces.mail import paper

KIND = "referral_news"
#: Stage -> what happened, in the words of a letter.
DID: dict[Stage, str] = {
    Stage.CONSENTED: "agreed to it",
    Stage.SENT: "sent it to you",
    Stage.ACCEPTED: "takes care of it",
    Stage.CONTACTED: "reached them",
    Stage.MET: "met them",
    Stage.PROPOSED: "made a proposal",
    Stage.WON: "won it",
    Stage.LOST: "says it came to nothing",
    Stage.DECLINED: "could not take it on",
    Stage.WITHDRAWN: "took it back",
    Stage.VOID: "made it void",
}


def letter(*, to_address: str, to_name: str, called: str, news: News, board: str, wishes: str) -> Letter:
    """``board``: the address of the board; ``wishes``: of the page on which such letters are ended."""
    parts = [_moved(each) for each in news.moved] + [_thanked(each) for each in news.thanked]
    if news.requests:
        many = news.requests > 1
        who, wait = (f"{news.requests} people were", "wait") if many else ("Somebody was", "waits")
        parts.append(f"{who} sent to you by your public page, and {wait} for your word.")
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=_subject(news),
        automatic=True,
        text=(
            f"Dear {called},\n\n" + "\n\n".join(parts) + f"\n\nEverything stands here:\n{board}\n\n"
            f"You wished for this letter. Less often, or no more:\n{wishes}"
        ),
    )


def _subject(news: News) -> str:
    if len(news.moved) == 1 and not news.thanked and not news.requests:
        only = news.moved[0]
        return f"{only.who}: {_name(only.moves[-1][0], only)} {DID.get(only.moves[-1][1], 'moved it')}"
    count = len(news.moved) + len(news.thanked) + news.requests
    return "News of your referrals" if count > 1 else "Somebody for you" if news.requests else "You were thanked"


def _moved(one: Moved) -> str:
    way = "to" if one.role is By.GIVER else "from"
    lines = [f"{one.who}, {way} {one.person} ({one.need}):"]
    for by, stage, note in one.moves:
        said = f": “{note}”" if note else "."
        lines.append(f"  {_name(by, one)} {DID.get(stage, 'put it back')}{said}")
    return "\n".join(lines)


def _name(by: By, one: Moved) -> str:
    return one.who if by is By.PROSPECT else one.person


def _thanked(one: Thanked) -> str:
    worth = f" It came to {one.worth}." if one.worth else ""
    words = f": “{one.words}”" if one.words else "."
    return f"{one.person} thanks you for {one.who}{words}{worth}"
