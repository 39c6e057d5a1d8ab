"""Outgoing letters: one function a letter, and how they leave.

A letter is made by one pure function (``agreement_link.letter``), shown to the member, and queued by
``domain.letters.actions.queue_letter``. The worker calls ``sending.send_due``; ``envelope`` puts sender, answer
address, the one-click stop and the footer around it, ``transport`` talks to the mail server.
"""
