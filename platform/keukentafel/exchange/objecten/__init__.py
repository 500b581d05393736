"""The Objects API 2.7: where Open Forms leaves what somebody filled in (productaanvraag)."""
