"""The gives of a line: who did what for whom, from verbs, things handed over and the words "me", "to" and "from"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from grapevine.domain.gives import rules as give
from grapevine.domain.network.rules.line import words
from grapevine.domain.network.rules.line.text import FIRST_SLOT, SLOT
from grapevine.domain.network.rules.line.things import sphere_of, thing_in

LIST = rf"{SLOT}(?: ?(?:, ?and|,|&|\+|and|plus|/) ?{SLOT})*"
_AUX = (r"(?:also |then |kindly |very |really |just |later |has |have |had |even |already |finally |once |only |in "
        r"turn |again |generously |offered to |was able to |quickly )*")  # fmt: skip
_THEM = re.compile(
    rf"(?:(?<!with )(?<!w/ )(?<!\bw )(?P<list>{LIST}) |(?P<who>{LIST}),? who |\b(?:he|she|they) ){_AUX}$|(?:^"
    rf"|[.;,] )(?P<did>{LIST}) (?:{words.ACTING}) [^.;]*\b(?:and|to say) {_AUX}$"
)
_ME = re.compile(rf"\b(?:i|we|i've|we've) {_AUX}$")
#: What comes before the verb of something that did not happen.
_NOT = re.compile(
    r"\b(?:promised(?: \S+)?|wants?|wanted|asked(?: \S+)?|needs?|hopes?|hoping|going|plans?|planning|like|agreed"
    r"|wishes|remember|must|should|will|would|could|can|might|may|i'll|to|not|never|\w+n't) (?:me |us |her |him "
    r"|them )?(?:to )?$"
)
_OFFERED = re.compile(rf"\b(?:offered|was able|helped|managed) to $|\b(?:{words.ACTING}) {LIST} to $")
_DIRECT = re.compile(rf":? *(?:after |for |with |(?:over|up|through) (?={SLOT})|on |at "
                     rf"|in on )?(?:(?P<list>{LIST})(?!'s)"
                     rf"|(?P<pronoun>her"
                     rf"|him|them)\b)")
#: "looked after Priya's dog": what is done for hers is done for her.
_DIRECT_OR_THEIRS = re.compile(_DIRECT.pattern.replace("(?!'s)", ""))
_TO = re.compile(rf"(?P<way>{LIST})'s (?:way|direction)\b|\b(?:to|for|with|between|past|from|by) "
                 rf"(?:(?P<list>{LIST})(?!'s)|(?P<pronoun>her|him|them)\b(?! \w+'s))")
_GIVEN_TO = re.compile(rf"\bto (?:{SLOT}|(?:her|him|them)\b)")
_THEIR_NAME = re.compile(rf" {LIST}'s (?:name|card|number|details)\b")
#: "gave me Lucy's number" is an introduction to Lucy; "gave a client Lucy's number" a referral to her.
_A_NUMBER = re.compile(rf"^ (?:me|us) {LIST}'s (?:name|card|number|details)\b")
_TO_ME = re.compile(r"\b(?:me|us|(?:my|our) (?:way|direction|name|card|number|details|services))\b")
_FROM = re.compile(rf"\b(?:from|by|via) (?:(?P<list>{LIST})|(?P<pronoun>her|him|them)\b)")
_END = re.compile(r"[.;!?](?: |$)|$")
_SPLIT = re.compile(rf"(?:,? (?:and|then|but|so|while|also)|,) (?:(?:{LIST}|he|she|they|i|we) )?(?:also |then |just "
                    rf"|has |had )*$")
_DEEDS = re.compile("|".join(rf"(?P<d{n}>\b(?:{pattern})(?![\w-]))" for n, (_, pattern) in enumerate(words.DEEDS)))
_VERB = re.compile(rf"\b(?P<taking>{words.TAKING})\b|\b(?:{words.HANDING})\b")
#: What stands after "a text from Fatima:" is said by her.
_QUOTED = re.compile(rf"\bfrom (?P<list>{LIST})(?: [^.;:]*)?: [^.;]*$")
#: Between two things that one verb hands over: "the number of my plumber and a book".
_AND_ALSO = re.compile(r",? (?:and|plus|as well as) (?:also )?(?=(?:an?|the|some|my|our|his|her|their|two|three|one) )")
_BRAIN = re.compile(rf" (?:(?P<list>{LIST})'s|(?P<whose>her|his)) brains?\b")
_TO_SAY = re.compile(r"\b(?:to say|as a|in|to) $")
_PASSIVE = re.compile(r"(?:^|[.;,] |\bi |\bwe |\band )(?:was|were|got) (?:also |just )?$")


@dataclass(frozen=True, slots=True)
class Act:
    """A give as the words say it: slots of the people it was for or from; ``others`` are named in it but not part."""

    kind: str
    direction: str
    sphere: str
    slots: tuple[int, ...]
    pronoun: str
    others: frozenset[int]
    start: int
    verb_end: int
    end: int


@dataclass(frozen=True, slots=True)
class _Verb:
    kind: str
    start: int
    verb_end: int
    taking: bool


def acts(seen: str) -> list[Act]:
    """The gives of a plain line whose people are slots, in order."""
    verbs = _verbs(seen)
    found: list[Act] = []
    for place, verb in enumerate(verbs):
        end = _END.search(seen, verb.verb_end)
        stop = end.start() if end else len(seen)
        if place + 1 < len(verbs) and verbs[place + 1].start < stop:
            nearer = verbs[place + 1].start
            split = _SPLIT.search(seen, verb.verb_end, nearer)
            stop = split.start() if split else nearer
        act = _act(seen, verb, stop)
        if act and not (found and _same(seen, found[-1], act)):
            found += _each_thing(seen, verb, act)
    return found


def _each_thing(seen: str, verb: _Verb, act: Act) -> list[Act]:
    """The act, and one more for a second thing of another kind that the same verb handed over."""
    more = None if verb.kind else _AND_ALSO.search(seen, act.verb_end, act.end)
    kind = thing_in(seen[more.end():act.end]) if more else ""
    if not more or kind in ("", act.kind) or not thing_in(seen[act.verb_end:more.start()]):
        return [act]
    second = replace(act, kind=kind, sphere=sphere_of(kind, seen[more.end():act.end]), start=more.end())
    return [replace(act, end=more.start()), second]


def _same(seen: str, one: Act, act: Act) -> bool:
    """ "sent him a bottle to say thank you": the second act is the first one over again."""
    return act.kind == one.kind and (act.start < one.end or bool(_TO_SAY.search(seen, 0, act.start)))


def slots_of(text: str) -> tuple[int, ...]:
    """The numbers of the mentions whose slots stand in a text."""
    return tuple(dict.fromkeys(ord(run[0]) - FIRST_SLOT for run in re.findall(SLOT, text)))


def _verbs(seen: str) -> list[_Verb]:
    found: dict[int, _Verb] = {}
    for match in _DEEDS.finditer(seen):
        kind = words.DEEDS[int((match.lastgroup or "d0")[1:])][0]
        head = re.match(r"[\w'-]+", match.group())
        found[match.start()] = _Verb(kind, match.start(), match.start() + (head.end() if head else 0), False)
    for match in _VERB.finditer(seen):
        found.setdefault(match.start(), _Verb("", match.start(), match.end(), match["taking"] is not None))
    # "wrote a recommendation for": the noun inside a deed is no deed of its own.
    return [found[start] for start in sorted(found)]


def _act(seen: str, verb: _Verb, stop: int) -> Act | None:
    """What one verb says until its clause ends; None when nothing was given or it did not happen."""
    before, clause = seen[:verb.start], seen[verb.verb_end:stop]
    if _NOT.search(before) and not _OFFERED.search(before):
        return None
    kind = verb.kind or thing_in(clause)
    if not kind:
        return None
    if kind == give.ENDORSEMENT and verb.kind and seen.startswith("recommend", verb.start) and not (
        _DIRECT.match(clause) or re.match(r" (?:me|us)\b", clause)
    ):
        kind = give.INFORMATION
    direction, slots, pronoun = _parties(before, clause, verb, kind)
    if not direction:
        return None
    if direction == give.RECEIVED and kind == give.REFERRAL and _A_NUMBER.search(clause):
        kind = give.INTRODUCTION
    sphere = sphere_of(kind, seen[verb.start:stop])
    others = frozenset(slots_of(clause)) - set(slots)
    return Act(kind, direction, sphere, slots, pronoun, others, verb.start, verb.verb_end, stop)


def _parties(before: str, clause: str, verb: _Verb, kind: str) -> tuple[str, tuple[int, ...], str]:
    """(direction, slots, pronoun): given to whom, or received from whom; direction "" when neither side is me."""
    quoted = _QUOTED.search(before)
    if quoted and kind == give.THANKS:
        return give.RECEIVED, slots_of(quoted["list"]), ""
    brain = _BRAIN.match(clause)
    if brain:
        return give.RECEIVED, slots_of(brain["list"] or ""), {"his": "him"}.get(brain["whose"], brain["whose"] or "")
    source = _FROM.search(clause)
    noun = bool(re.match(r"(?: you)?(?: (?:card|note|letter|gift)s?)? from ", clause))
    if source and (verb.taking or noun or _PASSIVE.search(before)):
        return give.RECEIVED, slots_of(source["list"] or ""), source["pronoun"] or ""
    if re.search(r"\b(?:was|were|got|been) $", before) and not _PASSIVE.search(before):
        return "", (), ""
    # Who did it is named in the same sentence: what stands before that is not read again for every verb.
    them = _THEM.search(before, max(0, before.rfind("."), before.rfind(";")))
    if them and not _ME.search(before):
        direct, to = _DIRECT.match(clause), _TO.search(clause)
        if verb.taking or not _TO_ME.search(clause) and (direct or to and kind != give.SUPPORT):
            return "", (), ""
        return give.RECEIVED, slots_of(them["list"] or them["who"] or them["did"] or ""), ""
    if re.match(r" (?:me|us)\b", clause) or verb.taking and not (_DIRECT.match(clause) or _GIVEN_TO.search(clause)):
        return give.RECEIVED, (), ""
    return give.GIVEN, *_receivers(clause, verb, kind)


def _receivers(clause: str, verb: _Verb, kind: str) -> tuple[tuple[int, ...], str]:
    """Who got it: for a referral the one after "to", for an introduction both, else whoever stands next."""
    theirs = kind in (give.HELP, give.SUPPORT, give.ENDORSEMENT) or bool(_THEIR_NAME.match(clause))
    direct = (_DIRECT_OR_THEIRS if theirs else _DIRECT).match(clause)
    to = _TO.search(clause)
    named = [match for match in (direct, to) if match]
    if verb.kind == give.REFERRAL and to:
        named = [to]
    elif kind != give.INTRODUCTION or not verb.kind:
        named = named[:1]
    slots = tuple(dict.fromkeys(slot for match in named for slot in slots_of(_list(match))))
    return slots, next((match["pronoun"] for match in named if match["pronoun"]), "")


def _list(match: re.Match[str]) -> str:
    return match["list"] or match.groupdict().get("way") or ""
