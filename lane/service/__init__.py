"""The lane service: HTTP and WebSocket interface over the journal, the controller and the readers."""
