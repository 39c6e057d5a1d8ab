"""Who is signed in: members, organisations, chapters, seats, roles, tokens; who may do what.

Asks audit_log. Tells every other package who the actor is and what they may do.
"""
