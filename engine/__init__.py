"""An otome narrative engine: a frozen story and a frozen playthrough in, the next playthrough and its events out."""
