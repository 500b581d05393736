"""Toegang: how somebody gets at a household that is not in the own work, and how that is watched.

The rooms:

* `verwijzing`, `actions/verzoek`: asking the regisseur, who gives a right on one household with an end.
* `actions/nood`: breaking the glass for some hours, reviewed by somebody else afterwards.
* `wacht`, `middleware`: the questions before content (colleague, surname, address, shielded), and the limit
  on many households in a short time; both in one query per page.
* `actions/steekproef`: the monthly draw of looks without assignment.
* `attenderen`, `views/toezicht`: notices, and the page of who oversees.
"""
