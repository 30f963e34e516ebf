"""The words that the made-up sheets are put together from; all our own, one phrase a line, no town's facts."""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


FORMES = _lines("""
    Balade
    Atelier
    Veillée
    Marché aux idées
    Chantier
    Cercle
    Enquête
    Table ouverte
    Conseil
    Carnet
    Cartographie
    Jeu de rôle
    Exposition
    Jury
    Parcours
    Forum
    Rencontre
    Fabrique
    Revue
    Tournée
    Journée
    Permanence
    Cabane à paroles
    Théâtre
    Débat mouvant
    Boîte à questions
    Panier de projets
    Petit déjeuner
    Goûter
    Assemblée
""")
THEMES = _lines("""
    des vergers
    des trottoirs
    des écoles
    du bruit
    de l’ombre
    des bancs
    des jardins
    des déchets
    de la cantine
    des toits
    des pistes cyclables
    de l’eau de pluie
    des fêtes
    du budget
    des arbres
    des ateliers de réparation
    de l’éclairage
    des commerces
    de la lecture
    des chemins
    du stationnement
    de la chaleur
    des haies
    du logement
    des transports
    du sport
    des mémoires
    de la musique
    des récoltes
    du voisinage
    des économies d’énergie
    de l’hiver
    des vacances
    des gestes qui sauvent
    du compost
    des premiers emplois
    des soins
    des langues
    de la rivière
    des cimetières
""")
LIEUX = _lines("""
    au bord du canal
    de la vieille gare
    sous la halle
    du quartier haut
    de la rue longue
    à la ferme
    dans la cour d’école
    au pied de la colline
    de la place ronde
    près du lavoir
    du hameau
    dans le parc
    de la cité-jardin
    à la bibliothèque
    autour du stade
    des quatre chemins
    du faubourg
    dans la salle des fêtes
    sur le parvis
    du vallon
    de l’ancienne usine
    au kiosque
    dans le bus
    du lotissement neuf
    derrière le marché
    au club de quartier
    le long de la voie verte
    dans les halls d’immeuble
    sur le terrain vague
    au moulin
""")
MOMENTS = _lines("""
    Dès la première rencontre
    Une semaine à l’avance
    Au retour du marché
    Le matin même
    Juste après l’accueil
    À la mi-temps
    Pendant que le café passe
    Avant d’ouvrir la discussion
    Quand tout le monde est assis
    Si le groupe hésite
    Une fois les chaises en rond
    Au moment du bilan
    Le lendemain
    Dans le mois qui suit
    À chaque étape
    Avant de se quitter
    Lorsque deux avis s’opposent
    Les jours de pluie
    Quand la lumière baisse
    Au début de la saison
    Entre deux séances
    Pour commencer
    Sans attendre la fin
    Au bout d’un quart d’heure
    Avec ceux qui arrivent tard
    Après une pause
    En petit comité
    À la sortie de l’école
    Dès que le plan est affiché
    Au troisième rendez-vous
    Quand la question divise
    Avant toute annonce
""")
ACTIONS = _lines("""
    dessiner le trajet de chacun
    lire à voix haute les remarques
    compter les absents
    montrer trois photographies du lieu
    poser la même question à cinq personnes
    recopier les mots exacts
    tracer au sol les limites du projet
    relire la liste des promesses
    partager une anecdote d’enfance
    trier les cartes par couleur
    donner la parole aux plus discrets
    mesurer la largeur du passage
    goûter ce que les voisins ont cuisiné
    afficher ce qui ne changera pas
    inviter la gardienne et le facteur
    noter les désaccords sans les résoudre
    faire le tour du terrain à pied
    rappeler ce qui a été décidé
    prêter les clés du local
    tirer au sort les rapporteurs
    raconter un échec ancien
    peser les avantages et les ennuis
    échanger les rôles pendant dix minutes
    coller une pastille sur le plan
    chercher une solution sans argent
    prévenir les services concernés
    vérifier que chacun entend
    réserver une chaise vide
    écrire une lettre au futur
    planter un piquet à chaque idée
    appeler ceux qui ne viennent jamais
    résumer en une phrase
    comparer avec une autre rue
    jouer la scène à trois
    ranger la salle ensemble
    fabriquer une maquette en carton
    enregistrer les voix qui le veulent bien
    traduire pour les familles
    filmer seulement les mains
    préparer une soupe
""")
OBJETS = _lines("""
    autour d’une grande feuille
    avec une craie et une corde
    sur des cartes de couleur
    devant une carte du quartier
    avec les élèves de la classe
    au moyen d’un carnet de bord
    à partir de vieux plans
    sur le rebord de la fenêtre
    avec un dé géant
    dans le cahier commun
    à l’aide d’un fil de laine
    sur le tableau de liège
    près de la porte d’entrée
    avec deux témoins
    sans micro ni estrade
    sous un parapluie s’il le faut
    en marchant lentement
    à voix basse
    par groupes de trois
    en binôme avec un agent
    debout autour du poêle
    selon l’ordre d’arrivée
    à la lumière du jour
    avec des jetons de bois
    dans la langue de chacun
    sur une nappe en papier
    à tour de rôle
    en silence d’abord
    avec les outils du bord
    les yeux sur la pendule
    par ordre d’urgence
    dans un climat de confiance
    entre générations
    chez l’habitant
    avec l’aide du club voisin
""")
BUTS = _lines("""
    afin que personne ne reparte sans avoir parlé
    pour que l’idée survive à la réunion
    afin de savoir qui fera quoi
    pour éviter les malentendus
    et garder une trace lisible par tous
    pour donner envie de revenir
    afin que les enfants comprennent aussi
    et décider de la suite le soir même
    pour ne pas promettre trop
    afin de laisser mûrir les avis
    et reconnaître le travail de chacun
    pour que la rue entière soit prévenue
    afin de mêler les générations
    et dire clairement ce qui reste ouvert
    pour ménager ceux qui doutent
    afin de repérer les oublis
    et rendre visible ce qui avance
    pour que l’élu entende la nuance
    afin de partager la charge
    et apprendre les prénoms
    pour vérifier que le besoin existe
    afin de ne perdre aucune proposition
    et préparer le rendez-vous suivant
    pour que la dépense reste modeste
    afin de lever les craintes
    et nommer ce qui fâche
    pour mieux connaître le terrain
    afin que la réponse arrive à temps
    et montrer que tout n’est pas joué
    pour que les services s’organisent
    afin de garder le fil
    et laisser une place à l’imprévu
    pour entretenir le lieu toute l’année
    afin de préserver le calme du soir
    et mettre les compétences en commun
""")
GENS = _lines("""
    Les voisins de palier
    Les parents d’élèves
    Les commerçants de la place
    Les jardiniers du dimanche
    Les agents d’accueil
    Les membres du club
    Les nouveaux arrivants
    Les adolescents du quartier
    Les anciens de la rue
    Les bénévoles de l’an passé
    Les animatrices
    Les élus de permanence
    Les locataires
    Les cyclistes
    Les gens pressés
    Les promeneurs
    Les techniciens
    Les associations invitées
    Les enseignants
    Les habitués du café
    Les salariés du matin
    Les familles nombreuses
    Les étudiants
    Les artisans
    Les personnes seules
    Les lecteurs du bulletin
    Les sportifs
    Les assistantes maternelles
    Les musiciens
    Les bricoleurs
""")
FAITS = _lines("""
    racontent ce qui les retient d’habitude
    choisissent ensemble deux priorités
    découvrent les contraintes du lieu
    s’accordent sur un calendrier court
    repèrent les endroits dangereux
    proposent de prêter du matériel
    se disent surpris par le coût
    demandent une réponse écrite
    apportent des photographies de famille
    redoutent que rien ne bouge
    tiennent à garder les grands arbres
    comprennent mieux les délais
    prennent en charge l’arrosage
    posent des questions très concrètes
    hésitent à parler devant les élus
    forment vite un petit groupe solide
    oublient parfois de prévenir
    reviennent avec une amie
    refusent les solutions toutes faites
    remercient l’équipe d’avoir écouté
    notent leurs trajets pendant une semaine
    changent d’avis en marchant
    inventent une règle commune
    veulent connaître la suite
    se partagent les clés et les tâches
    défendent des usages opposés
    signalent les oublis du plan
    gardent un souvenir joyeux
    préfèrent écrire plutôt que parler
    s’engagent pour une saison
""")
NUANCES = _lines("""
    même quand le sujet paraît technique
    à condition d’être prévenus assez tôt
    surtout en fin de semaine
    si l’horaire convient aux familles
    sans que personne ne l’ait demandé
    dès lors que la règle est claire
    pourvu que la salle soit chauffée
    parce que le lieu leur appartient un peu
    tant que la réponse se fait attendre
    à l’exception des plus timides
    lorsque le ton reste cordial
    malgré un budget très serré
    grâce au bouche à oreille
    faute d’un lieu plus commode
    bien avant la date prévue
    une fois la méfiance passée
    au fil des rendez-vous
    devant une boisson chaude
    quitte à recommencer plus tard
    à mesure que le projet avance
    selon la saison et le temps qu’il fait
    avec une pointe d’humour
    sans attendre de consigne
    quand un visage connu les accueille
    si les enfants ont leur coin
    comme au temps des fêtes de rue
    pour peu qu’on les y invite
    sauf pendant les vacances
    en dépit des vieux conflits
    à la surprise des services
""")
CHOSES = _lines("""
    Grandes feuilles
    Feutres épais
    Chaises pliantes
    Plan du quartier
    Cartes de couleur
    Pinces à linge
    Barnum
    Thermos de café
    Pastilles adhésives
    Corde
    Craies
    Carnets
    Gilets visibles
    Panneaux de liège
    Tables basses
    Ballots de paille
    Minuteur
    Clochette
    Jetons de bois
    Nappes en papier
    Lampes
    Rallonges électriques
    Caisses à roulettes
    Maquette en carton
    Parapluies
    Enceinte portable
    Boîte fermée
    Étiquettes
    Ciseaux
    Bottes
""")
PRECISIONS = _lines("""
    prêtés par l’école
    en nombre suffisant
    rangés par table
    pour trente personnes
    à récupérer la veille
    lisibles de loin
    lavables
    à rendre propres
    en double
    du plus simple modèle
    trouvés sur place
    à la taille des enfants
    numérotés
    empruntés au club
    résistants à la pluie
    posés près de l’entrée
    gardés au local
    de récupération
    marqués au nom du quartier
    vérifiés le matin
    en réserve
    sans marque
    faciles à porter
    de trois tailles
""")
METIERS = _lines("""
    Animatrice
    Scribe
    Gardien du temps
    Élu référent
    Accueillante
    Technicien
    Rapporteuse
    Médiateur
    Dessinatrice
    Logisticien
    Témoin
    Cuisinière
    Photographe
    Conteuse
    Guide
    Secrétaire
    Garant
    Correspondante
    Régisseur
    Interprète
    Trésorière
    Relais de rue
    Veilleur
    Archiviste
""")
SERVICES = _lines("""
    Service participation
    Service cadre de vie
    Service jeunesse
    Direction des écoles
    Service des sports
    Service culture
    Accueil de la mairie
    Service espaces verts
    Centre social
    Service logement
    Service voirie
    Médiathèque
    Service communication
    Mission transition
    Service vie associative
    Secrétariat général
""")
LIVRES = _lines("""
    Cahier de terrain
    Bulletin du quartier
    Compte rendu de séance
    Guide de poche
    Carnet d’animation
    Journal de rue
    Rapport de saison
    Mémoire d’étude
    Livret des associations
    Dossier de presse
    Feuille du samedi
    Registre des idées
    Revue locale
    Page du site communal
    Relevé de décisions
    Recueil de témoignages
""")
COMPTES = _lines("""
    participants comptés à la sortie
    idées écrites sur le mur
    rues parcourues
    cartes rendues
    heures de bénévolat
    séances tenues
    arbres plantés
    propositions retenues
    familles rencontrées
    portes ouvertes
    questions sans réponse
    lettres envoyées
    repas partagés
    kilomètres à pied
    prêts de matériel
    décisions publiées
""")
