"""The shape of a network: deep against wide, rings, lists; one relationship with all its evidence; warm introductions.

Asks people, depth, touches and gives, and puts them together. Holds whom the member wants to meet, who knows whom, who
may be asked to introduce, and what was asked for; tells touches and gives of an ask and of an introduction made.
"""
