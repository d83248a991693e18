/**
 * Skills that courses teach, in our own words. By id: the names in English, German, Spanish, French, Arabic and Chinese, parted by
 * semicolons; behind a comma another name in the same language.
 */
export const skills: Readonly<Record<string, string>> = {
  // Computing
  programming:
    'programming, computer programming, coding; Programmieren, Programmierung; programación; programmation; البرمجة; 编程, 程序设计',
  python:
    'Python programming, Python; Python-Programmierung, Python; programación en Python, Python; programmation en Python, Python; برمجة بايثون; Python编程',
  'web-development':
    'web development; Webentwicklung; desarrollo web; développement web; تطوير الويب; 网页开发, Web开发',
  algorithms: 'algorithms; Algorithmen; algoritmos; algorithmes; الخوارزميات; 算法',
  'data-structures':
    'data structures; Datenstrukturen; estructuras de datos; structures de données; هياكل البيانات; 数据结构',
  databases: 'databases; Datenbanken; bases de datos; bases de données; قواعد البيانات; 数据库',
  sql: 'SQL; SQL; SQL; SQL; لغة SQL; SQL',
  'software-testing':
    'software testing; Softwaretests, Testen von Software; pruebas de software; tests logiciels, tests de logiciels; اختبار البرمجيات; 软件测试',
  'software-design':
    'software design; Softwareentwurf, Softwaredesign; diseño de software; conception logicielle; تصميم البرمجيات; 软件设计',
  'operating-systems':
    'operating systems; Betriebssysteme; sistemas operativos; systèmes d’exploitation; نظم التشغيل, أنظمة التشغيل; 操作系统',
  'computer-networks':
    'computer networks, computer networking; Rechnernetze, Computernetzwerke; redes de computadoras, redes informáticas; réseaux informatiques; شبكات الحاسوب; 计算机网络',
  'distributed-systems':
    'distributed systems; verteilte Systeme; sistemas distribuidos; systèmes distribués; النظم الموزعة; 分布式系统',
  'software-security':
    'software security; Softwaresicherheit, sichere Software; seguridad del software; sécurité logicielle; أمن البرمجيات; 软件安全',
  'network-security':
    'network security; Netzwerksicherheit; seguridad de redes; sécurité des réseaux; أمن الشبكات; 网络安全',
  cryptography:
    'cryptography; Kryptographie, Kryptografie; criptografía; cryptographie; التشفير, علم التشفير; 密码学',
  'user-experience':
    'user experience design, user experience; User Experience Design, Gestaltung von Benutzeroberflächen; diseño de experiencia de usuario; conception de l’expérience utilisateur; تصميم تجربة المستخدم; 用户体验设计',
  accessibility:
    'digital accessibility; digitale Barrierefreiheit; accesibilidad digital; accessibilité numérique; إمكانية الوصول الرقمي; 数字无障碍',
  'game-development':
    'game development, game programming; Spieleentwicklung; desarrollo de videojuegos; développement de jeux vidéo; تطوير الألعاب; 游戏开发',
  'computer-graphics':
    'computer graphics; Computergrafik; gráficos por computadora; infographie, synthèse d’images; رسوميات الحاسوب; 计算机图形学',
  compilers: 'compilers; Compilerbau; compiladores; compilateurs; المترجمات البرمجية; 编译原理',
  microcontrollers:
    'microcontrollers; Mikrocontroller; microcontroladores; microcontrôleurs; المتحكمات الدقيقة; 单片机, 微控制器',
  'health-informatics':
    'health informatics; Medizininformatik; informática de la salud; informatique de santé; المعلوماتية الصحية; 健康信息学',
  // Data
  statistics: 'statistics; Statistik; estadística; statistique, statistiques; الإحصاء; 统计学, 统计',
  probability:
    'probability, probability theory; Wahrscheinlichkeitstheorie, Wahrscheinlichkeitsrechnung; probabilidad, teoría de la probabilidad; probabilités; نظرية الاحتمالات, الاحتمالات; 概率论',
  'data-analysis':
    'data analysis; Datenanalyse; análisis de datos; analyse de données; تحليل البيانات; 数据分析',
  'data-visualisation':
    'data visualisation, data visualization, visualising data; Datenvisualisierung; visualización de datos; visualisation de données; تصوير البيانات; 数据可视化',
  'machine-learning':
    'machine learning; maschinelles Lernen; aprendizaje automático; apprentissage automatique; تعلم الآلة, التعلم الآلي; 机器学习',
  'deep-learning':
    'deep learning, neural networks; tiefes Lernen, Deep Learning, neuronale Netze; aprendizaje profundo, redes neuronales; apprentissage profond, réseaux de neurones; التعلم العميق, الشبكات العصبية; 深度学习, 神经网络',
  'natural-language-processing':
    'natural language processing; maschinelle Sprachverarbeitung; procesamiento del lenguaje natural; traitement automatique des langues; معالجة اللغة الطبيعية, معالجة اللغات الطبيعية; 自然语言处理',
  'artificial-intelligence':
    'artificial intelligence; künstliche Intelligenz; inteligencia artificial; intelligence artificielle; الذكاء الاصطناعي; 人工智能',
  'causal-inference':
    'causal inference; kausale Inferenz; inferencia causal; inférence causale; الاستدلال السببي; 因果推断',
  'data-engineering':
    'data engineering, data pipelines; Data Engineering, Datenpipelines; ingeniería de datos; ingénierie des données; هندسة البيانات; 数据工程',
  'spatial-analysis':
    'spatial analysis, geographic information systems; räumliche Analyse, Geoinformationssysteme; análisis espacial, sistemas de información geográfica; analyse spatiale, systèmes d’information géographique; التحليل المكاني, نظم المعلومات الجغرافية; 空间分析, 地理信息系统',
  'recommender-systems':
    'recommender systems; Empfehlungssysteme; sistemas de recomendación; systèmes de recommandation; أنظمة التوصية; 推荐系统',
  'data-protection':
    'data protection; Datenschutz; protección de datos; protection des données; حماية البيانات; 数据保护',
  spreadsheets: 'spreadsheets; Tabellenkalkulation; hojas de cálculo; tableurs; جداول البيانات; 电子表格',
  // Mathematics
  mathematics: 'mathematics; Mathematik; matemáticas; mathématiques; الرياضيات; 数学',
  calculus:
    'calculus; Analysis, Infinitesimalrechnung; cálculo diferencial e integral; calcul infinitésimal; التفاضل والتكامل, حساب التفاضل والتكامل; 微积分',
  'linear-algebra':
    'linear algebra; lineare Algebra; álgebra lineal; algèbre linéaire; الجبر الخطي; 线性代数',
  'abstract-algebra':
    'abstract algebra; abstrakte Algebra; álgebra abstracta; algèbre abstraite; الجبر المجرد; 抽象代数',
  'discrete-mathematics':
    'discrete mathematics; diskrete Mathematik; matemática discreta; mathématiques discrètes; الرياضيات المتقطعة; 离散数学',
  'differential-equations':
    'differential equations; Differentialgleichungen; ecuaciones diferenciales; équations différentielles; المعادلات التفاضلية; 微分方程',
  'numerical-methods':
    'numerical methods; numerische Methoden, Numerik; métodos numéricos; méthodes numériques; الطرق العددية; 数值方法',
  'real-analysis': 'real analysis; reelle Analysis; análisis real; analyse réelle; التحليل الحقيقي; 实分析',
  // Engineering and crafts
  'technical-drawing':
    'technical drawing, engineering drawing; technisches Zeichnen; dibujo técnico; dessin technique; الرسم الهندسي; 工程制图',
  cad: 'computer-aided design, CAD; rechnergestütztes Konstruieren, CAD; diseño asistido por computadora, CAD; conception assistée par ordinateur, CAO; التصميم بمساعدة الحاسوب; 计算机辅助设计',
  statics:
    'structural mechanics, statics, strength of materials; Statik, Festigkeitslehre; estática, resistencia de materiales; statique, résistance des matériaux; الاستاتيكا, مقاومة المواد; 结构力学, 材料力学',
  'materials-science':
    'materials science; Werkstoffkunde, Materialwissenschaft; ciencia de los materiales; science des matériaux; علم المواد; 材料科学',
  thermodynamics:
    'thermodynamics; Thermodynamik; termodinámica; thermodynamique; الديناميكا الحرارية; 热力学',
  'fluid-mechanics':
    'fluid mechanics; Strömungsmechanik, Strömungslehre; mecánica de fluidos; mécanique des fluides; ميكانيكا الموائع; 流体力学',
  'electric-circuits':
    'electric circuits, electrical circuits; elektrische Schaltungen, Elektrotechnik; circuitos eléctricos; circuits électriques; الدوائر الكهربائية; 电路',
  'power-electronics':
    'power electronics; Leistungselektronik; electrónica de potencia; électronique de puissance; إلكترونيات القوى; 电力电子',
  'control-systems':
    'control systems, control engineering; Regelungstechnik; sistemas de control; automatique, systèmes de commande; أنظمة التحكم; 控制系统',
  robotics: 'robotics; Robotik; robótica; robotique; الروبوتات; 机器人学',
  'electrical-installation':
    'electrical installation; Elektroinstallation; instalaciones eléctricas; installations électriques; التمديدات الكهربائية; 电气安装',
  welding: 'welding; Schweißen; soldadura; soudage; اللحام; 焊接',
  'metal-work':
    'metal fabrication, metalworking; Metallbearbeitung; metalistería, fabricación metálica; travail des métaux; تشكيل المعادن; 金属加工',
  joinery:
    'joinery, furniture making; Tischlern, Möbelbau; carpintería, ebanistería; menuiserie, ébénisterie; النجارة; 木工, 家具制作',
  'sustainable-construction':
    'sustainable construction; nachhaltiges Bauen; construcción sostenible; construction durable; البناء المستدام; 可持续建筑',
  'renewable-energy':
    'renewable energy; erneuerbare Energien; energías renovables; énergies renouvelables; الطاقة المتجددة; 可再生能源',
  'urban-planning':
    'urban planning; Stadtplanung; urbanismo, planificación urbana; urbanisme; التخطيط الحضري; 城市规划',
  // Nature and environment
  biology: 'biology; Biologie; biología; biologie; علم الأحياء; 生物学',
  'cell-biology':
    'cell biology; Zellbiologie; biología celular; biologie cellulaire; بيولوجيا الخلية; 细胞生物学',
  'molecular-biology':
    'molecular biology; Molekularbiologie; biología molecular; biologie moléculaire; البيولوجيا الجزيئية; 分子生物学',
  genetics: 'genetics; Genetik; genética; génétique; علم الوراثة; 遗传学',
  microbiology: 'microbiology; Mikrobiologie; microbiología; microbiologie; علم الأحياء الدقيقة; 微生物学',
  ecology: 'ecology; Ökologie; ecología; écologie; علم البيئة; 生态学',
  'evolutionary-biology':
    'evolutionary biology; Evolutionsbiologie; biología evolutiva; biologie de l’évolution; علم الأحياء التطوري; 进化生物学',
  'nature-conservation':
    'nature conservation, conservation biology; Naturschutz; conservación de la naturaleza, biología de la conservación; protection de la nature, biologie de la conservation; حماية الطبيعة; 自然保护',
  'climate-science':
    'climate science; Klimawissenschaft, Klimawandel; ciencia del clima, cambio climático; sciences du climat, changement climatique; علم المناخ, تغير المناخ; 气候科学, 气候变化',
  'climate-modelling':
    'climate modelling; Klimamodellierung; modelización del clima; modélisation du climat; نمذجة المناخ; 气候模拟',
  'soil-science':
    'soil science; Bodenkunde; edafología, ciencia del suelo; science du sol, pédologie; علم التربة; 土壤学',
  oceanography: 'oceanography; Meereskunde, Ozeanographie; oceanografía; océanographie; علم المحيطات; 海洋学',
  'environmental-law':
    'environmental law; Umweltrecht, Umweltpolitik; derecho ambiental, política ambiental; droit de l’environnement, politique environnementale; القانون البيئي; 环境法',
  'life-cycle-assessment':
    'life cycle assessment; Ökobilanz; análisis del ciclo de vida; analyse du cycle de vie; تقييم دورة الحياة; 生命周期评价',
  'risk-of-hazards':
    'natural hazards; Naturgefahren; riesgos naturales; risques naturels; المخاطر الطبيعية; 自然灾害',
  // Health
  nursing: 'nursing, nursing care; Pflege, Krankenpflege; enfermería; soins infirmiers; التمريض; 护理',
  anatomy: 'anatomy; Anatomie; anatomía; anatomie; علم التشريح; 解剖学',
  physiology: 'human physiology, physiology; Physiologie; fisiología; physiologie; علم وظائف الأعضاء; 生理学',
  pharmacology: 'pharmacology; Pharmakologie; farmacología; pharmacologie; علم الأدوية; 药理学',
  'first-aid': 'first aid; Erste Hilfe; primeros auxilios; premiers secours; الإسعافات الأولية; 急救',
  'mental-health-care':
    'mental health care, mental health nursing; psychiatrische Pflege; cuidados de salud mental; soins en santé mentale; رعاية الصحة النفسية; 心理健康护理',
  epidemiology: 'epidemiology; Epidemiologie; epidemiología; épidémiologie; علم الأوبئة; 流行病学',
  'public-health':
    'public health; öffentliche Gesundheit; salud pública; santé publique; الصحة العامة; 公共卫生',
  nutrition: 'nutrition; Ernährungslehre; nutrición; nutrition; التغذية; 营养学',
  'evidence-based-practice':
    'evidence-based practice; evidenzbasierte Praxis; práctica basada en la evidencia; pratique fondée sur les preuves; الممارسة القائمة على الأدلة; 循证实践',
  physiotherapy:
    'physiotherapy, physical therapy; Physiotherapie; fisioterapia; physiothérapie, kinésithérapie; العلاج الطبيعي; 物理治疗',
  'dementia-care':
    'dementia care; Demenzpflege; cuidados en la demencia; accompagnement de la démence; رعاية مرضى الخرف; 失智照护',
  neuroscience:
    'neuroscience, neurobiology; Neurowissenschaft, Neurobiologie; neurociencia, neurobiología; neurosciences, neurobiologie; علم الأعصاب; 神经科学, 神经生物学',
  // Business and economy
  bookkeeping:
    'bookkeeping; Buchführung, Buchhaltung; contabilidad; comptabilité; مسك الدفاتر, المحاسبة; 簿记, 会计',
  auditing: 'auditing; Wirtschaftsprüfung; auditoría; audit; تدقيق الحسابات; 审计',
  'corporate-finance':
    'corporate finance; Unternehmensfinanzierung; finanzas corporativas; finance d’entreprise; مالية الشركات; 公司金融',
  'tax-law': 'tax law; Steuerrecht; derecho tributario, derecho fiscal; droit fiscal; قانون الضرائب; 税法',
  marketing: 'marketing; Marketing; marketing, mercadotecnia; marketing; التسويق; 市场营销',
  'digital-marketing':
    'digital marketing, online marketing; Online-Marketing, digitales Marketing; marketing digital; marketing numérique; التسويق الرقمي; 数字营销',
  'project-management':
    'project management; Projektmanagement; gestión de proyectos; gestion de projet; إدارة المشاريع; 项目管理',
  leadership: 'leadership; Führung, Mitarbeiterführung; liderazgo; encadrement, leadership; القيادة; 领导力',
  'human-resources':
    'human resources management, human resources; Personalmanagement, Personalwesen; gestión de recursos humanos, recursos humanos; gestion des ressources humaines, ressources humaines; إدارة الموارد البشرية; 人力资源管理',
  'supply-chains':
    'supply chain management, supply chains; Lieferkettenmanagement, Logistik; gestión de la cadena de suministro; gestion de la chaîne logistique; إدارة سلاسل الإمداد; 供应链管理',
  entrepreneurship:
    'entrepreneurship; Unternehmertum, Existenzgründung; emprendimiento; entrepreneuriat; ريادة الأعمال; 创业',
  strategy:
    'business strategy, corporate strategy; Unternehmensstrategie; estrategia empresarial; stratégie d’entreprise; استراتيجية الأعمال; 企业战略',
  microeconomics: 'microeconomics; Mikroökonomie; microeconomía; microéconomie; الاقتصاد الجزئي; 微观经济学',
  macroeconomics: 'macroeconomics; Makroökonomie; macroeconomía; macroéconomie; الاقتصاد الكلي; 宏观经济学',
  econometrics: 'econometrics; Ökonometrie; econometría; économétrie; الاقتصاد القياسي; 计量经济学',
  'game-theory': 'game theory; Spieltheorie; teoría de juegos; théorie des jeux; نظرية الألعاب; 博弈论',
  'behavioural-economics':
    'behavioural economics; Verhaltensökonomie; economía del comportamiento; économie comportementale; الاقتصاد السلوكي; 行为经济学',
  'development-economics':
    'development economics; Entwicklungsökonomie; economía del desarrollo; économie du développement; اقتصاديات التنمية; 发展经济学',
  'environmental-economics':
    'environmental economics; Umweltökonomie; economía ambiental; économie de l’environnement; الاقتصاد البيئي; 环境经济学',
  // Law and politics
  'contract-law':
    'contract law; Vertragsrecht; derecho contractual; droit des contrats; قانون العقود; 合同法',
  'criminal-law': 'criminal law; Strafrecht; derecho penal; droit pénal; القانون الجنائي; 刑法',
  'employment-law':
    'employment law, labour law; Arbeitsrecht; derecho laboral; droit du travail; قانون العمل; 劳动法',
  'human-rights':
    'human rights; Menschenrechte; derechos humanos; droits humains, droits de l’homme; حقوق الإنسان; 人权',
  'intellectual-property':
    'intellectual property; geistiges Eigentum; propiedad intelectual; propriété intellectuelle; الملكية الفكرية; 知识产权',
  'international-relations':
    'international relations; internationale Beziehungen; relaciones internacionales; relations internationales; العلاقات الدولية; 国际关系',
  'public-policy':
    'public policy analysis, public policy; Politikfeldanalyse; análisis de políticas públicas, políticas públicas; analyse des politiques publiques, politiques publiques; تحليل السياسات العامة; 公共政策分析',
  'democratic-institutions':
    'democratic institutions; demokratische Institutionen, Demokratie; instituciones democráticas, democracia; institutions démocratiques, démocratie; المؤسسات الديمقراطية; 民主制度',
  criminology: 'criminology; Kriminologie; criminología; criminologie; علم الإجرام; 犯罪学',
  negotiation: 'negotiation; Verhandlungsführung; negociación; négociation; التفاوض; 谈判',
  // Education and psychology
  'lesson-planning':
    'lesson planning; Unterrichtsplanung; planificación de clases; préparation de cours; تخطيط الدروس; 教学设计',
  teaching:
    'teaching, pedagogy; Unterrichten, Pädagogik; enseñanza, pedagogía; enseignement, pédagogie; التدريس, أصول التربية; 教学, 教育学',
  'inclusive-education':
    'inclusive education; inklusive Bildung, Inklusion; educación inclusiva; éducation inclusive; التعليم الشامل; 全纳教育',
  'early-childhood-education':
    'early childhood education; frühkindliche Bildung; educación infantil; éducation de la petite enfance; تعليم الطفولة المبكرة; 幼儿教育',
  'educational-measurement':
    'educational measurement; pädagogische Diagnostik; evaluación educativa; évaluation en éducation; القياس التربوي; 教育测量',
  'adult-education':
    'adult education; Erwachsenenbildung; educación de adultos; formation des adultes; تعليم الكبار; 成人教育',
  psychology: 'psychology; Psychologie; psicología; psychologie; علم النفس; 心理学',
  'developmental-psychology':
    'developmental psychology; Entwicklungspsychologie; psicología del desarrollo; psychologie du développement; علم نفس النمو; 发展心理学',
  'social-psychology':
    'social psychology; Sozialpsychologie; psicología social; psychologie sociale; علم النفس الاجتماعي; 社会心理学',
  'clinical-psychology':
    'clinical psychology; klinische Psychologie; psicología clínica; psychologie clinique; علم النفس السريري, علم النفس العيادي; 临床心理学',
  'research-methods':
    'research methods; Forschungsmethoden; métodos de investigación; méthodes de recherche; مناهج البحث; 研究方法',
  counselling:
    'counselling, counseling; psychologische Beratung; asesoramiento psicológico; conseil psychologique; الإرشاد النفسي; 心理咨询',
  // Languages and humanities
  translation: 'translation; Übersetzen; traducción; traduction; الترجمة; 翻译',
  interpreting:
    'interpreting; Dolmetschen; interpretación de lenguas; interprétation de conférence; الترجمة الشفوية, الترجمة الفورية; 口译',
  linguistics:
    'linguistics; Sprachwissenschaft, Linguistik; lingüística; linguistique; اللسانيات, علم اللغة; 语言学',
  'academic-writing':
    'academic writing; wissenschaftliches Schreiben; escritura académica; rédaction universitaire; الكتابة الأكاديمية; 学术写作',
  journalism: 'journalism; Journalismus; periodismo; journalisme; الصحافة; 新闻学',
  german:
    'German language; Deutsch als Fremdsprache; lengua alemana; langue allemande; اللغة الألمانية; 德语',
  spanish: 'Spanish language; Spanisch; lengua española; langue espagnole; اللغة الإسبانية; 西班牙语',
  chinese:
    'Chinese language, Mandarin Chinese; Chinesisch; lengua china; langue chinoise; اللغة الصينية; 汉语',
  'sign-language':
    'sign language; Gebärdensprache; lengua de señas, lengua de signos; langue des signes; لغة الإشارة; 手语',
  'world-literature':
    'world literature; Weltliteratur; literatura universal; littérature mondiale; الأدب العالمي; 世界文学',
  'source-criticism':
    'historical sources; historische Quellen, Archivkunde; fuentes históricas, archivos; sources historiques, archives; المصادر التاريخية; 史料学',
  'modern-history':
    'modern history; Neuere Geschichte, Zeitgeschichte; historia contemporánea; histoire contemporaine; التاريخ الحديث; 近现代史',
  'medieval-history':
    'medieval history; Geschichte des Mittelalters; historia medieval; histoire médiévale; تاريخ العصور الوسطى; 中世纪史',
  ethics: 'ethics; Ethik; ética; éthique; الأخلاقيات; 伦理学',
  philosophy: 'philosophy; Philosophie; filosofía; philosophie; الفلسفة; 哲学',
  // Arts and music
  drawing: 'freehand drawing; Freihandzeichnen; dibujo artístico; dessin d’observation; الرسم اليدوي; 素描',
  photography: 'photography; Fotografie; fotografía; photographie; التصوير الفوتوغرافي; 摄影',
  typography: 'typography; Typografie; tipografía; typographie; فن الخط الطباعي; 字体设计',
  illustration: 'illustration; Illustration; ilustración; illustration; الرسم التوضيحي; 插画',
  'film-production':
    'film production, video production; Filmproduktion, Videoproduktion; producción de cine, producción audiovisual; production de films, production audiovisuelle; إنتاج الأفلام; 影视制作',
  animation: 'animation; Animation; animación; animation; الرسوم المتحركة; 动画',
  'art-history': 'art history; Kunstgeschichte; historia del arte; histoire de l’art; تاريخ الفن; 艺术史',
  'exhibition-design':
    'exhibition design; Ausstellungsgestaltung; diseño de exposiciones; conception d’expositions; تصميم المعارض; 展览设计',
  ceramics: 'ceramics; Keramik; cerámica; céramique; الخزف; 陶艺',
  'music-theory': 'music theory; Musiktheorie; teoría musical; théorie musicale; نظرية الموسيقى; 乐理',
  composition:
    'musical composition, music composition; Komposition; composición musical; composition musicale; التأليف الموسيقي; 作曲',
  'music-production':
    'music production; Musikproduktion; producción musical; production musicale; الإنتاج الموسيقي; 音乐制作',
  'choral-singing':
    'choral singing, choir; Chorgesang, Chor; canto coral, coro; chant choral, chorale; الغناء الجماعي; 合唱',
};
