"""Reads of referrals: one of them (``one``), the board and the list (``board``), figures and chains (``figures``)."""
