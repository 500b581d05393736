"""The moment of a household follows its casussen, whoever changes them; old timeline lines get their category.

The function names no schema of its own: a new gemeente gets it with its tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

_FUNCTIE = """
CREATE FUNCTION huishouden_moment_bijhouden() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format($sql$
    UPDATE %1$I.dossier_huishouden h SET moment = m.moment
      FROM (SELECT c.huishouden_id,
                   (ARRAY['gesloten','regie','intake','plan','hulp'])[max(
                     CASE c.status WHEN 'afgesloten' THEN 1 WHEN 'overgedragen' THEN 1 WHEN 'monitoring' THEN 2
                                   WHEN 'plan' THEN 4 WHEN 'ondersteuning' THEN 5 WHEN 'evaluatie' THEN 5
                                   ELSE 3 END)] AS moment
              FROM %1$I.dossier_casus c WHERE c.huishouden_id = ANY ($1) GROUP BY c.huishouden_id) m
     WHERE h.id = m.huishouden_id AND h.moment IS DISTINCT FROM m.moment
  $sql$, TG_TABLE_SCHEMA) USING ARRAY(SELECT DISTINCT huishouden_id FROM nieuw);
  RETURN NULL;
END $$
"""
_TRIGGERS = [
    """
    CREATE TRIGGER huishouden_moment_na_begin AFTER INSERT ON dossier_casus
    REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION huishouden_moment_bijhouden()
    """,
    """
    CREATE TRIGGER huishouden_moment_na_stap AFTER UPDATE ON dossier_casus
    REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT EXECUTE FUNCTION huishouden_moment_bijhouden()
    """,
]
_VULLEN = [
    """
    UPDATE dossier_huishouden h SET moment = m.moment
      FROM (SELECT c.huishouden_id,
                   (ARRAY['gesloten','regie','intake','plan','hulp'])[max(
                     CASE c.status WHEN 'afgesloten' THEN 1 WHEN 'overgedragen' THEN 1 WHEN 'monitoring' THEN 2
                                   WHEN 'plan' THEN 4 WHEN 'ondersteuning' THEN 5 WHEN 'evaluatie' THEN 5
                                   ELSE 3 END)] AS moment
              FROM dossier_casus c GROUP BY c.huishouden_id) m
     WHERE h.id = m.huishouden_id AND h.moment IS DISTINCT FROM m.moment
    """,
    """
    UPDATE dossier_tijdlijnregel SET categorie = CASE
        WHEN object_soort IN ('gesprek', 'behoefte', 'zrmmeting', 'laddermeting') THEN 'D'
        WHEN object_soort IN ('plan', 'doelstelling', 'resultaat', 'actie', 'evaluatie', 'waakvlam', 'afsluiting',
                              'regisseurschap', 'regieovername', 'instemming') THEN 'J'
        WHEN object_soort IN ('termijn', 'planoplossing') THEN 'K'
        WHEN object_soort IN ('netwerklid', 'huishoudlid', 'gezagsrelatie', 'vertegenwoordiger', 'betrokkene',
                              'huishouden', 'inwoner') THEN 'C'
        ELSE 'B' END
      WHERE object_soort <> ''
    """,
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("dossier", "0003_toegang_per_categorie")]

    operations: ClassVar = [
        migrations.RunSQL(
            sql=[_FUNCTIE, *_TRIGGERS, *_VULLEN],
            reverse_sql=[
                "DROP TRIGGER huishouden_moment_na_stap ON dossier_casus",
                "DROP TRIGGER huishouden_moment_na_begin ON dossier_casus",
                "DROP FUNCTION huishouden_moment_bijhouden()",
            ],
        ),
    ]
