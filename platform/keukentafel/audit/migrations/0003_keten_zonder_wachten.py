"""The chain without a queue at the door: who finds the lock taken leaves a note, and goes on.

With fifty writers at once each waited for the commit of the one before: a quarter of what they reach
without a chain was left. Now the lock is tried, never waited for. Who gets it makes the link of its
own line and of every line that left a note in `audit_beurt` (the id and the print of the line). Who
does not get it leaves such a note, in its own transaction. So a line is always in the chain or in
`audit_beurt`, and a check looks at both. What is left when all is quiet gets its link with the next
line; a task sees to that every minute.

Nobody waits for the lock, so a foreign key that waits for somebody else's row locks nobody out, and
the second step of migration 0002 is not needed any more.
"""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_vorige = import_module("keukentafel.audit.migrations.0002_keten")

ZEGELT = """
CREATE OR REPLACE FUNCTION logboek_zegelt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r ALIAS FOR NEW; eigen bytea; nummer bigint; vorige bytea; wacht record;
BEGIN
  EXECUTE format('SET LOCAL search_path TO %I, pg_temp', TG_TABLE_SCHEMA);
  eigen := sha256(convert_to(@inhoud@::text, 'UTF8'));
  -- An older view of the tables would see an older end of the chain.
  IF current_setting('transaction_isolation') <> 'read committed'
     OR NOT pg_try_advisory_xact_lock((20563::bigint << 32) + TG_RELID::bigint) THEN
    INSERT INTO audit_beurt (regel_id, inhoud) VALUES (r.id, eigen);
    RETURN NULL;
  END IF;
  SELECT volgnummer, keten INTO nummer, vorige FROM audit_schakel ORDER BY volgnummer DESC LIMIT 1;
  nummer := coalesce(nummer, 0);
  vorige := coalesce(vorige, sha256('keukentafel-logboek'::bytea));
  FOR wacht IN WITH weg AS (DELETE FROM audit_beurt RETURNING regel_id, inhoud)
               SELECT regel_id, inhoud FROM weg ORDER BY regel_id LOOP
    nummer := nummer + 1;
    vorige := sha256(vorige || int8send(nummer) || wacht.inhoud);
    INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten, formaat)
    VALUES (nummer, wacht.regel_id, wacht.inhoud, vorige, 1);
  END LOOP;
  nummer := nummer + 1;
  INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten, formaat)
  VALUES (nummer, r.id, eigen, sha256(vorige || int8send(nummer) || eigen), 1);
  RETURN NULL;
END $$
""".replace("@inhoud@", _vorige.INHOUD)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0002_keten")]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[
                "DROP TRIGGER logboek_schakelt ON audit_beurt",
                "DROP FUNCTION logboek_schakelt()",
                "DELETE FROM audit_beurt",  # all of it is in the chain already
                ZEGELT,
            ],
            reverse_sql=[
                _vorige.ZEGELT.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
                _vorige.SCHAKELT,
                _vorige.TRIGGERS[1],
            ],
        ),
    ]
