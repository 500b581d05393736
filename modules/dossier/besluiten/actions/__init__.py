"""What people do with decisions, objections, complaints and mandates."""
