"""The accounts of a gemeente: the register of processing and the pack of files, made from what is really there."""
