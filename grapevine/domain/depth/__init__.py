"""How well you know them and they know you: fading sums for both directions, stage, ready to ask.

Asks people whom it is about. Told by touches, gives and ratings, in the transaction that writes them; tells network
and everybody after it how deep a relationship is, and why.
"""
