"""Referrals: who sends whom to whom, and how it goes on until the giver knows and is thanked.

Asks people, gives, depth, the times of each member; tells gives (and through them depth) what each move amounts to.
"""
