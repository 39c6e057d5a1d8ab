"""Letters that leave the house: the queue with its retries, who asked for no more, what came back undelivered.

Asks people and accounts for addresses; the words of each letter stand in ``interfaces/mail``.
"""
