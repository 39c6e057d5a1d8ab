"""Referrals as the API and the command line tell them."""
