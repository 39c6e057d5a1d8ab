"""How others learn whom to send: the brief, its lessons, teach-backs and refreshers, and the weekly ask.

Asks partnerships for whom, professions for the moments; tells depth how well the partner learned.
"""
