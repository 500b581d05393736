"""The registers of the ZGW standards, as one gemeente keeps them."""
