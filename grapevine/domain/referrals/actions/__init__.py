"""Writes of referrals: noted (``giving``), moved (``moving``), agreed to (``consenting``), thanked for (``thanking``).

What each side keeps to itself is in ``own``, links for who has no account in ``links``. Every write holds the people
of both books first, then the referral, and settles the ledgers of gives in its own transaction (``ledgers``).
"""
