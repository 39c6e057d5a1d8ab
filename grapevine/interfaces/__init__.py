"""Every way in or out. Each translates and calls the domain; none decides anything."""
