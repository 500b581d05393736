"""Documents of a household: kept encrypted, shown by category, every download in the logboek."""
