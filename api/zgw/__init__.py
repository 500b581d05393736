"""The ZGW APIs, one package per register; `kern` is what they share."""
