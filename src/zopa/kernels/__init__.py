"""Arrays in, arrays out; no word of negotiation in here."""
