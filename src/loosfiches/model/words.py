"""The words a sheet may use for closed questions: key as written in YAML, label in French and English, other forms."""

from typing import NamedTuple


class Word(NamedTuple):
    """One allowed value: `key` is what authors write, `also` what they write instead and is understood.

    `definition` says in French what the value means, where its label alone does not.
    """

    key: str
    fr: str
    en: str
    also: tuple[str, ...] = ()
    definition: str = ""


def _words(*rows: tuple[str, ...], **definitions: str) -> dict[str, Word]:
    return {key: Word(key, fr, en, tuple(also), definitions.get(key, "")) for key, fr, en, *also in rows}


ETATS = _words(
    ("brouillon", "brouillon", "draft", "ebauche", "draft"),
    ("en_relecture", "en relecture", "under review", "relecture", "a_relire"),
    ("en_vigueur", "en vigueur", "in force", "publiee", "valide", "validee"),
    ("retiree", "retirée", "withdrawn", "retire", "supprimee", "abrogee"),
    brouillon="S’écrit encore ; peu de champs sont exigés.",
    en_relecture="Est écrit ; ce qui manque pour entrer en vigueur est signalé.",
    en_vigueur="Engage la collectivité ; rien de ce qui est exigé ne manque.",
    retiree="N’a plus cours.",
)
NATURES = _words(
    ("dispositif", "Dispositif", "Device"),
    ("instance", "Instance", "Body", "comite", "conseil", "commission"),
    ("demarche", "Démarche", "Process", "processus"),
    ("technique", "Technique", "Technique", "methode"),
    ("outil", "Outil", "Tool"),
    ("evenement", "Événement", "Event"),
    ("procedure", "Procédure", "Procedure"),
    dispositif="Cadre où l’on participe, qui peut durer ou revenir.",
    instance="Groupe constitué, qui se réunit dans la durée.",
    demarche="Suite de moments qui mène un projet d’un bout à l’autre.",
    technique="Façon d’animer un moment.",
    outil="Objet ou support dont on se sert.",
    evenement="Moment unique, ouvert au public.",
    procedure="Suite d’actes que la loi ou un règlement fixe.",
)
NIVEAUX = _words(
    ("information", "Information", "Information", "informer"),
    ("consultation", "Consultation", "Consultation", "consulter"),
    ("concertation", "Concertation", "Involvement", "concerter"),
    (
        "co_construction",
        "Co-construction",
        "Collaboration",
        "coconstruction",
        "coconstruire",
        "co_construire",
    ),
    ("codecision", "Codécision", "Joint decision", "co_decision", "codecider", "co_decider"),
    information="La collectivité dit ce qu’elle fait et pourquoi.",
    consultation="La collectivité recueille des avis, puis décide.",
    concertation="La collectivité discute d’un projet qui peut encore changer, puis décide.",
    co_construction="Habitants, élus et agents élaborent le projet ensemble ; l’élu peut garder la décision.",
    codecision="La décision se prend ensemble.",
)
PHASES = _words(
    ("mobiliser", "Mobiliser", "Mobilise", "mobilisation"),
    ("diagnostiquer", "Diagnostiquer", "Diagnose", "diagnostic"),
    ("imaginer", "Imaginer", "Imagine", "imagination"),
    ("choisir", "Choisir", "Choose", "choix", "decider"),
    ("realiser", "Réaliser", "Carry out", "realisation", "faire"),
    ("evaluer", "Évaluer", "Evaluate", "evaluation"),
)
PUBLICS = _words(
    ("tous", "Tous les habitants", "All residents", "tout_public", "tous_publics", "habitants"),
    ("riverains", "Riverains", "Neighbours", "voisins"),
    ("jeunes", "Jeunes", "Young people", "jeunesse"),
    ("aines", "Aînés", "Older people", "seniors"),
    ("familles", "Familles", "Families", "parents"),
    ("associations", "Associations", "Associations", "association"),
    ("ecoles", "Écoles", "Schools", "ecole", "scolaires"),
    ("agents", "Agents de la collectivité", "Council staff", "agent"),
    ("elus", "Élus", "Elected members", "elu"),
)
ACCES = _words(
    ("libre", "Libre", "Open", "ouvert"),
    ("inscription", "Sur inscription", "By registration"),
    ("invitation", "Sur invitation", "By invitation"),
    ("candidature", "Sur candidature", "By application"),
    ("designation", "Sur désignation", "By appointment", "nomination"),
    ("election", "Par élection", "By election"),
    ("tirage_au_sort", "Par tirage au sort", "By lot", "tirage"),
)
MODALITES = _words(
    ("presentiel", "Sur place", "In person", "en_presence", "presence", "sur_place"),
    ("en_ligne", "En ligne", "Online", "distanciel", "a_distance"),
    ("hybride", "Sur place et en ligne", "In person and online", "mixte"),
)
DIFFICULTES = _words(
    ("facile", "Facile", "Easy", "simple"),
    ("moyenne", "Moyenne", "Moderate", "moyen"),
    ("exigeante", "Exigeante", "Demanding", "difficile", "exigeant"),
)
QUAND = _words(
    ("avant", "Avant", "Before"),
    ("pendant", "Avec les gens", "With people"),
    ("apres", "Après", "After"),
)
PORTEURS = _words(
    ("collectivite", "La collectivité", "The authority", "commune", "ville", "mairie"),
    ("habitants", "Les habitants", "Residents", "citoyens"),
    ("partagee", "Ensemble", "Together", "partage", "mixte"),
)
ORIGINES = _words(
    ("attestee", "attestée", "attested", "atteste"),
    ("adaptee", "adaptée", "adapted", "adapte"),
    ("proposee", "proposée", "proposed", "propose"),
)
FIABILITES = _words(
    ("directe", "source directe", "first-hand source", "direct"),
    ("secondaire", "source secondaire", "second-hand source"),
    ("faible", "source faible", "weak source"),
)
STATUTS = _words(
    ("en_projet", "en projet", "planned", "projet"),
    ("actif", "actif", "running", "active"),
    ("suspendu", "suspendu", "suspended", "suspendue"),
    ("termine", "terminé", "ended", "terminee", "fini"),
    ("inconnu", "inconnu", "unknown", "inconnue"),
)
SUITES = _words(
    ("retenues", "propositions retenues", "adopted", "retenue"),
    ("en_partie", "propositions retenues en partie", "adopted in part", "partielles"),
    ("refusees", "propositions refusées", "refused", "refusee"),
    ("en_attente", "en attente", "pending"),
    ("inconnues", "inconnues", "unknown", "inconnue"),
)
CHANGEMENTS = _words(
    ("creation", "création", "creation"),
    ("modification", "modification", "change"),
    ("refonte", "refonte", "rewrite"),
    ("correction", "correction", "correction"),
    ("retrait", "retrait", "withdrawal"),
    ("retablissement", "rétablissement", "reinstatement"),
)
DIFFUSIONS = _words(
    ("publique", "publique", "public", "public"),
    ("restreinte", "restreinte", "restricted", "restreint"),
    ("interne", "interne", "internal"),
)
PLACES = _words(
    ("etapes", "avec les étapes", "with the steps", "deroule"),
    ("materiel", "avec le matériel", "with the material", "salle"),
    ("ici", "dans l’encadré « Ici »", "in the “Here” box"),
    ("chemin", "avec le chemin d’un récit", "with the path of a story"),
)
PRIORITES = _words(
    ("essentielle", "essentielle", "essential", "essentiel", "indispensable"),
    ("souhaitable", "souhaitable", "desirable", "utile"),
    ("a_sacrifier", "à sauter si le temps manque", "to be skipped if time is short", "facultative", "optionnelle"),
)
RESSOURCES = _words(
    ("lecture", "lecture", "reading", "livre", "article", "guide", "page"),
    ("video", "vidéo", "video", "film"),
    ("exemple", "exemple", "example", "cas", "retour_d_experience"),
    ("outil", "outil", "tool", "logiciel"),
    ("modele", "modèle", "template", "gabarit"),
)
GENRES = _words(
    ("parcours", "Récit d’un parcours", "Story of a path"),
    ("projet", "Récit d’un projet", "Story of a project"),
)
CONSENTEMENTS = _words(
    ("obtenu", "obtenu", "consent given", "oui"),
    ("source_publique", "sources publiques", "public sources"),
    ("pseudonymise", "noms changés", "names changed", "pseudonyme"),
    ("en_attente", "en attente", "pending"),
    ("retire", "retiré", "withdrawn"),
)
SUPPORTS = _words(
    ("papier", "papier", "paper", "classeur", "imprime", "impression", "paper"),
    ("site", "site", "web site", "web", "internet", "site_web", "en_ligne", "website"),
    ("video", "vidéo", "video", "film"),
    ("audio", "son", "sound", "radio", "podcast"),
)
PARTIES = _words(
    ("introduction", "Introduction", "Introduction"),
    ("I", "Première partie", "Part one", "1"),
    ("II", "Deuxième partie", "Part two", "2"),
    ("III", "Troisième partie", "Part three", "3"),
    ("annexe", "Annexe", "Annex"),
)
EDITIONS = _words(
    ("base", "édition de base", "base edition"),
    ("mise_a_jour", "mise à jour", "update", "maj"),
    ("refonte", "refonte", "rewrite"),
)
LIMINAIRES = _words(
    ("garde", "Couverture", "Cover", "couverture"),
    ("titre", "Page de titre", "Title page", "page_de_titre", "mentions_legales"),
    ("mode_emploi", "Mode d’emploi du classeur", "How to use this binder", "mode_d_emploi"),
    ("liste_en_vigueur", "Liste des documents en vigueur", "List in force", "liste"),
    ("sommaire", "Sommaire", "Contents", "table"),
)
ANNEXES = _words(
    ("matrice", "Tableau pour choisir", "Table to choose by", "tableau"),
    ("index_niveaux", "Index des niveaux", "Index of levels", "niveaux"),
    ("index_phases", "Index des phases", "Index of phases", "phases"),
    ("index_publics", "Index des publics", "Index of publics", "publics"),
    ("index_durees", "Durées et tailles de groupe", "Durations and group sizes", "durees"),
    ("index_liens", "Où l’on en parle", "Who speaks of what", "liens", "renvois"),
    ("glossaire", "Glossaire", "Glossary", "lexique"),
    ("sources", "Sources", "Sources", "bibliographie"),
    ("colophon", "Colophon", "Colophon", "acheve_d_imprimer"),
    ("listes_et_mentions", "Listes et mentions", "Lists and notices"),
)
PAPIERS = _words(("A4", "A4", "A4"), ("A5", "A5", "A5"), ("letter", "Lettre US", "US Letter", "lettre"))
PERFORATIONS = _words(
    ("iso838", "deux trous (ISO 838)", "two holes (ISO 838)", "deux_trous"),
    ("quatre_trous", "quatre trous", "four holes"),
    ("trois_trous", "trois trous", "three holes"),
    ("aucune", "aucune", "none", "non"),
)
GRAVITES = _words(
    ("erreur", "erreur", "error", "error"),
    ("avertissement", "avertissement", "warning", "warning"),
    ("information", "information", "info", "info"),
)
OUI_NON = _words(("oui", "oui", "yes", "yes", "true", "vrai"), ("non", "non", "no", "no", "false", "faux"))

#: Licences by SPDX identifier, as people know them.
LICENCES = {
    "etalab-2.0": "Licence Ouverte 2.0 (etalab-2.0)",
    "CC-BY-4.0": "Creative Commons, attribution 4.0 (CC-BY-4.0)",
    "CC-BY-SA-4.0": "Creative Commons, attribution, partage dans les mêmes conditions 4.0 (CC-BY-SA-4.0)",
    "ODbL-1.0": "Open Database License 1.0 (ODbL-1.0)",
}

#: Where the text of a licence can be read, by SPDX identifier.
LICENCE_ADDRESSES = {
    "etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}

#: The questions whose answers a classeur may change, and the answers when it does not.
OPEN = {"niveaux": NIVEAUX, "phases": PHASES, "publics": PUBLICS}
