"""The words of a resident are never changed and never taken away by staff (F037, N10).

They may be withdrawn, and the person they are of may be forgotten. They go when the household goes.
The functions name no schema of their own: a new gemeente gets them with its tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_NIET_WIJZIGEN = """
CREATE FUNCTION inwonertekst_blijft_gelijk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) - 'ingetrokken_op' - 'inwoner_id') <> (to_jsonb(OLD) - 'ingetrokken_op' - 'inwoner_id')
     OR (NEW.inwoner_id IS DISTINCT FROM OLD.inwoner_id AND NEW.inwoner_id IS NOT NULL)
     OR (OLD.ingetrokken_op IS NOT NULL AND NEW.ingetrokken_op IS DISTINCT FROM OLD.ingetrokken_op) THEN
    RAISE EXCEPTION 'De woorden van een inwoner blijven staan zoals ze zijn gezegd.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inwonertekst_blijft_gelijk';
  END IF;
  RETURN NEW;
END $$
"""
_NIET_WEGHALEN = """
CREATE FUNCTION inwonertekst_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE er_nog boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.dossier_huishouden WHERE id = $1)', TG_TABLE_SCHEMA)
    INTO er_nog USING OLD.huishouden_id;
  IF er_nog THEN
    RAISE EXCEPTION 'De woorden van een inwoner gaan alleen weg met het hele huishouden.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inwonertekst_blijft_staan';
  END IF;
  RETURN NULL;
END $$
"""
_TRIGGER_GELIJK = """
CREATE TRIGGER inwonertekst_blijft_gelijk BEFORE UPDATE ON dossier_inwonertekst
FOR EACH ROW EXECUTE FUNCTION inwonertekst_blijft_gelijk()
"""
# Looks at the end of the transaction: a household goes after what hangs on it.
_TRIGGER_STAAN = """
CREATE CONSTRAINT TRIGGER inwonertekst_blijft_staan AFTER DELETE ON dossier_inwonertekst
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION inwonertekst_blijft_staan()
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("dossier", "0001_begin")]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[_NIET_WIJZIGEN, _NIET_WEGHALEN, _TRIGGER_GELIJK, _TRIGGER_STAAN],
            reverse_sql=[
                "DROP TRIGGER inwonertekst_blijft_staan ON dossier_inwonertekst",
                "DROP TRIGGER inwonertekst_blijft_gelijk ON dossier_inwonertekst",
                "DROP FUNCTION inwonertekst_blijft_staan()",
                "DROP FUNCTION inwonertekst_blijft_gelijk()",
            ],
        ),
    ]
