"""One function per thing a user asks for."""
