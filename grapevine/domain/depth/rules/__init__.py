"""The rules of depth: how well two people know each other, from both sides. Pure; no Django, no I/O.

Paper: docs/methods/depth.md. One clock throughout: days since 1970-01-01 UTC as a float.

    tempo     how fast a relationship fades, by setting
    sums      what is kept of a pair: two fading sums a side and the time of the last change
    score     depth 0..100 and the rank key from the sums
    day       a day counts once per direction for touches
    rating    what a member's own answer weighs, and how a new one replaces the old
    ledger    a pair's whole history brought to sums, in any order
    stage     seen, trusted, referring; dormant
    parts     the five ingredients a side, measured or not
    evidence  the sentence that says where the depth comes from
    reach     not measured, met, one-sided, both
"""
