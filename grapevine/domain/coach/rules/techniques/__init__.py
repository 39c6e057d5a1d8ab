"""Techniques: which one fits between the member and this person now, and how skill in them grows. Pure.

Paper: docs/methods/techniques.md.

    situation   what is known of the two, and the conditions techniques put on it
    reading     the catalogue, ``catalogue/``, and its schema
    fitting     which fit now, their words, and ways to begin a talk
    skill       what practice adds up to; mindset beside skill set
"""
