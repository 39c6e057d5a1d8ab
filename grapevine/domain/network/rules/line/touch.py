"""The touch of a line: which kind, who began it, who was there, and whether it was about each other or business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grapevine.domain.gives import rules as give
from grapevine.domain.network.rules.line import words
from grapevine.domain.network.rules.line.gives import LIST, Act, slots_of
from grapevine.domain.network.rules.line.promises import Spoken
from grapevine.domain.network.rules.line.text import FIRST_SLOT, MARK_MAX, SLOT, mask
from grapevine.domain.touches import rules as touch

_KINDS = tuple(
    (strength, kind, re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'])")) for strength, kind, pattern in words.KINDS
)
#: "after the meeting", "about the call", "scheduled a lunch": spoken of, not what happened.
_SPOKEN_OF = re.compile(
    r"\b(?:after|before|about|since|re:?|regarding|until|for|like|missed) (?:the|our|his|her|my|their|today's"
    r"|next) $|\b(?:after|before|since|until) $|\b(?:schedul\w+|plan\w*|arrang\w+|book(?:ed|ing)?|set up"
    r"|organi[sz]\w+|propos\w+|suggest\w+) "
    r"(?:(?:a|an|the|our|another|next) )?(?:\w+ )?$"
)
#: Inside a give only these say how it happened: "introduced her over lunch".
_HOW = re.compile(r"\b(?:over|at|during|by|via|on|in) (?:the |a |an |our )?(?:\w+ )?$|\bthank[- ]you $")

_OVER = re.compile(r"\bover (?:the |a |an |our )?(?:\w+ )?$")
_AT_A_TALK = re.compile(r"\b(?:over|at|during) (?:the |a |an |our )?(?:\w+ )?$")
_SENT = re.compile(rf"\bsent(?= (?:over |back )?{SLOT}| [^.;]{{0,60}}\bto {SLOT})|(?<=[\ue000-\uf8ff] )sent\b")
_BESIDE = re.compile(rf"\bwith(?= {SLOT})")

_LEFT_WORD = re.compile(r"\bleft (?:(?:her|him|them|a|another|\w+ a) )?(?P<what>vm|voice ?mail|message)\b")

_ACTING = re.compile(rf"\b(?:{words.ACTING})\b")
_SUBJECT = re.compile(rf"(?:(?:^|[^'\w]){LIST}(?:'s \w+)?|\b(?:he|she|they)) (?:also |then |just |has |had |kindly "
                      rf"|who )*$")
_ME = re.compile(r"\b(?:i|we) (?:also |then |just |have |had |will |'ll )*$")
_FROM = re.compile(rf" (?:\w+ ){{0,2}}from (?:{SLOT}|(?:her|him|them)\b)")
_TO = re.compile(rf" (?:\w+ ){{0,2}}(?:to|for) (?:{SLOT}|(?:her|him|them)\b)")
_MADE = re.compile(r"\b(?P<verb>gave|sent|left|made|wrote|dropped|shot|got|received|took|invited"
                   r"|treated)\b[^.;,]{0,40}$")

_TOPIC = re.compile(
    r"\b(?:about|re:?|regarding|of|than|like|knows|know|discussed|mentioned|concerning|through|via|without|not|named"
    r"|besides|instead of|on behalf of|for|recommended|suggested|thanks to) (?:the |her |his |my |our )?$"
)
_LEFT_FOR = re.compile(r"\b(?:voice ?mail|message|note|letter|card|text|e-?mail) for $")
_STRONG = re.compile(rf"(?:\b(?:with|met(?: up with)?|saw|(?:ran|bumped) into|{words.ACTING})|\bw/?) $")
_DID_NOT = re.compile(r" (?:(?:could|did|was|is|can|has|had)(?:n't| ?not)|cancell?ed|never|was absent|was away)\b")
_WITH = re.compile(r"(?:\bwith|\bw/?) $")
_AT = re.compile(r"\b(?:at|over at|round at|round to|over to|by) $")
_PLACE = re.compile(r"'s? (?:[\w']+ )?(?:place|b-?day|drinks|leaving|do\b|house|home|office|party|wedding|studio"
                    r"|shop|firm|gala|event|birthday|bbq"
                    r"|barbecue|e-?mail|message|letter|text|note|call|reception|funeral|graduation|open house"
                    r"|concert|recital)\b")  # fmt: skip
_RELATIVE_ACTS = re.compile(rf"'s \w+ (?:{words.ACTING})\b")
_PLACE_OR_PERSON = re.compile(r"\b(?:to|from|for|and) $")
_TO_PERSON = re.compile(r"\b(?:(?:e-?)?mail(?:ed)?|letter|message|note|text|card|call|called|wrote|replied|spoke"
                        r"|talk(?:ed)?|visit|voice ?mail|whats-?app|heard(?: back)?) (?:to|from|for) $")  # fmt: skip
_JOIN = re.compile(r" ?(?:, ?and|,|&|\+|and|plus|/) ?")
_HEAD_END = re.compile(r"[.;:!?](?: |$)|\b(?:about|told|discussed|who|because|since|that|so|while|where|when|said|says"
                       r"|re)\b")

_SUBJECT_OF_TALK = re.compile(words.TOPIC)
_RELATIONSHIP = re.compile(rf"\b(?:{words.RELATIONSHIP_WORDS})\b")
_BUSINESS = re.compile(rf"\b(?:{words.BUSINESS_WORDS})\b")
_NO_BUSINESS = re.compile(r"\b(?:no|not) (?:business|shop talk|work)\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of touch and where its word stands."""

    kind: str
    start: int
    end: int


def kind_of(seen: str, acts: Sequence[Act]) -> Kind | None:
    """The kind the line says: the strongest word, of equals the first; None for a line without a touch."""
    best: tuple[int, int, int, Kind] | None = None
    for order, (strength, kind, pattern) in enumerate(_KINDS):
        for match in pattern.finditer(seen):
            if not _happened(seen, match.start(), acts):
                continue
            key = -strength, match.start(), order
            if best is None or key < best[:3]:
                best = *key, Kind(kind, *match.span())
            break
    return _told_how(seen, best[3]) if best else None


def kind_within(seen: str, promised: Sequence[Spoken], dated: bool) -> Kind | None:
    """Where a promise was made: "Ben promised to introduce me over lunch"; "at lunch" may be to come, unless the"
                                                            " line says when."""
    for _, kind, pattern in _KINDS:
        for match in pattern.finditer(seen):
            inside = any(each.start <= match.start() < each.end for each in promised)
            if inside and (_AT_A_TALK if dated else _OVER).search(seen, 0, match.start()):
                return Kind(kind, *match.span())
    return None


def implied(seen: str, acts: Sequence[Act], minutes: int | None) -> Kind | None:
    """What a line without a word for it must mean: something sent is a message, an hour with somebody a one-to-one."""
    if acts:
        return None
    sent, beside = _SENT.search(seen), _BESIDE.search(seen)
    if sent:
        return Kind(touch.MESSAGE, *sent.span())
    return Kind(touch.ONE_TO_ONE, *beside.span()) if beside and minutes else None


def _happened(seen: str, start: int, acts: Sequence[Act]) -> bool:
    before = seen[:start]
    if _SPOKEN_OF.search(before):
        return False
    inside = [act for act in acts if act.verb_end <= start < act.end]
    return not inside or bool(_HOW.search(before)) or seen.startswith(("brought", "took"), inside[0].start)


def _told_how(seen: str, found: Kind) -> Kind:
    """A one-to-one on the telephone stays one: a talk of its own; a call that left a word was a message."""
    if found.kind == touch.CALL:
        said = re.search(rf"\b{words.ONE}\b", seen)
        if said:
            return Kind(touch.ONE_TO_ONE, *said.span())
        left = _LEFT_WORD.search(seen)
        if left:
            return Kind(touch.MESSAGE, *left.span("what"))
    return found


def began_by(seen: str, found: Kind) -> str:
    """Who began it: "Dana called" and "mail from Dana" are theirs, "called Dana" and "mail to Dana" mine, else ""."""
    said, before = seen[found.start:found.end], seen[:found.start]
    if _ACTING.fullmatch(said) and not re.search(r"\b(?:a|the|an|missed|quick|by|via) $", before):
        if _ME.search(before):
            return touch.ME
        if _SUBJECT.search(before):
            return touch.THEM
        if seen.startswith((" with ", " w/", " w "), found.end):
            return touch.UNKNOWN
        if said != "call":
            return touch.THEM if _FROM.match(seen, found.end) else touch.ME
    if said.startswith("heard"):
        return touch.THEM
    if found.kind not in (touch.MESSAGE, touch.CALL):
        return _invited(before)
    if _FROM.match(seen, found.end) or said.endswith("from"):
        return touch.THEM
    if said.startswith(("sent", "dropped", "shot", "mailed")):
        return touch.THEM if _SUBJECT.search(before) else touch.ME
    made = _MADE.search(before)
    if made:
        if made["verb"] in ("got", "received"):
            return touch.THEM
        return touch.THEM if _SUBJECT.search(before[:made.start()]) else touch.ME
    if _TO.match(seen, found.end) or said.endswith(" to") or said.startswith("voice"):
        return touch.ME
    return ""


def _invited(before: str) -> str:
    made = _MADE.search(before)
    if made and made["verb"] in ("took", "invited", "treated"):
        return touch.THEM if _SUBJECT.search(before[:made.start()]) else touch.ME
    return ""


def by_message(seen: str, found: Kind, acts: Sequence[Act]) -> str:
    """Who wrote, when a give was made "by email": the giver."""
    inside = [act for act in acts if act.verb_end <= found.start < act.end]
    if found.kind not in (touch.MESSAGE, touch.CALL) or not inside:
        return ""
    return touch.ME if inside[0].direction == give.GIVEN else touch.THEM


def who_was_there(seen: str, acts: Sequence[Act], strangers: frozenset[int]) -> tuple[list[int], list[int]]:
    """(slots of the people of the touch, slots of somebody's somebody: "lunch with Dana's sister").

    ``strangers`` are the slots nobody of the book may mean: "to Boston" is a person only after a word like "mail".
    """
    there: list[int] = []
    relatives: list[int] = []
    head = _head(seen)
    aside = {slot for act in acts for slot in act.others}
    last_end = -1
    for match in re.finditer(SLOT, seen):
        slot, after = ord(match.group()[0]) - FIRST_SLOT, seen[match.end():]
        before = seen[max(0, match.start() - MARK_MAX):match.start()]
        joined = last_end >= 0 and bool(_JOIN.fullmatch(seen[last_end:match.start()]))
        if slot in aside or slot in there:
            continue
        if re.match(r"'(?:s\b| )", after) and not _AT.search(before) and not (
            _PLACE.match(after) and not _WITH.search(before)
        ):
            if _STRONG.search(before) or _RELATIVE_ACTS.match(after):
                relatives.append(slot)
            continue
        if slot in strangers and not joined and _PLACE_OR_PERSON.search(before) and not _TO_PERSON.search(before):
            continue
        if joined or _takes_part(before, match.start() < head):
            there.append(slot)
            last_end = match.end()
    # "lunch with Tom, introduced Priya to Dana": whom a give names was there only if nobody else is said to have been.
    there = [slot for slot in there if not _absent(seen, slot)] or there
    inside = {slot for act in acts for slot in slots_of(seen[act.start:act.end])}
    return [slot for slot in there if slot not in inside] or there, relatives


def _absent(seen: str, slot: int) -> bool:
    """ "lunch with Dana, Ben couldn't make it": named, and not there."""
    last = seen.rfind(chr(FIRST_SLOT + slot))
    return bool(_DID_NOT.match(seen, last + 1))


def _takes_part(before: str, in_head: bool) -> bool:
    if _TOPIC.search(before) and not _LEFT_FOR.search(before):
        return False
    return in_head or bool(_STRONG.search(before)) and len(before) < 40


def _head(seen: str) -> int:
    """Where the telling of who and how ends: the first sentence that names somebody."""
    first = re.search(SLOT, seen)
    end = _HEAD_END.search(seen, first.end() if first else 0)
    return end.start() if end else len(seen)


def about(seen: str, acts: Sequence[Act]) -> str:
    """relationship or business when the words of the talk say one of them clearly, else ""."""
    told = mask(seen, [(act.start, act.end) for act in acts])
    if _NO_BUSINESS.search(told):
        return touch.RELATIONSHIP
    found = set()
    for match in _SUBJECT_OF_TALK.finditer(told):
        end = re.search(r"[.;!?]|$", told[match.end():])
        topic = told[match.end():match.end() + (end.start() if end else 0)]
        found |= {touch.RELATIONSHIP} if _RELATIONSHIP.search(topic) else set()
        found |= {touch.BUSINESS} if _BUSINESS.search(topic) else set()
    return found.pop() if len(found) == 1 else ""


def of_gives(acts: Sequence[Act]) -> list[int]:
    """The slots of the people of the gives, for a line without a touch."""
    return list(dict.fromkeys(slot for act in acts for slot in act.slots))

