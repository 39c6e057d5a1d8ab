"""Reads of referrals: one of them (``one``, ``detail``), the board and the list (``board``), results (``figures``)."""
