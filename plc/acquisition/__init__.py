"""The acquisition process (采集进程): owns every device link and is alone in writing registers."""
