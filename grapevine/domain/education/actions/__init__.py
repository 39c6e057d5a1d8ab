"""Writes of briefs (``briefs``), of their public page (``publishing``) and of the last ten clients (``last_ten``)."""
