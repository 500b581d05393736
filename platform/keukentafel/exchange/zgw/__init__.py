"""The registers of the gemeente itself: Zaken 1.5, Catalogi 1.3, Documenten 1.4, Besluiten 1.1."""
