"""Warm introductions: who knows whom, who may be asked, the ways to somebody I want to meet, the request, its letter.

`knows` weighs what is known of two others, `firms` tells one firm from another, `across` says when the book of
another member may be asked, `ways` finds the chains, `requests` says what can follow what, `letters` drafts the words.
"""
