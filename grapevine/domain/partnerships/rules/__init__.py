"""Pure rules of partnerships: agreements, their health, and who could be a partner."""
