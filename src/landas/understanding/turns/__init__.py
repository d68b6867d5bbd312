"""What a turn does to the conversation: accept, refuse, correct, take back; and how the wishes of several join."""
