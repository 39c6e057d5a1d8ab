"""Reads: the forecast (``ahead``), goals with what they take (``wanted``), past forecasts (``past``)."""
