"""The ledger of help, both directions: referrals, introductions, ideas, resources, time; and promises of it.

Asks people whom; tells depth what it weighs, in the same transaction.
"""
