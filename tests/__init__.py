"""The tests of Keukentafel. `stellage` is what they stand on; `house` holds for all code."""
