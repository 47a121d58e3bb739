"""What people do with an inspection: check in, read, look up, walk, judge, sign, issue."""
