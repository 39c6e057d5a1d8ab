"""The forecast of what partners will bring, and what a goal takes. Formulas: docs/methods/forecast.md."""
