"""The people you know: names, work, segment, how to reach them, what you know about them; changes of many, and back.

Asks accounts who the actor is. Tells depth, touches, gives and the others which person is meant.
"""
