"""The register of documents: informatieobjecten with their versions, and what hangs on them (rules drc-)."""
