"""What no reply may hold, whoever worded it: one file a kind, in the list `checks.CHECKS`."""
