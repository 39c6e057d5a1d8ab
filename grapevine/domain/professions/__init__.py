"""Professions and client moments: which profession serves a moment in a client's life, which hears of it early,
and what a job title means.

Pure knowledge in data files; asks nobody, and is asked by everything that speaks of somebody's work.
"""
