"""The code lists of the work. A gemeente may add to a list, never take away from it.

Codes are stored, labels are shown. Labels avoid words that say what the system thinks of people.
Lists that belong to one model of this module (position, kind of organisation) stand beside it.
"""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices


class SignaalBron(TextChoices):
    """Where a signaal or melding comes from."""

    INWONER = "inwoner", "De persoon zelf"
    NAASTE = "naaste", "Familie of vriend"
    BUUR = "buur", "Buur"
    VRIJWILLIGER = "vrijwilliger", "Vrijwilliger"
    CORPORATIE = "corporatie", "Woningcorporatie"
    APOTHEEK = "apotheek", "Apotheek"
    MAALTIJDBEZORGER = "maaltijdbezorger", "Maaltijdbezorger"
    SCHOOL = "school", "School"
    JGZ = "jgz", "Jeugdgezondheidszorg"
    HUISARTS = "huisarts", "Huisarts"
    WIJKVERPLEGING = "wijkverpleging", "Wijkverpleging"
    POLITIE = "politie", "Politie"
    GGZ = "ggz", "GGZ"
    WERKGEVER = "werkgever", "Werkgever"
    ENERGIE_WATER = "energie_water", "Energie- of waterbedrijf"
    ZORGVERZEKERAAR = "zorgverzekeraar", "Zorgverzekeraar"
    INLOOPPUNT = "inlooppunt", "Inlooppunt"
    ANDER_TEAM = "ander_team", "Ander team"
    OVERIG = "overig", "Anders"


class Urgentie(TextChoices):
    """How soon somebody should be seen."""

    LICHT = "licht", "Gewoon"
    VERHOOGD = "verhoogd", "Met voorrang"
    ACUUT = "acuut", "Vandaag nog"


class ContactUitkomst(TextChoices):
    """What came of an attempt to make contact."""

    GESPROKEN = "gesproken", "Gesproken"
    NIET_THUIS = "niet_thuis", "Niet thuis"
    INFORMATIE_ACHTERGELATEN = "informatie_achtergelaten", "Kaartje achtergelaten"
    GEWEIGERD = "geweigerd", "Wil nu geen contact"
    VIA_DERDE = "via_derde", "Contact via iemand anders"
    ONBEKEND_ADRES = "onbekend_adres", "Adres klopt niet"


class Kader(TextChoices):
    """The four Kanteling frames, in the order in which they are looked at."""

    EIGEN_KRACHT = "eigen_kracht", "Eigen kracht"
    SOCIAAL_NETWERK = "sociaal_netwerk", "Netwerk"
    VOORLIGGEND = "voorliggend", "Hulp die er al is"
    MAATWERK = "maatwerk", "Maatwerk"


class Wet(TextChoices):
    """The law under which a line of an arrangement falls."""

    WMO = "wmo", "Wmo"
    JEUGD = "jeugd", "Jeugdwet"
    PARTICIPATIE = "participatie", "Participatiewet"
    WGS = "wgs", "Schuldhulpverlening"
    ZVW = "zvw", "Zorgverzekering"
    WLZ = "wlz", "Langdurige zorg"
    ONDERWIJS = "onderwijs", "Onderwijs"
    GEEN = "geen", "Geen wet"


class Leveringsvorm(TextChoices):
    """How help is delivered."""

    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Persoonsgebonden budget"
    SUBSIDIE = "subsidie", "Subsidie"
    EIGEN_TEAM = "eigen_team", "Door het team zelf"


class Afsluitreden(TextChoices):
    """Why a casus ends. `afgezien` asks what was tried and for a second view (F058)."""

    DOEL_BEREIKT = "doel_bereikt", "Het doel is bereikt"
    DEELS_BEREIKT = "deels_bereikt", "Het doel is deels bereikt"
    ZELF_VERDER = "zelf_verder", "Het huishouden gaat zelf verder"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"
    VERHUISD = "verhuisd", "Verhuisd"
    OVERLEDEN = "overleden", "Overleden"
    GEEN_CONTACT = "geen_contact", "Er kwam geen contact"
    AFGEZIEN = "afgezien", "Het huishouden ziet af van hulp"
    NIET_PASSEND = "niet_passend", "Dit team past niet bij de vraag"


class RegieOvername(TextChoices):
    """The two grounds on which a professional may take over the regie for a while (F048)."""

    BEPERKING_STOORNIS = (
        "beperking_stoornis",
        "Zelf de regie voeren lukt nu niet door een beperking of stoornis",
    )
    GEVAAR = "gevaar", "Er is gevaar voor de persoon zelf of voor anderen"


class VerwijzerJeugd(TextChoices):
    """The lawful entrances to jeugdhulp (Jeugdwet 2.6 and 3.5)."""

    GEMEENTE = "gemeente", "Gemeente"
    HUISARTS = "huisarts", "Huisarts"
    MEDISCH_SPECIALIST = "medisch_specialist", "Medisch specialist"
    JEUGDARTS = "jeugdarts", "Jeugdarts"
    GI = "gi", "Gecertificeerde instelling"
    RECHTER_OM = "rechter_om", "Rechter of Openbaar Ministerie"


class OverschrijdingOorzaak(TextChoices):
    """Why a term was not kept."""

    CAPACITEIT = "capaciteit", "Te weinig mensen of tijd"
    WACHT_INWONER = "wacht_inwoner", "We wachten op het huishouden"
    WACHT_DERDE = "wacht_derde", "We wachten op iemand anders"
    COMPLEXITEIT = "complexiteit", "Het vraagt meer uitzoekwerk"
    FOUT = "fout", "Er ging iets mis bij ons"


class OpschalingNiveau(TextChoices):
    """Where help is called in."""

    TEAM = "team", "Team"
    MDO = "mdo", "Overleg met alle hulpverleners"
    ZORGNETWERK = "zorgnetwerk", "Lokaal zorgnetwerk"
    VEILIGHEID = "veiligheid", "Veiligheid"
    CRISIS = "crisis", "Crisis"


class CasusStatus(TextChoices):
    """Where a casus stands (domain 3.1)."""

    NIEUW = "nieuw", "Nieuw"
    IN_CONTACT = "in_contact", "In contact"
    ANALYSE = "analyse", "Analyse"
    PLAN = "plan", "Plan maken"
    ONDERSTEUNING = "ondersteuning", "Ondersteuning"
    EVALUATIE = "evaluatie", "Evaluatie"
    MONITORING = "monitoring", "Waakvlam"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"


class TermijnStatus(TextChoices):
    """Where a termijn stands (domain 4.1)."""

    LOOPT = "loopt", "Loopt"
    OPGESCHORT = "opgeschort", "Staat stil"
    GEHAALD = "gehaald", "Gehaald"
    OVERSCHREDEN = "overschreden", "Te laat"
    VERVALLEN = "vervallen", "Vervallen"


class PlanStatus(TextChoices):
    """Where a version of the plan stands."""

    CONCEPT = "concept", "Concept"
    ACTIEF = "actief", "Afgesproken"
    IN_EVALUATIE = "in_evaluatie", "In evaluatie"
    VERVANGEN = "vervangen", "Vervangen door een nieuwe versie"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class Wie(TextChoices):
    """Who does an action or takes up a solution."""

    ZELF = "zelf", "Zelf"
    NETWERK = "netwerk", "Netwerk"
    PROFESSIONAL = "professional", "Professional"


class InstemmingUitkomst(TextChoices):
    """What a person says about the plan. Silence is not consent, so it has its own code."""

    AKKOORD = "akkoord", "Eens met het plan"
    DEELS = "deels", "Deels eens met het plan"
    ANDERS = "anders", "Denkt hier anders over"
    NIET_GEVRAAGD = "niet_gevraagd", "Nog niet gevraagd"


class ActieStatus(TextChoices):
    """Where an action stands."""

    OPEN = "open", "Open"
    KLAAR = "klaar", "Klaar"
    VERVALLEN = "vervallen", "Niet meer nodig"


class Meetmoment(TextChoices):
    """When a measurement is taken; the step keys are `zrm_start`, `zrm_tussen`, `zrm_eind`."""

    START = "start", "Bij de start"
    TUSSEN = "tussen", "Tussendoor"
    EIND = "eind", "Aan het eind"


class Verandering(TextChoices):
    """The answer to: did it go up, down or stay equal (domain 3.3)."""

    BETER = "beter", "Beter"
    GELIJK = "gelijk", "Gelijk"
    SLECHTER = "slechter", "Slechter"


class WaakvlamDuur(IntegerChoices):
    """How many months a waakvlam lasts."""

    DRIE = 3, "3 maanden"
    ZES = 6, "6 maanden"
    TWAALF = 12, "12 maanden"


class VertegenwoordigerSoort(TextChoices):
    """In what capacity somebody acts for a resident."""

    CURATOR = "curator", "Curator"
    MENTOR = "mentor", "Mentor"
    BEWINDVOERDER = "bewindvoerder", "Bewindvoerder"
    GEMACHTIGDE = "gemachtigde", "Gemachtigde"
    VOOGD = "voogd", "Voogd"


class GezagSoort(TextChoices):
    """Who holds authority over a minor."""

    OUDER = "ouder", "Ouder met gezag"
    OUDER_ZONDER_GEZAG = "ouder_zonder_gezag", "Ouder zonder gezag"
    VOOGD = "voogd", "Voogd"
    GI = "gi", "Gecertificeerde instelling"


class OpschortingGrond(TextChoices):
    """Why the time to decide stands still (Awb 4:15)."""

    AANVULLEN = "aanvullen", "De aanvraag moet worden aangevuld"
    INSTEMMING = "instemming", "De aanvrager stemt schriftelijk in met uitstel"
    AANVRAGER = "aanvrager", "De vertraging ligt bij de aanvrager"
    OVERMACHT = "overmacht", "Overmacht"


class RedenNietBeoordeeld(TextChoices):
    """Why a leefgebied has no score."""

    NIET_BESPROKEN = "niet_besproken", "Niet besproken"
    WIL_NIET = "wil_niet", "Wil het hier niet over hebben"
    ONBEKEND = "onbekend", "Te weinig bekend"
    NIET_VAN_TOEPASSING = "niet_van_toepassing", "Niet van toepassing"
