"""The police desk (公安视图库, GA/T 1400.4-2017): notices of hits, delivered from an outbox."""
