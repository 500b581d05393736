"""What the Wmo 2015 says: pure functions. No database, no clock."""
