import type { TranslatedCourses } from './translated-courses.ts';

export const french: TranslatedCourses = {
  ART102: [
    'Les bases de la photographie',
    'Ouverture, vitesse d’obturation, lumière et composition, avec un appareil ou un téléphone. Chaque semaine, un portrait, une scène de rue ou une vue de nuit ; on parle aussi de consentement, de retouche et des images qui ont changé les esprits.',
  ],
  ART205: [
    'Histoire de l’art : images et pouvoir',
    'Des reliefs de palais aux banderoles : comment les images ont servi, moqué et renversé le pouvoir. Peinture, sculpture, architecture et photographie s’étudient au musée et dans la rue, et vous guidez vous-même une visite.',
  ],
  BIO201: [
    'Génétique et hérédité',
    'Les pois de Mendel, chromosomes, mutations, expression des gènes et génétique des populations. Vous croisez des drosophiles, lisez des arbres généalogiques et extrayez votre propre ADN ; les soirées portent sur les tests génétiques.',
  ],
  BIO202: [
    'Écologie des communautés',
    'Comment les espèces vivent ensemble : compétition, prédation, symbiose, succession et réseaux trophiques. Des semaines de terrain en forêt et sur le littoral apprennent l’échantillonnage, l’identification et l’analyse.',
  ],
  BUS102: [
    'Comptabilité et tenue des livres',
    'La partie double, de la première pièce aux comptes annuels. Vous tenez pendant un an la comptabilité d’un magasin de vélos, sur papier puis sur logiciel, et vous apprenez à lire le bilan, le compte de résultat et les flux de trésorerie.',
  ],
  BUS103: [
    'Principes du marketing',
    'Découvrir ce dont les gens ont besoin, l’offrir, en fixer le prix et le faire savoir. Segmentation, marques, distribution et promotion se pratiquent avec un commerce du quartier ; les enquêtes viennent avant les slogans.',
  ],
  BUS204: [
    'Ressources humaines et leadership',
    'Recrutement, entretien, salaire, conflit et changement, du point de vue de ceux qui dirigent et de ceux qui sont dirigés. Les jeux de rôle vont de l’entretien d’embauche au licenciement ; le droit du travail donne le cadre.',
  ],
  BUS205: [
    'Gestion de projet',
    'Planifier, budgéter et piloter un travail que personne n’a encore fait. Découpage des tâches, chemin critique, registre des risques et méthodes agiles s’appliquent à un projet pour une association.',
  ],
  CMP101: [
    'Programmer dès la première ligne',
    'De petits programmes en Python chaque semaine : variables, conditions, boucles, fonctions et fichiers. Vous apprenez à lire les messages d’erreur sans crainte et à découper un problème en étapes. Aucune expérience n’est requise : le cours s’adresse aux débutants.',
  ],
  CMP103: [
    'Créer des sites web',
    'HTML sémantique, mise en page CSS et premiers pas en JavaScript. Vous publiez un site qui fonctionne au téléphone, au clavier et avec un lecteur d’écran, et vous conservez chaque modification avec Git.',
  ],
  CMP201: [
    'Algorithmes et structures de données',
    'Listes, arbres, tables de hachage, tas et graphes, et les algorithmes qui les parcourent et les trient. Vous estimez le temps de calcul avant de le mesurer et résolvez chaque semaine un exercice à deux.',
  ],
  CMP202: [
    'Les bases de données en pratique',
    'Modéliser des situations réelles en tables et en documents, écrire des requêtes SQL et garder les données cohérentes par des contraintes et des transactions. Vous accélérez une requête lente et restaurez une base endommagée.',
  ],
  CMP302: [
    'Génie logiciel sécurisé',
    'Penser comme un attaquant pour construire comme un ingénieur. Injection, authentification défaillante, corruption de mémoire et attaques de la chaîne logistique se pratiquent au laboratoire, puis se préviennent dès la conception.',
  ],
  DAT101: [
    'Penser avec les données',
    'Poser une question, trouver des données, les nettoyer, les représenter et dire honnêtement ce qu’elles montrent. Avec un tableur et une initiation à R, vous examinez des loyers et des pluies et rencontrez des graphiques qui mentent.',
  ],
  DAT201: [
    'Statistique pour la décision',
    'Échantillonnage, intervalles de confiance, tests d’hypothèse et régression, par la simulation avant la formule. Vous concevez une expérience, calculez la taille de l’échantillon et apprenez à dire l’incertitude d’une conclusion.',
  ],
  DAT202: [
    'Fondements de l’apprentissage automatique',
    'Modèles linéaires, arbres de décision, plus proches voisins et partitionnement, avec validation croisée et données de test. Vous construisez en Python un filtre antispam et un estimateur de loyers, et expliquez où ils échouent.',
  ],
  DAT304: [
    'Intelligence artificielle responsable',
    'Équité, vie privée, transparence et responsabilité quand des algorithmes décident pour des personnes. Vous auditez un système de notation et lisez le règlement européen avec une juriste.',
  ],
  ECO101: [
    'L’économie au quotidien',
    'Prix, salaires, loyers et impôts comme réponses à la rareté. Offre et demande, incitations et inégalités sont introduites à partir des questions du journal et d’expériences en classe.',
  ],
  ECO102: [
    'Finances personnelles',
    'Budget, comptes, crédit, assurance, retraite et placements pour des revenus ordinaires. Vous comparez des baux et des prêts et comprenez les intérêts composés dans les deux sens.',
  ],
  ECO202: [
    'Macroéconomie',
    'Croissance, chômage, inflation et crises d’économies entières. Monnaie, banques centrales, dette publique et commerce extérieur s’étudient sur les chiffres récents des instituts de statistique.',
  ],
  EDU101: [
    'Devenir enseignant',
    'Observer des leçons, interroger ses souvenirs d’école et se tenir pour la première fois devant une classe. Relation, autorité et diversité sont discutées avec des professeurs expérimentés ; un portfolio aide à choisir ce métier ou non.',
  ],
  ENG103: [
    'Circuits électriques',
    'Tension, courant, résistance, condensateurs, bobines et les instruments qui les mesurent. Vous soudez une alimentation et un amplificateur et cherchez les pannes à l’oscilloscope.',
  ],
  ENG302: [
    'Robotique',
    'Cinématique, capteurs, localisation, planification et manipulation avec de vrais bras et des robots roulants. Les équipes programment un robot qui range une chambre ; la sécurité des personnes compte dans le classement.',
  ],
  ENV102: [
    'Comprendre le changement climatique',
    'Ce que l’on sait du réchauffement, comment on le sait et ce qui reste incertain. Vous travaillez sur des données de température et d’émissions, utilisez un modèle simple du climat et comparez les politiques.',
  ],
  ENV202: [
    'Énergies renouvelables',
    'Soleil, vent, eau, biomasse et stockage : combien il y en a, ce que cela coûte et comment le réseau y fait face. Vous dimensionnez un toit photovoltaïque et concevez une année d’électricité sans carbone pour une île.',
  ],
  HEA103: [
    'Premiers secours et urgences',
    'Reconnaître une urgence et agir dans les dix premières minutes : réanimation, hémorragie, brûlure, accident vasculaire et choc. On s’exerce avec des acteurs, du bruit et de la pluie, et l’on reçoit un certificat reconnu.',
  ],
  HEA104: [
    'Nutrition et bien-être',
    'Ce que les aliments font au corps et ce que les habitudes font aux aliments. Nutriments, appétit, allergies et étiquettes, avec la cuisine pour laboratoire ; trois régimes à la mode sont confrontés aux études.',
  ],
  HUM103: [
    'Questions de philosophie',
    'Que pouvons-nous savoir, que devons-nous faire, et qui sommes-nous pour le demander ? On lit de courts passages de Platon, Descartes, Hume, Kant et Beauvoir, et l’on s’exerce à présenter un argument sous sa forme la plus forte.',
  ],
  HUM202: [
    'Le vingtième siècle par les sources',
    'Lettres, affiches, actualités filmées, procès et statistiques d’un âge des extrêmes. Révolution, génocide, décolonisation et guerre froide s’étudient à travers les traces qu’ils ont laissées.',
  ],
  LAN101: [
    'Espagnol pour débutants',
    'Se présenter, commander, demander son chemin et raconter sa journée en espagnol. Les sons, le présent, les articles et les mille premiers mots viennent de dialogues, de chansons et de courts métrages.',
  ],
  LAN102: [
    'Allemand pour débutants',
    'Saluer, faire ses courses, voyager et travailler en allemand. L’ordre des mots, les cas et les verbes séparables se pratiquent par petites portions, avec une classe partenaire à Leipzig.',
  ],
  LAN103: [
    'Chinois mandarin : premiers pas',
    'Les tons, le pinyin et deux cents caractères pour les premières conversations en chinois. Écriture, saisie et écoute s’exercent ensemble ; le thé, le calendrier et les noms de famille racontent la culture.',
  ],
  LAW101: [
    'Le droit au quotidien',
    'Contrats, voisins, travail, famille et police : les droits et les devoirs que chacun rencontre. Vous lisez des lois et des jugements, écrivez une réclamation efficace et apprenez quand il faut un avocat.',
  ],
  LAW201: [
    'Droit des contrats et de la consommation',
    'Offre, acceptation, exécution et inexécution, de la boulangerie au magasin d’applications. Conditions générales, garantie, rétractation et responsabilité se pratiquent sur de vrais litiges.',
  ],
  LAW202: [
    'Droits humains',
    'Histoire, philosophie et pratique de droits qui appartiennent à tous. Liberté d’expression, asile, torture, discrimination et droits sociaux sont suivis à travers de grands arrêts.',
  ],
  LAW204: [
    'Protection des données et droits numériques',
    'Le droit de la vie privée pour qui construit ou exploite des systèmes. Données personnelles, consentement, finalité, accès et effacement selon le règlement général, appliqués à une école et à une clinique.',
  ],
  MAT101: [
    'Calcul différentiel et intégral',
    'Limites, dérivées et intégrales comme outils pour décrire le changement. Vous modélisez un café qui refroidit et une population qui croît, calculez à la main et vérifiez numériquement.',
  ],
  MAT201: [
    'Algèbre linéaire',
    'Vecteurs, matrices, valeurs propres et orthogonalité, toujours avec la géométrie en vue. Les applications vont du classement des pages web à la compression d’images et aux vibrations des ponts.',
  ],
  MAT202: [
    'Probabilités',
    'Variables aléatoires, espérance, probabilité conditionnelle et grands théorèmes limites. Jeux de hasard, files d’attente, épidémies et assurances fournissent les exemples.',
  ],
  MUS102: [
    'Théorie musicale et formation de l’oreille',
    'Gammes, intervalles, accords et cadences sur le papier, au clavier et surtout à l’oreille. Chansons, chorals et standards de jazz servent d’exemples ; aucun instrument n’est nécessaire pour commencer.',
  ],
  PSY101: [
    'Esprit et comportement',
    'Perception, mémoire, émotion, personnalité et influence sociale : les grandes questions de la psychologie et les expériences qui ont voulu y répondre. Vous reproduisez vous-même une étude classique.',
  ],
  PSY201: [
    'Psychologie du développement',
    'Du premier regard du nouveau-né au grand âge. Attachement, langage, pensée, jeu et identité s’étudient par l’observation dans une crèche et par des entretiens entre générations.',
  ],
};
