"""Mutual agreements between two people who send each other referrals: aims, check-ins, health; and the matching that
finds such partners.

Asks people, depth, gives, network and professions; tells gives and depth nothing they did not see happen.
"""
