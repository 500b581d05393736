"""Inlezen: the caseload of a gemeente comes in from a spreadsheet of another system.

The rooms, in the order in which a file passes them:

* `lezen`, `csv_bestand`, `xlsx_bestand`: bytes in, rows of text out; a bad file is refused in a sentence.
* `velden`, `kolommen`, `tabel`: which column is what, and where the headings stand.
* `waarden`, `controle`, `groeperen`: rows become households; every problem named by row and column.
* `dubbelen`: persons who may be one and the same, within the file and against the gemeente.

None of these touch the database except `dubbelen`; what people do with the outcome is in
`modules.dossier.actions.inlezen`.
"""
