"""Which profession a job title names: occupations of O*NET-SOC with a confidence, and the profession of our catalogue.

Contains information from the O*NET 29.3 Database by the U.S. Department of Labor, Employment and Training
Administration (USDOL/ETA), used under the CC BY 4.0 licence: codes and names of the occupations. The titles beside
each occupation are our own.
"""

from __future__ import annotations

from grapevine.domain.professions.rules.titles.recognising import Guess, recognise

__all__ = ["Guess", "recognise"]
