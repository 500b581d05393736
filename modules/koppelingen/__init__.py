"""Using other systems: the BRP, the registers of the gemeente itself, messages and forms that come in."""
