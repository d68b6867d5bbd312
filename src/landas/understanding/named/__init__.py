"""Named values into constraints: wished for, refused, preferred, or only vaguely said."""
