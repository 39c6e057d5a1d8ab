"""The week's plan: which actions go into the minutes there are, and why. Pure. Paper: docs/methods/plan.md.

choosing   the most valuable set of actions under the rules of the week; what had to give way is said
solving    the exact answer (HiGHS), and the greedy one for when it takes too long
"""
