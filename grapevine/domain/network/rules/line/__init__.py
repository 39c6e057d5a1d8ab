"""One line: what a member types after a talk, understood as a touch and gives. Words only, no database.

``parse.understand`` reads a line, ``people.People`` knows who may be meant, ``describe.describe`` says it back.
"""
