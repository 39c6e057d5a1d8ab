"""Writes of stories: telling and showing, naming with consent, comments, testimonials, the brief."""
