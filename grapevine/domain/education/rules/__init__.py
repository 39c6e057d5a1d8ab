"""Rules of briefs: what one says (``brief``), what would help it (``brief_advice``), what the work gives it
(``brief_work``), what changed (``brief_changes``), its address (``brief_address``); and the last ten clients
(``last_ten``).
"""
