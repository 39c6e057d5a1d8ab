"""The shape of a network: deep against wide, rings, lists; and one relationship with all its evidence.

Asks people, depth, touches and gives, and puts them together; holds no table of its own.
"""
