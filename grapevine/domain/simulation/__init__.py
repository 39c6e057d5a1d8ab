"""A made-up organisation of any size whose truth is known: for demos, benches, and for trying ourselves out.

Holds no table. Its rules live a world week by week; its actions put one into the tables of the others.
"""
