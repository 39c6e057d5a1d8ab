"""The capabilities, in the order in which data goes through the house: each may import only those before it.

audit_log, accounts, people, depth, touches, gives, network, imports, merging (docs/decisions/0003 says why depth comes
early).
"""
