"""CardDAV (RFC 6352): keeping a book in step with an account of contacts on another server.

``cards`` reads one card and changes its own text; ``answers`` reads what a server says (XML, never trusted);
``server`` asks it; ``look`` compares both sides once, ``bringing`` and ``sending`` are its two halves; ``jobs`` is
what the pages, the command line and the timetable call. What is to be done is decided in ``domain/imports``.

Why an own client and no library: docs/decisions/0013.
"""
