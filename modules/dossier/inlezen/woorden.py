"""Read a cell as one of a list of words: the many ways in which exports say the same."""

import re
from collections.abc import Callable, Mapping

from modules.dossier.inlezen.gelezen import Gelezen, is_leeg, let_op, schoon


def _kies(woorden: Mapping[str, str], naam: str) -> Callable[[str], Gelezen[str]]:
    """Make a reader for a list of words; what it does not know stays empty, with a finding."""

    def lees(cel: str) -> Gelezen[str]:
        tekst = re.sub(r"[^a-z0-9 ]+", " ", schoon(cel).lower()).strip()
        tekst = " ".join(tekst.split())
        if not tekst or is_leeg(cel):
            return Gelezen()
        if code := woorden.get(tekst) or woorden.get(tekst.split()[0]):
            return Gelezen(code)
        return let_op(
            f"{naam} ‘{schoon(cel)[:40]}’ kennen we niet. We laten dit leeg.",
            "Kies later bij het huishouden wat klopt.",
        )

    return lees


def _lijst(**codes: str) -> dict[str, str]:
    return {woord.strip(): code for code, woorden in codes.items() for woord in woorden.split(",")}


lees_geslacht = _kies(
    _lijst(
        man="man,m,mannelijk,heer,dhr,de heer,jongen,male,1",
        vrouw="vrouw,v,vrouwelijk,mevrouw,mw,mevr,meisje,female,f,w,2",
        x="x,anders,non binair,genderneutraal,overig,0,9,o",
    ),
    "Geslacht",
)
lees_rol = _kies(
    _lijst(
        hoofdpersoon=(
            "hoofdpersoon,hoofd,hoofdbewoner,aanvrager,client,inwoner,clienthouder,gezinshoofd,"
            "alleenstaande,zelf,hoofdclient,referentiepersoon"
        ),
        partner=(
            "partner,echtgenoot,echtgenote,man,vrouw,samenwonend,levenspartner,geregistreerd "
            "partner,vriend,vriendin"
        ),
        kind=(
            "kind,zoon,dochter,kinderen,stiefkind,pleegkind,kleinkind,jeugdige,kind thuis,"
            "stiefzoon,stiefdochter,baby"
        ),
        ouder=(
            "ouder,moeder,vader,stiefouder,pleegouder,stiefvader,stiefmoeder,pleegmoeder,"
            "pleegvader,ouder verzorger,verzorger,opvoeder"
        ),
        overig=(
            "overig,anders,inwonend,huisgenoot,oma,opa,grootouder,broer,zus,familielid,familie,"
            "kostganger,schoonmoeder,schoonvader,mantelzorger,lid,medebewoner"
        ),
    ),
    "De rol",
)
lees_stand = _kies(
    _lijst(
        nieuw="nieuw,open,aangemeld,melding,intake,wachtlijst,aanmelding,binnengekomen,registratie,concept",
        in_contact="in contact,contact,eerste contact,contactfase,kennismaking,opgepakt",
        analyse=(
            "analyse,analysefase,onderzoek,vraagverheldering,in onderzoek,keukentafelgesprek,"
            "inventarisatie,gesprek"
        ),
        plan="plan,planfase,plan van aanpak,ondersteuningsplan,plan maken,planning",
        ondersteuning=(
            "ondersteuning,ondersteuningsfase,lopend,actief,in behandeling,behandeling,uitvoering,"
            "in uitvoering,begeleiding,hulpverlening,traject,loopt,in zorg,in traject"
        ),
        evaluatie="evaluatie,evaluatiefase,evalueren,herindicatie,heronderzoek",
        monitoring="monitoring,monitoringsfase,waakvlam,nazorg,volgen,monitor",
        afgesloten=(
            "afgesloten,gesloten,afgerond,beeindigd,dicht,klaar,uitstroom,gestopt,afgehandeld,"
            "archief,inactief"
        ),
        overgedragen="overgedragen,overdracht,doorverwezen,verwezen",
    ),
    "De stand",
)
lees_bron = _kies(
    _lijst(
        inwoner="inwoner,zelf,client,eigen initiatief,bewoner,betrokkene,inwoner zelf",
        naaste="naaste,familie,mantelzorger,partner,ouder,ouders,kind,vriend",
        buur="buur,buren,buurman,buurvrouw",
        vrijwilliger="vrijwilliger,vrijwilligersorganisatie",
        corporatie="corporatie,woningcorporatie,woningbouw,verhuurder,woningbouwvereniging",
        apotheek="apotheek",
        maaltijdbezorger="maaltijdbezorger",
        school="school,leerkracht,basisschool,onderwijs,leerplicht,ib er",
        jgz="jgz,consultatiebureau,cjg,jeugdarts,jeugdverpleegkundige",
        huisarts="huisarts,poh,praktijkondersteuner",
        wijkverpleging="wijkverpleging,wijkverpleegkundige,thuiszorg",
        politie="politie,wijkagent,zorg en veiligheid",
        ggz="ggz,psycholoog,psychiater,faact",
        werkgever="werkgever",
        energie_water="energie,energieleverancier,waterbedrijf,vroegsignalering",
        zorgverzekeraar="zorgverzekeraar,verzekeraar",
        inlooppunt="inlooppunt,balie,loket,wijkinloop,spreekuur",
        ander_team="ander team,wijkteam,veilig thuis,gemeente,wmo,werk en inkomen,klantmanager,collega",
        overig="overig,anders,onbekende melder,ziekenhuis,specialist,anoniem",
    ),
    "De bron",
)
lees_ja_nee = _kies(
    _lijst(
        ja="ja,j,yes,y,true,waar,1,geheim,x",
        nee="nee,n,no,false,onwaar,0,geen",
    ),
    "Het antwoord",
)

_WETTEN = (
    ("wmo", r"\bwmo\b|maatschappelijke ondersteuning"),
    ("jeugd", r"jeugd|\bjw\b"),
    ("participatie", r"participatie|\bpw\b|\bpwet\b|bijstand|w&i|werk en inkomen"),
    ("wgs", r"\bwgs\b|schuld"),
    ("zvw", r"\bzvw\b|zorgverzekeringswet"),
    ("wlz", r"\bwlz\b|langdurige zorg"),
    ("onderwijs", r"onderwijs|leerplicht|passend"),
)


def lees_wetten(cel: str) -> Gelezen[tuple[str, ...]]:
    """Read one or more laws from a cell: ``Wmo``, ``Wmo/Jeugd``, ``Wmo 2015; Participatiewet``."""
    tekst = schoon(cel).lower()
    if is_leeg(tekst):
        return Gelezen()
    if gevonden := tuple(code for code, patroon in _WETTEN if re.search(patroon, tekst)):
        return Gelezen(gevonden)
    return let_op(
        f"De wet ‘{schoon(cel)[:40]}’ kennen we niet. We laten dit leeg.",
        "Kies later bij het huishouden welke wet het is.",
    )
