"""What every write of a register leaves: its audittrail, and a message for who listens."""
