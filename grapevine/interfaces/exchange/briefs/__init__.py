"""Briefs as others read them: laid out for a page (``reading``), as plain data (``plain``), as a QR code (``qr``), as
one sheet of paper (``sheet``), and as records of an archive (``records``)."""
