/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const business = `
business, business studies, business administration, BWL, companies, Mba, commerce; de Betriebswirtschaft, Betriebswirtschaftslehre, Wirtschaft, Unternehmen; fr entreprise, commerce; es empresa, administración de empresas, negocios; it impresa, economia aziendale; pt administração, empresas; nl bedrijfskunde; sv företagsekonomi; ar إدارة الأعمال, أعمال; zh 商业, 工商管理, 企业管理; ja 経営学; ru бизнес ~ management, marketing, finance, strategy
leadership, leader, leading people; de Führung, Mitarbeiterführung; fr leadership, direction d'équipe; es liderazgo; it leadership; pt liderança; nl leiderschap; sv ledarskap; ar قيادة; zh 领导力 ~ management, teams
project management, project manager, agile, scrum, Pmp; de Projektmanagement, Projektleiter; fr gestion de projet, chef de projet; es gestión de proyectos; it gestione dei progetti; pt gestão de projetos; nl projectmanagement; sv projektledning; ar إدارة المشاريع; zh 项目管理; ja プロジェクト管理; ru управление проектами ~ management, planning, teams
time management, productivity, procrastination, procrastinating, self organisation; de Zeitmanagement; fr gestion du temps; es gestión del tiempo, productividad; it gestione del tempo; zh 时间管理 ~ planning, study skills
human resources, HR, personnel, recruiting, recruitment; de Personalwesen, Personal, Personalmanagement; fr ressources humaines, RH; es recursos humanos, RRHH; it risorse umane; pt recursos humanos; nl personeelszaken; sv personal; ar الموارد البشرية; zh 人力资源 ~ leadership, employment, psychology at work, organisational psychology
work psychology, occupational psychology, organisational psychology, psychology at work; de Arbeitspsychologie, Organisationspsychologie; fr psychologie du travail; es psicología del trabajo ~ human resources, motivation
marketing, advertising, promotion, branding; de Marketing, Werbung; fr marketing, publicité; es marketing, mercadotecnia, publicidad; it marketing, pubblicità; pt marketing, publicidade; nl marketing, reclame; sv marknadsföring; da markedsføring; no markedsføring; ar تسويق; zh 市场营销, 营销; ja マーケティング; ru маркетинг ~ brands, digital marketing, consumer, sales
digital marketing, online marketing, internet marketing, social media marketing, social media; de Onlinemarketing, soziale Medien; fr marketing numérique, réseaux sociaux; es marketing digital, redes sociales; pt redes sociais; ar التسويق الرقمي; zh 数字营销, 社交媒体 ~ marketing, analytics, web
sales, selling, salesperson, salesman; de Vertrieb, Verkauf; fr vente; es ventas; it vendite; pt vendas; zh 销售 ~ marketing, negotiation
negotiation, negotiating; de Verhandlung, Verhandeln; fr négociation; it negoziazione; zh 谈判 ~ conflict, communication
accounting, accountancy, accountant, bookkeeping, bookkeeper, book keeping, accounts; de Buchhaltung, Buchführung, Rechnungswesen; fr comptabilité; es contabilidad, contable, contador; it contabilità, ragioniere; pt contabilidade, contador; nl boekhouding, accountant; sv bokföring, redovisning; da bogføring, regnskab; no regnskap, bokføring; ar محاسبة; zh 会计, 会计学, 簿记; ja 会計, 簿記; ru бухгалтерия, бухгалтерский учёт ~ auditing, balance sheet, finance, tax
auditing, auditor; de Wirtschaftsprüfung; fr audit, contrôle; es auditoría; zh 审计 ~ accounting, governance
tax, taxation; de Steuern; fr impôts, fiscalité; es impuestos; it tasse; zh 税务 ~ accounting, personal finance
finance, financial, corporate finance, financial analyst; de Finanzen, Finanzwesen, Finanzierung; fr finance; es finanzas; it finanza; pt finanças; nl financiën; sv finans; ar مالية, تمويل; zh 金融, 财务; ja 金融, 財務; ru финансы ~ investment, accounting, risk
personal finance, budgeting, saving money, money, household budget, pension; de persönliche Finanzen, Geld; fr finances personnelles, argent; es finanzas personales, dinero; zh 个人理财, 理财 ~ finance, tax
investment, investing, stocks, shares, stock market, bonds, trading, trader, stock exchange; de Börse, Aktien, Geldanlage; fr investissement, bourse; es inversión, bolsa; it investimenti, borsa; zh 投资, 股票 ~ finance, corporate finance, markets
banking, banker; de Bank, Bankwesen; fr banque; es banca; zh 银行 ~ finance, money
insurance, actuary, actuarial; de Versicherung; fr assurance; es seguros ~ risk, probability, finance
entrepreneurship, entrepreneur, startup, starting a business, founding a company, founder; de Unternehmertum, Gründung, Unternehmensgründung, Existenzgründung; fr entrepreneuriat, création d'entreprise; es emprendimiento, emprendedor, crear una empresa; it imprenditoria; pt empreendedorismo; nl ondernemerschap; sv entreprenörskap; ar ريادة الأعمال; zh 创业; ja 起業 ~ business, innovation
strategy, corporate strategy, business strategy; de Strategie; fr stratégie; es estrategia; zh 战略 ~ business, management
supply chain, logistics, operations management, procurement, purchasing; de Logistik, Lieferkette, Einkauf; fr logistique, chaîne d'approvisionnement; es logística, cadena de suministro; it logistica; pt logística; ar سلسلة التوريد, لوجستيات; zh 供应链, 物流 ~ operations
consulting, consultant; de Unternehmensberatung; fr conseil; es consultoría ~ strategy, business
economics, econ, economy, economist; de Volkswirtschaft, Volkswirtschaftslehre, VWL, Ökonomie, Wirtschaftswissenschaften; fr économie; es economía; it economia; pt economia; nl economie; sv nationalekonomi, ekonomi; da økonomi; no økonomi; ar اقتصاد; zh 经济学, 经济; ja 経済学, 経済; ru экономика ~ microeconomics, macroeconomics, econometrics, markets, policy
microeconomics, micro; de Mikroökonomie; fr microéconomie; es microeconomía; zh 微观经济学 ~ economics
macroeconomics, macro; de Makroökonomie; fr macroéconomie; es macroeconomía; zh 宏观经济学 ~ economics
econometrics; de Ökonometrie; fr économétrie; es econometría; zh 计量经济学 ~ economics, statistics, regression
game theory; de Spieltheorie; fr théorie des jeux; es teoría de juegos; zh 博弈论 ~ economics, strategy
globalisation, world trade, international trade, global economy; de Globalisierung, Welthandel; fr mondialisation, commerce international; es globalización, comercio internacional; zh 全球化, 国际贸易 ~ economics, development
development, developing countries, poverty, international development, global poverty; de Entwicklungsländer, Armut; fr pauvreté, pays en développement; es pobreza, países en desarrollo ~ development economics
tourism, hospitality, hotel, hotel management; de Tourismus, Hotel; fr tourisme, hôtellerie; es turismo, hotelería; zh 旅游
real estate, property, estate agent, realtor; de Immobilien; fr immobilier; es inmobiliaria, bienes raíces; zh 房地产
secretary, office work, clerk, administration assistant; de Büro; fr secrétariat; es secretariado ~ writing, spreadsheet
job interview, interview, job application, applying for jobs, application letter, CV, curriculum vitae, résumé, CV writing, resume writing; de Bewerbung, Lebenslauf, Vorstellungsgespräch; fr entretien d'embauche, candidature; es entrevista de trabajo, currículum; zh 面试, 简历 ~ career, writing
teamwork, collaboration, team work; de Teamarbeit; fr travail d'équipe; es trabajo en equipo ~ teams, leadership, communication
`;
