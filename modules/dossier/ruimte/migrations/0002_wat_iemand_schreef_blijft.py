"""A view, a dissent and a decision stay as they were written, and go only with the household (F104).

The functions name no schema of their own: a new gemeente gets them with its tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_VISIE_GELIJK = """
CREATE FUNCTION zienswijze_blijft_gelijk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.geschreven_op IS NOT NULL AND
     (to_jsonb(NEW) - 'blijft_anders' - 'blijft_anders_op' - 'bleek_juist')
     <> (to_jsonb(OLD) - 'blijft_anders' - 'blijft_anders_op' - 'bleek_juist')
     OR OLD.blijft_anders_op IS NOT NULL AND
     (NEW.blijft_anders <> OLD.blijft_anders OR NEW.blijft_anders_op IS DISTINCT FROM OLD.blijft_anders_op) THEN
    RAISE EXCEPTION 'Wat iemand schreef bij een verschil van inzicht, blijft staan.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zienswijze_blijft_gelijk';
  END IF;
  RETURN NEW;
END $$
"""
_VERSCHIL_GELIJK = """
CREATE FUNCTION geschilpunt_blijft_gelijk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  later text[] := ARRAY['terugkijken_op', 'uitkomst', 'inwoner_bleek_juist', 'teruggekeken_op',
    'teruggekeken_door_id', 'kijk_van_id', 'gekozen_id'];
BEGIN
  IF OLD.besloten_op IS NOT NULL AND (to_jsonb(NEW) - later) <> (to_jsonb(OLD) - later)
     OR OLD.besloten_op IS NOT NULL AND NEW.gekozen_id IS NOT NULL
        AND NEW.gekozen_id IS DISTINCT FROM OLD.gekozen_id
     OR OLD.kijk_op IS NOT NULL AND (NEW.kijk <> OLD.kijk OR NEW.geen_kijk_omdat <> OLD.geen_kijk_omdat)
     OR OLD.ronde_dicht_op IS NOT NULL AND NEW.ronde_dicht_op IS DISTINCT FROM OLD.ronde_dicht_op
     OR OLD.teruggekeken_op IS NOT NULL AND NEW.uitkomst <> OLD.uitkomst THEN
    RAISE EXCEPTION 'Wat iemand schreef bij een verschil van inzicht, blijft staan.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'geschilpunt_blijft_gelijk';
  END IF;
  RETURN NEW;
END $$
"""
_VISIE_STAAN = """
CREATE FUNCTION zienswijze_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE er_nog boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.ruimte_geschilpunt WHERE id = $1)', TG_TABLE_SCHEMA)
    INTO er_nog USING OLD.verschil_id;
  IF er_nog AND OLD.geschreven_op IS NOT NULL THEN
    RAISE EXCEPTION 'Een visie gaat alleen weg met het hele huishouden.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'zienswijze_blijft_staan';
  END IF;
  RETURN NULL;
END $$
"""
_VERSCHIL_STAAN = """
CREATE FUNCTION geschilpunt_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE er_nog boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.dossier_casus WHERE id = $1)', TG_TABLE_SCHEMA)
    INTO er_nog USING OLD.casus_id;
  IF er_nog THEN
    RAISE EXCEPTION 'Een verschil van inzicht gaat alleen weg met het hele huishouden.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'geschilpunt_blijft_staan';
  END IF;
  RETURN NULL;
END $$
"""


def _gelijk(tabel: str) -> str:
    return (
        f"CREATE TRIGGER {tabel}_blijft_gelijk BEFORE UPDATE ON ruimte_{tabel} "
        f"FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft_gelijk()"
    )


def _staan(tabel: str) -> str:
    """Look at the end of the transaction: a household goes after what hangs on it."""
    return (
        f"CREATE CONSTRAINT TRIGGER {tabel}_blijft_staan AFTER DELETE ON ruimte_{tabel} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft_staan()"
    )


_NAMEN = ("zienswijze", "geschilpunt")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ruimte", "0001_begin")]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[
                _VISIE_GELIJK, _VERSCHIL_GELIJK, _VISIE_STAAN, _VERSCHIL_STAAN,
                *(_gelijk(naam) for naam in _NAMEN), *(_staan(naam) for naam in _NAMEN),
            ],
            reverse_sql=[
                *(f"DROP TRIGGER {naam}_blijft_staan ON ruimte_{naam}" for naam in _NAMEN),
                *(f"DROP TRIGGER {naam}_blijft_gelijk ON ruimte_{naam}" for naam in _NAMEN),
                *(f"DROP FUNCTION {naam}_blijft_{hoe}()" for naam in _NAMEN for hoe in ("staan", "gelijk")),
            ],
        ),
    ]  # fmt: skip
