"""What happened: one entry for each action, written in the action's own transaction.

Asks nobody. Tells who did what to which thing, and when; never the contents.
"""
