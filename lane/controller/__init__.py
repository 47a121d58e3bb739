"""Brings vehicles through the stations and takes their measurements (检测线控制)."""
