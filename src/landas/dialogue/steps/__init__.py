"""The steps that only a conversation has, one idea a file."""
