"""Reads of letters: what went out and what waits, whether one may go, who asked for no more."""

from grapevine.domain.letters.queries.going import address_of, may_write_to
from grapevine.domain.letters.queries.letters import letter, letters, words
from grapevine.domain.letters.queries.stops import Asked, asked, stop_token, stops

__all__ = ["Asked", "address_of", "asked", "letter", "letters", "may_write_to", "stop_token", "stops", "words"]
