"""The early-pitch guard: does this draft want something before the relationship carries it? Offline, and it only says.

Paper: docs/methods/guard.md. English drafts to one person.

    phrases   our own list of cues, ``cues/``: families, weights, and how a phrase is written down
    reading   where in a draft each cue stands; what is quoted from others is passed over
    verdict   how much it reads as a pitch, and what to say about it at this stage of the relationship
    opening   a first line that gives something, from what is known of the person
"""
