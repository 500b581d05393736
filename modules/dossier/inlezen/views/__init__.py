"""The pages of inlezen, in the order in which a file passes them."""
