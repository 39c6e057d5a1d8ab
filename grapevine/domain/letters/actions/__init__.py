"""Writes of letters: queued, sent, called back, tried again; stopped by their reader; come back; swept away.

The house itself writes sign-in links and resets with ``queue_house_letter``; all else goes through ``queue_letter``.
"""

from grapevine.domain.letters.actions.bounces import note_bounce
from grapevine.domain.letters.actions.changing import cancel, retry
from grapevine.domain.letters.actions.queueing import JOB, queue_house_letter, queue_letter
from grapevine.domain.letters.actions.sending import LostClaim, send_due
from grapevine.domain.letters.actions.stopping import stop, undo_stop
from grapevine.domain.letters.actions.sweeping import sweep

__all__ = [
    "JOB",
    "LostClaim",
    "cancel",
    "note_bounce",
    "queue_house_letter",
    "queue_letter",
    "retry",
    "send_due",
    "stop",
    "sweep",
    "undo_stop",
]
