"""Who is signed in: members, organisations, chapters, seats, roles, invitations, tokens; who may do what.

Asks audit_log. Tells every other package who the actor is and what they may do.
"""
