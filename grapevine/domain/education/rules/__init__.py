"""What holds of briefs (``brief``, ``brief_advice``, ``brief_changes``), and of the last ten clients (``last_ten``)."""
