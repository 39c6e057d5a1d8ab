"""vCard 2.1, 3.0 and 4.0: address books of phones and mail programs, read in and written out.

``read.read`` and ``read.looks_like`` bring cards in; ``write.write`` hands people out as vCard 4.0. In between, in the
order in which a file goes through them: ``lines`` (bytes to whole lines), ``content`` (a line to name, parameters,
value), ``cards`` (lines to cards), ``labels`` and ``dates`` (words and days), ``person`` (a card to a record).

Why an own line parser and not vobject: vobject stops for good at the first card it cannot read (its ``readComponents``
raises for the whole file), drops every line it does not understand, loses the line number, keeps photos in memory and
is many times slower. The grammar of a content line is small. vobject stays as a second opinion in the tests.
"""
