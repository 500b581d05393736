"""`python -m bench.stock maken|bij SCHEMA…`: stock `migrate_schemas`, timed per schema.

`maken` first makes the empty schema, as django-tenants' own `create_schema` does; `bij` only
migrates what is there. Prints the seconds of each as JSON; starting Python is not counted.
"""

from __future__ import annotations

import json
import sys
import time

import django


def main(wat: str, schemas: list[str]) -> list[float]:
    """Migrate these schemas one after the other and return the seconds of each."""
    from django.core.management import call_command
    from django.db import connection

    from keukentafel.tenancy import in_platform

    seconden = []
    with in_platform():  # our models ask for a scope, also when stock code reads them
        for schema in schemas:
            begin = time.perf_counter()
            if wat == "maken":
                with connection.cursor() as cursor:
                    cursor.execute(f'CREATE SCHEMA "{schema}"')
            call_command(
                "migrate_schemas", schema_name=schema, executor="standard", verbosity=0, interactive=False
            )
            seconden.append(time.perf_counter() - begin)
    return seconden


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))
