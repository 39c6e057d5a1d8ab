"""The rules of today's list: who cools, who waits, what was promised, one small step. Pure; no Django, no I/O.

Paper: docs/methods/today.md. One clock throughout: days since 1970-01-01 UTC as a float.

    items      the kinds of items, their keys, how long each is put off
    spans      lengths of time as people say them
    quoting    words that somebody wrote down, cut to what a sentence can carry
    ties       what a tie is now, was at its last happening, and is about to lose
    cooling    whose turn it is to be written to before something is lost; which ties sleep
    waiting    who wrote and heard nothing back, who gave and was not thanked
    promised   which open promises are worth a line today
    birthdays  how far a day of the year is
    step       one five-minute step: the most valuable of the small acts that fit
"""
