"""The book of destruction only grows; and the words of a resident go with the person, when the book says so.

Until now the words of a resident could go only with the whole household (dossier 0002). Somebody may ask
that the own data is destroyed while the household stays. The database looks in the book: without a line
there, by two people, the words stay.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_BLIJFT = """
CREATE FUNCTION boekregel_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'In het boek van vernietiging wordt niets gewijzigd of weggehaald.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'boekregel_blijft_staan';
END $$
"""
_TRIGGER = """
CREATE TRIGGER boekregel_blijft_staan BEFORE UPDATE OR DELETE ON bewaren_boekregel
FOR EACH ROW EXECUTE FUNCTION boekregel_blijft_staan()
"""
_WOORDEN = """
CREATE OR REPLACE FUNCTION inwonertekst_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE mag_niet boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT 1 FROM %1$I.dossier_huishouden WHERE id = $1)
        AND NOT EXISTS (SELECT 1 FROM %1$I.bewaren_boekregel WHERE soort = ''persoon'' AND object_id = $2)',
    TG_TABLE_SCHEMA)
    INTO mag_niet USING OLD.huishouden_id, OLD.inwoner_id;
  IF mag_niet THEN
    RAISE EXCEPTION 'De woorden van een inwoner gaan alleen weg met het hele huishouden.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'inwonertekst_blijft_staan';
  END IF;
  RETURN NULL;
END $$
"""
_WOORDEN_TERUG = """
CREATE OR REPLACE FUNCTION inwonertekst_blijft_staan() RETURNS trigger
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


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("bewaren", "0001_begin"),
        ("dossier", "0002_woorden_van_de_inwoner_blijven_staan"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[_BLIJFT, _TRIGGER, _WOORDEN],
            reverse_sql=[
                _WOORDEN_TERUG,
                "DROP TRIGGER boekregel_blijft_staan ON bewaren_boekregel",
                "DROP FUNCTION boekregel_blijft_staan()",
            ],
        ),
    ]
