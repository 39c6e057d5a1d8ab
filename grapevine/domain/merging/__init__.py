"""Two people of a book who are one: merged field by field, parted again whole.

Asks every package that holds something about a person, which is why it stands above them all. Tells nobody.
"""
