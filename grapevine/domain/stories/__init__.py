"""Stories told from closed referrals, with the consent of those in them; comments of readers; testimonials.

Asks people, referrals (what a story came from), education (the brief a story may stand in), accounts (whose chapter).
Tells the brief; feeds nothing into gives or depth: a good story is no act of help to anybody in it.
"""
