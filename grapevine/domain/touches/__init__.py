"""Each time you met, called, wrote: the first of the two ledgers.

Asks people whom; tells depth what it weighs, in the same transaction.
"""
