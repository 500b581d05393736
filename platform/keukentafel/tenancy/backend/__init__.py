"""The database backend of Keukentafel (ENGINE = "keukentafel.tenancy.backend")."""
