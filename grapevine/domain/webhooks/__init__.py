"""What is told to other programs: the addresses a member named, what was sent there and how it went.

Asks nothing but who is signed in; other packages tell it what happened, in their own transaction.
"""
