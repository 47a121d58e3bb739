"""The lane service: HTTP and WebSocket over the journal, the controller and the readers."""
