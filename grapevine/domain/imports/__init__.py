"""What came in from outside: batches of files, staged records, doubts, and the way back.

Asks people who is meant; tells people, touches and gives what the files said. Reads no format: that is
``interfaces/exchange``, which hands over records (``rules.records``).
"""
