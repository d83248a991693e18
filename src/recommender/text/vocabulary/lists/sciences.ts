/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const sciences = `
mathematics, maths, math; de Mathematik, Mathe; fr mathématiques, maths; es matemáticas, matemática; it matematica; pt matemática; nl wiskunde; sv matematik; da matematik; no matematikk; ar رياضيات, الرياضيات; zh 数学; ja 数学; ru математика ~ calculus, algebra, statistics, geometry, probability
mathematician ~ mathematics, algebra, analysis, calculus
arithmetic, numeracy, basic maths, school maths; de Rechnen; fr calcul; es aritmética ~ mathematics
calculus, calc, differential calculus, integral calculus; de Differentialrechnung, Integralrechnung, Infinitesimalrechnung; fr calcul différentiel, calcul intégral; es cálculo; it calcolo; pt cálculo; sv analys; ar تفاضل وتكامل, التفاضل والتكامل; zh 微积分; ja 微積分 ~ derivatives, integrals, analysis
algebra; de Algebra; fr algèbre; es álgebra; it algebra; pt álgebra; zh 代数; ar الجبر; ja 代数 ~ equations
linear algebra, matrices, vectors; de lineare Algebra; fr algèbre linéaire; es álgebra lineal; it algebra lineare; pt álgebra linear; zh 线性代数; ar الجبر الخطي; ja 線形代数 ~ algebra
geometry, trigonometry; de Geometrie; fr géométrie; es geometría; zh 几何; ar هندسة مستوية ~ mathematics
topology; de Topologie; fr topologie; es topología; zh 拓扑学; ar طوبولوجيا ~ geometry, analysis
differential equation, differential equations, ODE; de Differentialgleichungen, Differentialgleichung; fr équations différentielles; es ecuaciones diferenciales; it equazioni differenziali; zh 微分方程 ~ calculus
statistics, stats, statistical analysis; de Statistik; fr statistique, statistiques; es estadística; it statistica; pt estatística; nl statistiek; sv statistik; da statistik; no statistikk; ar إحصاء, الإحصاء; zh 统计学, 统计; ja 統計学, 統計; ru статистика ~ probability, data analysis, data, regression
statistician ~ statistics, probability, data analysis
probability, probability theory, stochastics; de Wahrscheinlichkeit, Wahrscheinlichkeitsrechnung, Stochastik; fr probabilité, probabilités; es probabilidad; it probabilità; pt probabilidade; zh 概率论, 概率; ar الاحتمالات ~ statistics
discrete mathematics, combinatorics, graph theory; de diskrete Mathematik; fr mathématiques discrètes; es matemática discreta; zh 离散数学 ~ logic, proofs
logic; de Logik; fr logique; es lógica; it logica; zh 逻辑; ar منطق ~ proofs, argument
experiment, experimental design, design of experiments; de Versuchsplanung, Experiment; fr plan d'expériences; es diseño de experimentos ~ research methods, statistics, causal inference
research methods, research methodology, research skills; de Forschungsmethoden; fr méthodologie de recherche, méthodes de recherche; es métodos de investigación, metodología de la investigación; it metodologia della ricerca; pt metodologia de pesquisa; zh 研究方法; ar مناهج البحث ~ experiment, statistics, evidence
physics; de Physik; fr physique; es física; it fisica; pt física; nl natuurkunde; sv fysik; da fysik; no fysikk; ar فيزياء, الفيزياء; zh 物理学, 物理; ja 物理学, 物理; ru физика ~ mechanics, thermodynamics, quantum, electricity, energy, forces
physicist ~ physics, mechanics, thermodynamics
quantum mechanics, quantum physics, quantum; de Quantenmechanik, Quantenphysik; fr mécanique quantique; es mecánica cuántica; zh 量子力学; ar ميكانيكا الكم ~ physics
mechanics, statics, dynamics; de Mechanik; fr mécanique; es mecánica; zh 力学; ar ميكانيكا ~ physics, forces
astronomy, astrophysics, cosmology; de Astronomie, Astrophysik; fr astronomie, astrophysique; es astronomía; it astronomia; zh 天文学; ar علم الفلك; ja 天文学 ~ planets, stars
chemistry; de Chemie; fr chimie; es química; it chimica; pt química; nl scheikunde; sv kemi; da kemi; no kjemi; ar كيمياء, الكيمياء; zh 化学; ja 化学; ru химия ~ biochemistry, reactions, materials
chemist ~ chemistry, biochemistry
biochemistry; de Biochemie; fr biochimie; es bioquímica; zh 生物化学 ~ molecular biology, chemistry, proteins
biology, life sciences; de Biologie; fr biologie; es biología; it biologia; pt biologia; nl biologie; sv biologi; da biologi; no biologi; ar أحياء, علم الأحياء, بيولوجيا; zh 生物学, 生物; ja 生物学; ru биология ~ cell, genetics, ecology, evolution
biologist; de Biologe; fr biologiste; es biólogo ~ biology, ecology, genetics
cell biology, cells; de Zellbiologie; fr biologie cellulaire; es biología celular; zh 细胞生物学 ~ biology
molecular biology; de Molekularbiologie; fr biologie moléculaire; es biología molecular; zh 分子生物学 ~ genetics, biochemistry
genetics, heredity, genes, DNA, genome, genomics; de Genetik, Vererbung; fr génétique; es genética; it genetica; pt genética; zh 遗传学, 基因; ar علم الوراثة; ja 遺伝学 ~ biology, molecular biology
evolution, evolutionary biology, Darwin; de Evolution; fr évolution; es evolución; zh 进化 ~ biology
ecology, ecosystems, ecosystem; de Ökologie; fr écologie; es ecología; it ecologia; pt ecologia; nl ecologie; sv ekologi; zh 生态学; ar علم البيئة; ja 生態学 ~ environment, conservation, biology
botany, plants, plant science, gardening; de Botanik, Pflanzen; fr botanique, plantes; es botánica, plantas; it botanica; zh 植物学, 植物; ar نباتات ~ biology, soils
zoology, animals, animal; de Zoologie, Tiere; fr zoologie, animaux; es zoología, animales; it zoologia, animali; pt zoologia, animais; zh 动物学, 动物; ar حيوانات ~ biology, ecology
conservation, wildlife, nature conservation, biodiversity; de Naturschutz, Artenvielfalt; fr protection de la nature, biodiversité; es conservación, biodiversidad; zh 生物多样性 ~ ecology, environment
microbiology, bacteria, viruses, microbes; de Mikrobiologie; fr microbiologie; es microbiología; zh 微生物学; ar أحياء دقيقة ~ infection, biology
neuroscience, brain, brain science, neurobiology, neurology, nervous system; de Gehirn, Neurowissenschaft, Hirnforschung; fr cerveau, neurosciences; es cerebro, neurociencia; it cervello, neuroscienze; pt cérebro, neurociência; nl hersenen; sv hjärna; ar الدماغ, علم الأعصاب; zh 大脑, 神经科学; ja 脳科学 ~ cognition, neurons, psychology, memory
earth science, geology, geoscience, geosciences; de Geologie, Erdkunde; fr géologie; es geología; it geologia; zh 地质学, 地球科学; ar جيولوجيا ~ earth, planet, soils, rocks
geography; de Geografie, Geographie; fr géographie; es geografía; it geografia; pt geografia; zh 地理, 地理学; ar جغرافيا; ja 地理 ~ maps, earth, cities
maps, mapping, GIS, cartography, geographic information systems, spatial analysis; de Kartografie, Karten; fr cartographie, SIG; es cartografía, SIG; zh 地理信息系统 ~ geography, spatial
weather, meteorology, atmosphere; de Wetter, Meteorologie; fr météorologie; es meteorología; zh 气象学; ar طقس ~ climate
climate change, global warming, climate, climate crisis; de Klimawandel, Klima; fr changement climatique, climat, réchauffement climatique; es cambio climático, clima; it cambiamento climatico, clima; pt mudança climática, mudanças climáticas; nl klimaatverandering; sv klimatförändring, klimat; da klimaforandringer; no klimaendringer; ar تغير المناخ, المناخ; zh 气候变化; ja 気候変動; ru изменение климата ~ renewable energy, environment, sustainability, atmosphere
environment, environmental science, environmental protection; de Umwelt, Umweltschutz, Umweltwissenschaft; fr environnement; es medio ambiente, ciencias ambientales; it ambiente; pt meio ambiente; nl milieu; sv miljö; da miljø; no miljø; ar البيئة, بيئة; zh 环境, 环境科学; ja 環境; ru экология ~ climate change, ecology, sustainability, conservation
save the planet, green, environmentalism, environmental activism ~ environment, climate change, sustainability, conservation, renewable energy, planet
sustainability, sustainable development, sustainable; de Nachhaltigkeit; fr développement durable, durabilité; es sostenibilidad, desarrollo sostenible; it sostenibilità; pt sustentabilidade; nl duurzaamheid; sv hållbarhet; zh 可持续发展; ar الاستدامة ~ environment, climate change, renewable energy, life cycle assessment
recycling, waste, circular economy; de Abfall, Kreislaufwirtschaft; fr recyclage, déchets; es reciclaje, residuos ~ sustainability, life cycle assessment
ocean, oceans, oceanography, marine biology, sea; de Meereskunde, Ozean, Meeresbiologie; fr océan, océanographie; es océano, oceanografía; zh 海洋学, 海洋; ar محيطات ~ coasts, water
water, hydrology; de Wasser, Hydrologie; fr eau, hydrologie; es agua, hidrología ~ soils, oceans
natural hazards, natural disasters, disaster, earthquakes, floods; de Naturkatastrophen; fr catastrophes naturelles; es desastres naturales; zh 自然灾害 ~ resilience, emergency
agriculture, farming, farmer, soil, soils; de Landwirtschaft, Boden; fr agriculture, sols; es agricultura, suelos; it agricoltura; pt agricultura; nl landbouw; sv jordbruk; zh 农业; ar زراعة ~ plants, water, ecology
`;
