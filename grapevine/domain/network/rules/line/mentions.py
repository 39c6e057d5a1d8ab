"""The people named in a line: where, and whether the book knows exactly one who may be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grapevine.domain.network.rules.line import words
from grapevine.domain.network.rules.line.name_words import AFTER_A_NAME, ALSO_WORDS, PARTICLES, STARTERS, TITLES
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import AMBIGUOUS, SPELLING, UNKNOWN
from grapevine.domain.network.rules.line.text import FIRST_SLOT, MARK_MAX, SLOT, mask, plain, tokens
from grapevine.domain.network.rules.line.words import MONTHS

KNOWN = ""
_JOINTS = {" ", "-", "'", ". ", "."}
_VERBS = "|".join([words.ACTING, words.HANDING, *(pattern for _, pattern in words.DEEDS)])
_KIND = "|".join(pattern for _, _, pattern in words.KINDS)
_VOCABULARY = re.compile(rf"(?:{_VERBS}|{_KIND})")
#: After these a person is named.
_MARK = re.compile(
    r"(?:\b(?:with|met|meet|saw|see|to|from|and|plus|thanked|invited|introduced|referred|helped|recommended|endorsed"
    r"|gave|lent"
    rf"|sent|offered|for|told|visited|{words.ACTING})|\bw/?|&|\+) *$"
)
_STRONG_MARK = re.compile(rf"(?:\b(?:with|met|saw|thanked|invited|{words.ACTING})|\bw/?|{SLOT} ?(?:,|&|\+|and|, "
                          rf"and)) *$")
_LISTED = re.compile(rf"{SLOT}(?:'s)? ?(?:, ?and|,|&|\+|and|plus) *$")
_SENTENCE = re.compile(r"(?:^|[.;:!?]|- ) *$")
_ACTS = re.compile(rf" *(?:'s\b|,|&|\+|and\b|:|-|(?:also|then|just|has|have|had|kindly|and i) |(?:{_VERBS})\b)")
#: "bob dropped off plants": what did something is a name, however ordinary the word.
_DID = re.compile(r" (?!need)(?:\w+ed|rang|sent|gave|came|wrote|told|said|made|lent|brought|put|drove|left|took)\b")
_AUXILIARY = re.compile(r" +(?:call|phone|meet|see|write|text|email|send|give|visit|be|have|do|ask|follow|try"
                        r"|introduce)\b")
_IN_MONTH = re.compile(r"\b(?:in|last|next|since|until|till|during|early|late|by|of|this) $")
_RELATION = re.compile(
    r"(?:'s|\bher|\bhis|\btheir) (?:brother|sister|partner|wife|husband|son|daughter|mother|father|mom|mum|dad|friend"
    r"|boss|colleague|assistant|client|cousin|uncle|aunt|neighbou?r|girlfriend|boyfriend|fianc\S+) $|\bthe $"
)
_FAMILY = re.compile(r" (?:family|household|clan|siblings|brothers|sisters|couple|matter)\b")
_FIRM = re.compile(r" ?(?:(?P<of>from|of|with)|at|@|\(|,|-) ?(?:the )?(?=\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the line: its place, whose it may be (places in the book), and why it is not sure ("" = sure)."""

    start: int
    end: int
    places: frozenset[int]
    reason: str


class Finder:
    """One walk over the words of a line. ``seen`` is the plain line without times; names are written over as "
      "slots."""

    def __init__(self, text: str, seen: str, people: People) -> None:
        self.text, self.seen, self.people = text, seen, people
        self.tokens = [token for token in tokens(text) if seen[token.start:token.end].strip(" &")]
        self.found: list[Mention] = []

    def walk(self) -> tuple[list[Mention], str]:
        """The mentions in order, and the line with each written over by its slot."""
        place = 0
        while place < len(self.tokens):
            place = max(place + 1, self._at(place))
        return self.found, self.seen

    def _at(self, place: int) -> int:
        """Read the name that begins with this word, if one does; where to go on."""
        first = self.tokens[place]
        titled = first.word in TITLES and place + 1 < len(self.tokens)
        start = place + 1 if titled else place
        if first.capital and not self._is_starter(place):
            run = self._capitals(start)
            if run > start + 1 or self.people.knows(self.tokens[start].word):
                return self._named(place, start, run, titled)
            return self._stranger(place, start, run, titled)
        run = self._grown(start)
        if run == start + 1 and self._common(start):
            return place + 1
        return self._named(place, start, run, titled) if run > start else self._slip(start)

    def _ends(self, mark: re.Pattern[str], place: int) -> bool:
        """Whether the line before this place ends with the mark: only its end is read, however long the line is."""
        told = len(self.seen[:place].rstrip(" "))
        return mark.search(self.seen, max(0, told - MARK_MAX), place) is not None

    def _is_starter(self, place: int) -> bool:
        """A capital that only begins the sentence."""
        token = self.tokens[place]
        if not self._ends(_SENTENCE, token.start) and token.word not in STARTERS:
            return bool(_VOCABULARY.fullmatch(token.word)) and not self.people.knows(token.word)
        if self.people.knows(token.word):
            return False
        return token.word in STARTERS or self._plain_word(place)

    def _joined(self, place: int) -> bool:
        """True when the word belongs to the one before: nothing but a space or hyphen between, and no "'s"."""
        if not 0 < place < len(self.tokens):
            return False
        between = plain(self.text[self.tokens[place - 1].end:self.tokens[place].start])
        last = self.tokens[place - 1].word
        if between[:1] == ".":
            return between in _JOINTS and (len(last) == 1 or last in TITLES)
        return between in _JOINTS and not (between == "'" and self.tokens[place].word == "s")

    def _capitals(self, start: int) -> int:
        """Where a run of capital words (and particles among them) ends."""
        end = start + 1
        while self._joined(end):
            token = self.tokens[end]
            after = end + 1
            inner = token.word in PARTICLES and self._joined(after) and self.tokens[after].capital
            bears = bool(self.people.bearing(self._words(start, end + 1)))
            if not (token.capital and not self._plain_word(end) or inner or bears):
                break
            end += 1
        return end

    def _plain_word(self, place: int) -> bool:
        word = self.tokens[place].word
        return not self.people.knows(word) and (word in AFTER_A_NAME or bool(_VOCABULARY.fullmatch(word)))

    def _grown(self, start: int) -> int:
        """Where the longest run from here ends whose words one person bears; start when nobody does."""
        if len(self.tokens[start].word) < 2 or not self.people.knows(self.tokens[start].word):
            return start
        end = start + 1
        while self._joined(end) and self.people.bearing(self._words(start, end + 1)):
            end += 1
        return end

    def _words(self, start: int, end: int) -> list[str]:
        return [token.word for token in self.tokens[start:end]]

    def _common(self, place: int) -> bool:
        """True when a name is an ordinary word here: "will call", "in March"."""
        token = self.tokens[place]
        if token.word not in ALSO_WORDS and token.word not in AFTER_A_NAME:
            return False
        if self._ends(_SENTENCE, token.start) and _DID.match(self.seen, token.end):
            return len(token.word) < 3 or token.word in ("the", "she")
        return not self._ends(_STRONG_MARK, token.start)

    def _named(self, place: int, start: int, end: int, titled: bool) -> int:
        """A run that holds a known word: one person, several, or nobody of that name."""
        run = self._words(start, end)
        if end == start + 1 and self.tokens[start].capital and self._not_meant(start):
            return end
        places = self.people.exactly(self.people.bearing(run), run)
        if not places:
            return self._nobody(place, start, end)
        reason = AMBIGUOUS if len(places) > 1 else KNOWN
        if titled and end == start + 1 and not all(
            self.people.called(at, self.tokens[place].word) for at in places
        ):
            reason = AMBIGUOUS
        strange = self._goes_on(end) and not self.tokens[start].capital
        if end == start + 1 and (strange or self._of_another(place, end)):
            reason = AMBIGUOUS
        return self._with_firm(place, end, places, reason, alone=end == start + 1)

    def _not_meant(self, place: int) -> bool:
        """A capital first word that is an ordinary word as well is a name only if it acts or is joined to others."""
        token = self.tokens[place]
        if token.word not in ALSO_WORDS and token.word not in AFTER_A_NAME:
            return False
        if not self._ends(_SENTENCE, token.start):
            return token.word in MONTHS and self._ends(_IN_MONTH, token.start)
        return bool(_AUXILIARY.match(self.seen, token.end)) or not _ACTS.match(self.seen, token.end)

    def _of_another(self, place: int, end: int) -> bool:
        """ "Priya's brother Tom" and "the Santos family": one name alone may be somebody else."""
        before, after = self.tokens[place].start, self.tokens[end - 1].end
        return bool(self._ends(_RELATION, before) or _FAMILY.match(self.seen, after))

    def _goes_on(self, place: int) -> bool:
        """True when a strange word follows a bare lower-case first name: it may be another person's surname."""
        if not self._joined(place) or _DID.match(self.seen, self.tokens[place - 1].end):
            return False
        word = self.tokens[place].word
        return not (word in AFTER_A_NAME or word.isdigit() or _VOCABULARY.fullmatch(word))

    def _with_firm(self, place: int, end: int, places: frozenset[int], reason: str, alone: bool) -> int:
        """Let the firm said next decide among namesakes; another firm than the known one is a question."""
        match = _FIRM.match(self.seen, self.tokens[end - 1].end)
        said = next((at for at in range(end, len(self.tokens)) if match and self.tokens[at].start == match.end()), None)
        if match and said is not None:
            of_firm, length = self.people.of_firm(places, self._words(said, len(self.tokens)))
            if length:
                self._add(place, said + length, of_firm, AMBIGUOUS if len(of_firm) > 1 else KNOWN)
                return said + length
            known_firm = any(self.people.has_firm(at) for at in places)
            if alone and match["of"] == "from" and self.tokens[said].capital and known_firm:
                reason = AMBIGUOUS
        self._add(place, end, places, reason)
        return end

    def _nobody(self, place: int, start: int, end: int) -> int:
        """A full name nobody bears: nearly somebody's, or unknown with those who share its first word."""
        run = self._words(start, end)
        short = self.people.short_for(run)
        if short:
            return self._with_firm(place, end, short, AMBIGUOUS if len(short) > 1 else KNOWN, alone=end == start + 1)
        near = self.people.nearly(" ".join(run))
        self._add(place, end, near or self.people.bearing(run[:1]), SPELLING if near else UNKNOWN)
        return end

    def _stranger(self, place: int, start: int, end: int, titled: bool) -> int:
        """A capital word that nobody bears: asked about where a person must stand, else no name at all."""
        before, after = self.tokens[place].start, self.tokens[end - 1].end
        acting = self._ends(_SENTENCE, before) and _ACTS.match(self.seen, after)
        if not (titled or acting or self._ends(_MARK, before) or self._ends(_LISTED, before)):
            return end
        return self._nobody(place, start, end)

    def _slip(self, place: int) -> int:
        """A lower-case word where a person must stand, spelled almost like somebody's name."""
        token = self.tokens[place]
        if self._plain_word(place) or not self._ends(_STRONG_MARK, token.start):
            return place + 1
        for end in (place + 2, place + 1):
            if end == place + 1 or self._joined(place + 1):
                short = self.people.short_for(self._words(place, end))
                if short:
                    strange = end == place + 1 and self._goes_on(end)
                    self._add(place, end, short, AMBIGUOUS if len(short) > 1 or strange else KNOWN)
                    return end
                near = self.people.nearly(" ".join(self._words(place, end)))
                if near:
                    self._add(place, end, near, SPELLING)
                    return end
        return place + 1

    def _add(self, start: int, end: int, places: frozenset[int], reason: str) -> None:
        mention = Mention(self.tokens[start].start, self.tokens[end - 1].end, places, reason)
        self.seen = mask(self.seen, [(mention.start, mention.end)], chr(FIRST_SLOT + len(self.found)))
        self.found.append(mention)
