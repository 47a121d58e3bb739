"""The wire itself: guarded Modbus links."""
