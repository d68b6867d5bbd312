"""What every contract for words shares: replies with slots and free ones, what they are told, their checks."""
