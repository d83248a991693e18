/** An occupation of our own: names as in skills.ts, and what it needs, by ids of skills. */
export interface OwnOccupation {
  names: string;
  essential: string;
  optional: string;
}

/** By id. A start, so that goals mean something before an institution imports ESCO or O*NET. */
export const occupations: Readonly<Record<string, OwnOccupation>> = {
  accountant: {
    names: 'Accountant; Buchhalter/in, Buchhalter, Buchhalterin; Contable; Comptable; محاسب, محاسبة; 会计师',
    essential: 'bookkeeping auditing corporate-finance tax-law',
    optional: 'spreadsheets microeconomics data-protection',
  },
  architect: {
    names:
      'Architect; Architekt/in, Architekt, Architektin; Arquitecto/a, Arquitecto, Arquitecta; Architecte; مهندس معماري; 建筑师',
    essential: 'technical-drawing cad statics sustainable-construction',
    optional: 'urban-planning materials-science drawing art-history',
  },
  artist: {
    names: 'Artist; Künstler/in, Künstler, Künstlerin; Artista; Artiste; فنان, فنانة; 艺术家',
    essential: 'drawing art-history illustration',
    optional: 'ceramics photography exhibition-design animation',
  },
  biologist: {
    names:
      'Biologist; Biologe/Biologin, Biologe, Biologin; Biólogo/a, Biólogo, Bióloga; Biologiste; عالم أحياء; 生物学家',
    essential: 'biology cell-biology genetics ecology statistics',
    optional: 'molecular-biology microbiology evolutionary-biology nature-conservation research-methods',
  },
  carpenter: {
    names:
      'Carpenter, Joiner; Tischler/in, Tischler, Tischlerin, Schreiner; Carpintero/a, Carpintero, Carpintera; Menuisier/ère, Menuisier, Menuisière; نجار; 木匠',
    essential: 'joinery technical-drawing',
    optional: 'sustainable-construction cad bookkeeping',
  },
  'civil-engineer': {
    names:
      'Civil engineer; Bauingenieur/in, Bauingenieur, Bauingenieurin; Ingeniero/a civil, Ingeniero civil, Ingeniera civil; Ingénieur/e civil/e, Ingénieur civil, Ingénieure civile; مهندس مدني; 土木工程师',
    essential: 'statics materials-science fluid-mechanics calculus technical-drawing',
    optional: 'cad sustainable-construction risk-of-hazards project-management differential-equations',
  },
  'climate-scientist': {
    names:
      'Climate scientist; Klimaforscher/in, Klimaforscher, Klimaforscherin; Climatólogo/a, Climatólogo, Climatóloga; Climatologue; عالم مناخ; 气候科学家',
    essential: 'climate-science climate-modelling statistics differential-equations',
    optional: 'oceanography programming spatial-analysis renewable-energy numerical-methods',
  },
  counsellor: {
    names:
      'Counsellor, Counselor; Psychologische/r Berater/in, Berater, Beraterin; Consejero/a, Consejero, Consejera; Conseiller/ère, Conseiller, Conseillère; مرشد نفسي; 心理咨询师',
    essential: 'counselling psychology ethics',
    optional: 'developmental-psychology clinical-psychology social-psychology',
  },
  'data-analyst': {
    names:
      'Data analyst; Datenanalyst/in, Datenanalyst, Datenanalystin; Analista de datos; Analyste de données; محلل بيانات; 数据分析师',
    essential: 'data-analysis statistics sql data-visualisation',
    optional: 'spreadsheets python databases data-protection causal-inference',
  },
  'data-engineer': {
    names:
      'Data engineer; Dateningenieur/in, Dateningenieur, Dateningenieurin; Ingeniero/a de datos, Ingeniero de datos, Ingeniera de datos; Ingénieur/e données, Ingénieur données; مهندس بيانات; 数据工程师',
    essential: 'data-engineering databases sql programming distributed-systems',
    optional: 'python operating-systems data-protection algorithms',
  },
  'data-scientist': {
    names:
      'Data scientist; Datenwissenschaftler/in, Datenwissenschaftler, Datenwissenschaftlerin; Científico/a de datos, Científico de datos, Científica de datos; Scientifique des données, Data scientist; عالم بيانات; 数据科学家',
    essential: 'machine-learning statistics python data-analysis data-visualisation',
    optional:
      'deep-learning causal-inference natural-language-processing linear-algebra probability databases recommender-systems',
  },
  designer: {
    names:
      'Designer; Designer/in, Designer, Designerin, Gestalter; Diseñador/a, Diseñador, Diseñadora; Designer, Graphiste; مصمم, مصممة; 设计师',
    essential: 'typography illustration user-experience',
    optional: 'accessibility photography animation exhibition-design drawing',
  },
  diplomat: {
    names:
      'Diplomat; Diplomat/in, Diplomat, Diplomatin; Diplomático/a, Diplomático, Diplomática; Diplomate; دبلوماسي; 外交官',
    essential: 'international-relations negotiation modern-history human-rights',
    optional: 'public-policy spanish german chinese democratic-institutions',
  },
  economist: {
    names: 'Economist; Ökonom/in, Ökonom, Ökonomin, Volkswirt; Economista; Économiste; اقتصادي; 经济学家',
    essential: 'microeconomics macroeconomics econometrics statistics',
    optional: 'game-theory behavioural-economics development-economics environmental-economics public-policy',
  },
  'electrical-engineer': {
    names:
      'Electrical engineer; Elektroingenieur/in, Elektroingenieur, Elektroingenieurin; Ingeniero/a eléctrico/a, Ingeniero eléctrico, Ingeniera eléctrica; Ingénieur/e électricien/ne, Ingénieur électricien; مهندس كهرباء; 电气工程师',
    essential: 'electric-circuits control-systems power-electronics calculus',
    optional: 'microcontrollers linear-algebra differential-equations renewable-energy programming',
  },
  electrician: {
    names:
      'Electrician; Elektriker/in, Elektriker, Elektrikerin; Electricista; Électricien/ne, Électricien, Électricienne; كهربائي; 电工',
    essential: 'electrical-installation electric-circuits',
    optional: 'renewable-energy first-aid technical-drawing',
  },
  entrepreneur: {
    names:
      'Entrepreneur, Founder; Unternehmer/in, Unternehmer, Unternehmerin, Gründer; Emprendedor/a, Emprendedor, Emprendedora; Entrepreneur/e, Entrepreneur, Entrepreneuse; رائد أعمال; 创业者',
    essential: 'entrepreneurship marketing corporate-finance leadership',
    optional: 'strategy bookkeeping project-management contract-law intellectual-property',
  },
  'environmental-consultant': {
    names:
      'Environmental consultant; Umweltberater/in, Umweltberater, Umweltberaterin; Consultor/a ambiental, Consultor ambiental, Consultora ambiental; Conseiller/ère en environnement, Conseiller en environnement; مستشار بيئي; 环境顾问',
    essential: 'ecology environmental-law life-cycle-assessment',
    optional: 'soil-science spatial-analysis climate-science environmental-economics renewable-energy',
  },
  'financial-analyst': {
    names:
      'Financial analyst; Finanzanalyst/in, Finanzanalyst, Finanzanalystin; Analista financiero/a, Analista financiero, Analista financiera; Analyste financier/ère, Analyste financier; محلل مالي; 金融分析师',
    essential: 'corporate-finance statistics bookkeeping',
    optional: 'spreadsheets econometrics macroeconomics probability data-analysis',
  },
  'game-developer': {
    names:
      'Game developer; Spieleentwickler/in, Spieleentwickler, Spieleentwicklerin; Desarrollador/a de videojuegos, Desarrollador de videojuegos; Développeur/euse de jeux, Développeur de jeux; مطور ألعاب; 游戏开发者',
    essential: 'game-development programming algorithms computer-graphics',
    optional: 'linear-algebra animation software-design data-structures illustration',
  },
  historian: {
    names:
      'Historian; Historiker/in, Historiker, Historikerin; Historiador/a, Historiador, Historiadora; Historien/ne, Historien, Historienne; مؤرخ; 历史学家',
    essential: 'source-criticism modern-history academic-writing',
    optional: 'medieval-history art-history philosophy exhibition-design',
  },
  'hr-manager': {
    names:
      'Human resources manager, HR manager; Personalleiter/in, Personalleiter, Personalleiterin; Responsable de recursos humanos; Responsable des ressources humaines; مدير موارد بشرية; 人力资源经理',
    essential: 'human-resources leadership employment-law',
    optional: 'negotiation social-psychology data-protection adult-education',
  },
  interpreter: {
    names:
      'Interpreter; Dolmetscher/in, Dolmetscher, Dolmetscherin; Intérprete; Interprète; مترجم شفوي, مترجم فوري; 口译员',
    essential: 'interpreting translation linguistics',
    optional: 'spanish german chinese sign-language world-literature',
  },
  journalist: {
    names: 'Journalist; Journalist/in, Journalist, Journalistin; Periodista; Journaliste; صحفي, صحفية; 记者',
    essential: 'journalism ethics research-methods',
    optional: 'photography film-production democratic-institutions data-visualisation academic-writing',
  },
  lawyer: {
    names:
      'Lawyer; Rechtsanwalt/Rechtsanwältin, Rechtsanwalt, Rechtsanwältin, Jurist; Abogado/a, Abogado, Abogada; Avocat/e, Avocat, Avocate; محام, محامية; 律师',
    essential: 'contract-law criminal-law human-rights',
    optional:
      'intellectual-property data-protection employment-law criminology negotiation environmental-law',
  },
  'marketing-manager': {
    names:
      'Marketing manager; Marketingleiter/in, Marketingleiter, Marketingleiterin; Director/a de marketing, Director de marketing, Directora de marketing; Responsable marketing; مدير تسويق; 市场经理',
    essential: 'marketing digital-marketing strategy',
    optional: 'data-analysis behavioural-economics leadership social-psychology',
  },
  mathematician: {
    names:
      'Mathematician; Mathematiker/in, Mathematiker, Mathematikerin; Matemático/a, Matemático, Matemática; Mathématicien/ne, Mathématicien, Mathématicienne; عالم رياضيات; 数学家',
    essential: 'real-analysis linear-algebra abstract-algebra probability',
    optional: 'discrete-mathematics differential-equations numerical-methods cryptography',
  },
  'mechanical-engineer': {
    names:
      'Mechanical engineer; Maschinenbauingenieur/in, Maschinenbauingenieur, Maschinenbauingenieurin; Ingeniero/a mecánico/a, Ingeniero mecánico, Ingeniera mecánica; Ingénieur/e mécanicien/ne, Ingénieur mécanicien; مهندس ميكانيكي; 机械工程师',
    essential: 'statics thermodynamics materials-science technical-drawing cad',
    optional: 'fluid-mechanics robotics control-systems welding metal-work calculus',
  },
  musician: {
    names:
      'Musician; Musiker/in, Musiker, Musikerin; Músico/a, Músico, Música profesional; Musicien/ne, Musicien, Musicienne; موسيقي; 音乐家',
    essential: 'music-theory composition',
    optional: 'music-production choral-singing',
  },
  nurse: {
    names:
      'Nurse; Pflegefachkraft, Krankenpfleger, Krankenschwester; Enfermero/a, Enfermero, Enfermera; Infirmier/ère, Infirmier, Infirmière; ممرض, ممرضة; 护士',
    essential: 'nursing anatomy pharmacology first-aid',
    optional: 'mental-health-care dementia-care evidence-based-practice nutrition physiology',
  },
  photographer: {
    names:
      'Photographer; Fotograf/in, Fotograf, Fotografin; Fotógrafo/a, Fotógrafo, Fotógrafa; Photographe; مصور فوتوغرافي; 摄影师',
    essential: 'photography',
    optional: 'film-production art-history exhibition-design entrepreneurship',
  },
  physician: {
    names:
      'Physician, Doctor; Arzt/Ärztin, Arzt, Ärztin; Médico/a, Médico, Médica; Médecin; طبيب, طبيبة; 医生',
    essential: 'anatomy physiology pharmacology evidence-based-practice',
    optional: 'epidemiology microbiology genetics neuroscience first-aid ethics',
  },
  physiotherapist: {
    names:
      'Physiotherapist, Physical therapist; Physiotherapeut/in, Physiotherapeut, Physiotherapeutin; Fisioterapeuta; Kinésithérapeute, Physiothérapeute; أخصائي علاج طبيعي; 物理治疗师',
    essential: 'physiotherapy anatomy physiology',
    optional: 'evidence-based-practice dementia-care first-aid nutrition',
  },
  'project-manager': {
    names:
      'Project manager; Projektleiter/in, Projektleiter, Projektleiterin; Director/a de proyectos, Director de proyectos, Directora de proyectos; Chef/fe de projet, Chef de projet, Cheffe de projet; مدير مشروع; 项目经理',
    essential: 'project-management leadership',
    optional: 'negotiation supply-chains contract-law strategy spreadsheets',
  },
  psychologist: {
    names:
      'Psychologist; Psychologe/Psychologin, Psychologe, Psychologin; Psicólogo/a, Psicólogo, Psicóloga; Psychologue; أخصائي نفسي; 心理学家',
    essential: 'psychology research-methods statistics clinical-psychology',
    optional: 'developmental-psychology social-psychology neuroscience counselling',
  },
  'public-health-officer': {
    names:
      'Public health officer; Fachkraft für öffentliche Gesundheit; Responsable de salud pública; Responsable de santé publique; مسؤول صحة عامة; 公共卫生官员',
    essential: 'public-health epidemiology statistics',
    optional: 'public-policy nutrition health-informatics data-protection',
  },
  'security-engineer': {
    names:
      'Security engineer; Sicherheitsingenieur/in, Sicherheitsingenieur, Sicherheitsingenieurin; Ingeniero/a de seguridad, Ingeniero de seguridad, Ingeniera de seguridad; Ingénieur/e sécurité, Ingénieur sécurité; مهندس أمن معلومات; 安全工程师',
    essential: 'network-security software-security cryptography computer-networks',
    optional: 'operating-systems distributed-systems discrete-mathematics data-protection',
  },
  'software-engineer': {
    names:
      'Software engineer, Software developer, Programmer; Softwareentwickler/in, Softwareentwickler, Softwareentwicklerin; Ingeniero/a de software, Ingeniero de software, Ingeniera de software; Ingénieur/e logiciel, Ingénieur logiciel, Développeur; مهندس برمجيات; 软件工程师',
    essential: 'programming algorithms data-structures databases software-testing software-design',
    optional:
      'operating-systems computer-networks distributed-systems software-security compilers discrete-mathematics',
  },
  statistician: {
    names:
      'Statistician; Statistiker/in, Statistiker, Statistikerin; Estadístico/a, Estadístico, Estadística profesional; Statisticien/ne, Statisticien, Statisticienne; إحصائي; 统计师',
    essential: 'statistics probability linear-algebra',
    optional: 'causal-inference data-visualisation python econometrics machine-learning calculus',
  },
  teacher: {
    names:
      'Teacher; Lehrer/in, Lehrer, Lehrerin, Lehrkraft; Docente, Profesor, Profesora, Maestro, Maestra; Enseignant/e, Enseignant, Enseignante, Professeur; معلم, معلمة; 教师',
    essential: 'teaching lesson-planning inclusive-education',
    optional: 'educational-measurement developmental-psychology early-childhood-education adult-education',
  },
  translator: {
    names:
      'Translator; Übersetzer/in, Übersetzer, Übersetzerin; Traductor/a, Traductor, Traductora; Traducteur/trice, Traducteur, Traductrice; مترجم, مترجمة; 翻译员, 译者',
    essential: 'translation linguistics world-literature',
    optional: 'german spanish chinese interpreting academic-writing',
  },
  'web-developer': {
    names:
      'Web developer; Webentwickler/in, Webentwickler, Webentwicklerin; Desarrollador/a web, Desarrollador web, Desarrolladora web; Développeur/euse web, Développeur web, Développeuse web; مطور ويب; 网页开发者, Web开发者',
    essential: 'web-development programming databases',
    optional: 'user-experience accessibility software-testing computer-networks software-security',
  },
};
