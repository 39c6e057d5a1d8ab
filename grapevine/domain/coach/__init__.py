"""Which step now: today's list is the first part, techniques and the weekly plan come to stand beside it.

Asks people, the ledgers, depth, network and imports; writes what was put off, and logs what was done through theirs.
"""
