"""What was sent never changes: a later change is a new letter.

Only what happens to it afterwards may be written: the bundle of the post it went in, when it was
posted, and that a person or a case it hung on was destroyed. It goes with its household.
The function names no schema of its own: a new gemeente gets it with its tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_FUNCTIE = """
CREATE FUNCTION een_verzonden_brief_blijft_gelijk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  later constant text[] := ARRAY['bundel_id', 'gepost_op', 'inwoner_id', 'casus_id', 'vervangt_id'];
BEGIN
  IF OLD.stand <> 'verzonden' THEN
    RETURN NEW;
  END IF;
  IF (to_jsonb(NEW) - later) <> (to_jsonb(OLD) - later)
     OR (NEW.inwoner_id IS DISTINCT FROM OLD.inwoner_id AND NEW.inwoner_id IS NOT NULL)
     OR (NEW.casus_id IS DISTINCT FROM OLD.casus_id AND NEW.casus_id IS NOT NULL)
     OR (NEW.vervangt_id IS DISTINCT FROM OLD.vervangt_id AND NEW.vervangt_id IS NOT NULL)
     OR (OLD.gepost_op IS NOT NULL AND NEW.gepost_op IS DISTINCT FROM OLD.gepost_op) THEN
    RAISE EXCEPTION 'Een brief die verzonden is, blijft zoals hij is.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'een_verzonden_brief_blijft_gelijk';
  END IF;
  RETURN NEW;
END $$
"""
_TRIGGER = """
CREATE TRIGGER een_verzonden_brief_blijft_gelijk BEFORE UPDATE ON brieven_brief
FOR EACH ROW EXECUTE FUNCTION een_verzonden_brief_blijft_gelijk()
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("brieven", "0001_begin")]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[_FUNCTIE, _TRIGGER],
            reverse_sql=[
                "DROP TRIGGER een_verzonden_brief_blijft_gelijk ON brieven_brief",
                "DROP FUNCTION een_verzonden_brief_blijft_gelijk()",
            ],
        ),
    ]
