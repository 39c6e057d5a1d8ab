"""Writes: setting and letting go of goals (``wanting``), keeping forecasts and what came (``keeping``)."""
