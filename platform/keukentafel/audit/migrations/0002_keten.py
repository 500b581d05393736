"""All fields of NEN 7513, and the chain: a number without gaps and a print of all that went before.

Two steps, both at the end of the transaction that writes the line, both in the database, so that no
writer can go around them:

1. `logboek_zegelt` (deferred, on the line) writes the print of the line itself to `audit_beurt`;
2. `logboek_schakelt` (deferred, on `audit_beurt`) takes the lock of this logboek, and gives the line
   its number and its print of everything before it. Once in a thousand numbers it empties
   `audit_beurt`, which holds nothing that is needed after its own transaction.

The second waits until every other deferred check of the transaction is done: a foreign key that waits
for a row of somebody else, with the lock of the logboek in hand, would lock both for ever. So the
lock is held for the length of a commit and no longer.

The functions name no schema: a new gemeente gets them with its tables, and they work where they stand.
They run with the rights of the owner, because the role of a gemeente may not write a link itself.
"""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# The content of a line, format 1: these columns in this order. Never change it; make a format 2.
INHOUD = """jsonb_build_array(1, r.id,
      to_char(r.tijdstip AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      r.gebeurtenis, r.soort, r.resultaat, r.niveau, r.gebruiker_id, r.gebruiker_naam, r.rollen, r.team_id,
      r.team_naam, r.organisatie, r.verantwoordelijke_id, r.verantwoordelijke_naam, r.inlogwijze, r.systeem,
      r.werkplek, r.bron, r.verzoek_id, r.object_soort, r.object_id, r.huishouden_id, r.categorie, r.getoond,
      r.detail, r.doel, r.reden, r.grond, r.protocolversie, r.toestemming_id, r.is_nood)"""

_BEURT = "CREATE TABLE audit_beurt (regel_id uuid NOT NULL, inhoud bytea NOT NULL)"
ZEGELT = """
CREATE FUNCTION logboek_zegelt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r ALIAS FOR NEW;
BEGIN
  EXECUTE format('SET LOCAL search_path TO %I, pg_temp', TG_TABLE_SCHEMA);
  INSERT INTO audit_beurt (regel_id, inhoud)
  VALUES (r.id, sha256(convert_to(@inhoud@::text, 'UTF8')));
  RETURN NULL;
END $$
""".replace("@inhoud@", INHOUD)
SCHAKELT = """
CREATE FUNCTION logboek_schakelt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE nummer bigint; vorige bytea;
BEGIN
  EXECUTE format('SET LOCAL search_path TO %I, pg_temp', TG_TABLE_SCHEMA);
  PERFORM pg_advisory_xact_lock((20563::bigint << 32) + TG_RELID::bigint);
  SELECT volgnummer, keten INTO nummer, vorige FROM audit_schakel ORDER BY volgnummer DESC LIMIT 1;
  nummer := coalesce(nummer, 0) + 1;
  vorige := coalesce(vorige, sha256('keukentafel-logboek'::bytea));
  INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten, formaat)
  VALUES (nummer, NEW.regel_id, NEW.inhoud, sha256(vorige || int8send(nummer) || NEW.inhoud), 1);
  IF nummer % 1000 = 0 THEN
    DELETE FROM audit_beurt;
  END IF;
  RETURN NULL;
END $$
"""
BLIJFT = """
CREATE FUNCTION logboek_blijft_staan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'Het logboek wordt niet gewijzigd en niet gewist.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'logboek_blijft_staan';
END $$
"""
TRIGGERS = [
    """CREATE CONSTRAINT TRIGGER logboek_zegelt AFTER INSERT ON audit_logboekregel
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION logboek_zegelt()""",
    """CREATE CONSTRAINT TRIGGER logboek_schakelt AFTER INSERT ON audit_beurt
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION logboek_schakelt()""",
    *(
        f"""CREATE TRIGGER logboek_blijft_staan BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabel}
            FOR EACH STATEMENT EXECUTE FUNCTION logboek_blijft_staan()"""
        for tabel in ("audit_logboekregel", "audit_schakel")
    ),
]
# What stood here before: one pass in the order of time. 1,000,000 lines take about half a minute.
BESTAANDE_REGELS = """
DO $$
DECLARE rij record; nummer bigint := 0; vorige bytea := sha256('keukentafel-logboek'::bytea);
BEGIN
  FOR rij IN SELECT r.id, sha256(convert_to(@inhoud@::text, 'UTF8')) AS inhoud
               FROM audit_logboekregel r ORDER BY r.tijdstip, r.id LOOP
    nummer := nummer + 1;
    vorige := sha256(vorige || int8send(nummer) || rij.inhoud);
    INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten, formaat)
    VALUES (nummer, rij.id, rij.inhoud, vorige, 1);
  END LOOP;
END $$
""".replace("@inhoud@", INHOUD)


def _erbij(naam: str, veld: models.Field) -> migrations.AddField:  # type: ignore[type-arg]
    return migrations.AddField("logboekregel", naam, veld)


def _tekst(lengte: int) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(blank=True, db_default="", max_length=lengte)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0001_begin")]

    operations: ClassVar = [
        _erbij("team_id", models.UUIDField(null=True)),
        _erbij("team_naam", _tekst(120)),
        _erbij("organisatie", _tekst(160)),
        _erbij("verantwoordelijke_id", models.UUIDField(null=True)),
        _erbij("verantwoordelijke_naam", _tekst(120)),
        _erbij("inlogwijze", _tekst(40)),
        _erbij("systeem", _tekst(40)),
        _erbij("bron", _tekst(60)),
        _erbij(
            "niveau",
            models.CharField(
                choices=[("info", "Gewoon"), ("let_op", "Let op"), ("alarm", "Alarm")],
                db_default="info",
                max_length=10,
            ),
        ),
        _erbij("categorie", _tekst(24)),
        _erbij(
            "getoond",
            django.contrib.postgres.fields.ArrayField(models.UUIDField(), null=True, size=None),
        ),
        _erbij("reden", _tekst(500)),
        _erbij("grond", _tekst(300)),
        _erbij("protocolversie", models.IntegerField(null=True)),
        _erbij("toestemming_id", models.UUIDField(null=True)),
        _erbij("is_nood", models.BooleanField(db_default=False)),
        migrations.AlterField("logboekregel", "doel", models.CharField(blank=True, max_length=20)),
        migrations.AddIndex(
            "logboekregel",
            models.Index(
                condition=models.Q(("object_soort", "Inwoner")),
                fields=["object_id", "-tijdstip"],
                name="logboek_van_inwoner",
            ),
        ),
        migrations.AddIndex(
            "logboekregel",
            django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("getoond__isnull", False)), fields=["getoond"], name="logboek_getoond"
            ),
        ),
        migrations.CreateModel(
            name="Schakel",
            fields=[
                ("volgnummer", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "regel",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="schakel",
                        to="audit.logboekregel",
                    ),
                ),
                ("inhoud", models.BinaryField()),
                ("keten", models.BinaryField()),
                ("formaat", models.SmallIntegerField(db_default=1)),
            ],
            options={"db_table": "audit_schakel", "ordering": ("volgnummer",)},
        ),
        migrations.RunSQL(
            sql=[_BEURT, ZEGELT, SCHAKELT, BLIJFT, BESTAANDE_REGELS, *TRIGGERS],
            reverse_sql=[
                "DROP TRIGGER logboek_blijft_staan ON audit_schakel",
                "DROP TRIGGER logboek_blijft_staan ON audit_logboekregel",
                "DROP TRIGGER logboek_zegelt ON audit_logboekregel",
                "DROP TABLE audit_beurt",
                "DROP FUNCTION logboek_zegelt()",
                "DROP FUNCTION logboek_schakelt()",
                "DROP FUNCTION logboek_blijft_staan()",
            ],
        ),
    ]
