"""The inspection itself: events, journal, controller, identity, alerts, service, desk, commands."""
