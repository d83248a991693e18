/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const computing = `
computer science, computing, informatics, CS; de Informatik; fr informatique; es informática, ciencias de la computación; it informatica; pt informática, ciência da computação; nl informatica; sv datavetenskap; da datalogi; no informatikk; ar علوم الحاسوب, حاسوب; zh 计算机科学, 计算机; ja 情報科学; ru информатика ~ programming, algorithms, computers
programming, coding, software development; de Programmierung, Programmieren, Programmierer; fr programmation; es programación, programador; it programmazione, programmatore; pt programação, programador; nl programmeren; sv programmering; da programmering; no programmering; ar برمجة; zh 编程, 程序设计; ja プログラミング; ru программирование ~ algorithms, software engineering, Python, Java
programmer, coder, software developer; fr programmeur, développeur; es desarrollador; nl programmeur; sv programmerare ~ programming, software engineering, algorithms
software engineering, software engineer; de Softwaretechnik, Softwareentwicklung, Softwareentwickler; fr génie logiciel; es ingeniería de software; it ingegneria del software; pt engenharia de software; zh 软件工程; ar هندسة البرمجيات ~ programming, software testing, object oriented
web development, web dev, website building, websites, website; de Webentwicklung, Webseiten, Website erstellen, Homepage erstellen, Webentwickler; fr développement web, sites web, créer un site web; es desarrollo web, páginas web, crear páginas web, desarrollador web; it sviluppo web; pt desenvolvimento web; nl webontwikkeling; sv webbutveckling; ar تطوير المواقع; zh 网页开发, 网站开发, 做网站, 建网站; ja ウェブ開発 ~ HTML, CSS, JavaScript, web, front end, user interface
JavaScript, JS ~ web development, programming, front end
TypeScript, TS ~ JavaScript
Python, py; zh Python编程; ar بايثون ~ programming, data science
C++, cpp ~ programming, object-oriented programming
C#, csharp ~ .NET, programming
Kubernetes, k8s ~ Docker, cloud computing
PostgreSQL, postgres ~ SQL, databases
regular expressions, regex, regexp, regular expression; de reguläre Ausdrücke; fr expressions régulières; es expresiones regulares; zh 正则表达式 ~ programming, text processing
version control, source control, git; de Versionsverwaltung; fr gestion de versions; zh 版本控制; ar إدارة الإصدارات; es control de versiones ~ github
database, DB, databases; de Datenbank, Datenbanken; fr base de données; es base de datos; it base di dati; pt banco de dados, base de dados; nl gegevensbank, databank; sv databas; da database; no database; ar قواعد البيانات, قاعدة بيانات; zh 数据库; ja データベース; ru база данных, базы данных ~ SQL, data engineering, data storage
SQL, structured query language ~ databases, database, relational
algorithm, algorithms; de Algorithmus, Algorithmen; fr algorithme; es algoritmo; it algoritmo; pt algoritmo; nl algoritme; sv algoritm; ar خوارزميات; zh 算法; ja アルゴリズム; ru алгоритм ~ data structures, programming
data structure, data structures; de Datenstruktur, Datenstrukturen; fr structure de données; es estructura de datos; zh 数据结构
operating system, OS, operating systems; de Betriebssystem, Betriebssysteme; fr système d'exploitation; es sistema operativo; it sistema operativo; pt sistema operacional; nl besturingssysteem; sv operativsystem; zh 操作系统; ar أنظمة التشغيل ~ concurrency, Linux, processes
computer network, networking, computer networks; de Rechnernetze, Netzwerke; fr réseaux informatiques; es redes de computadores, redes informáticas; it reti di calcolatori; pt redes de computadores; sv datornätverk; zh 计算机网络; ar شبكات الحاسوب ~ internet, networks, protocols
cyber security, cybersecurity, computer security, information security, infosec; de Cybersicherheit, IT-Sicherheit, Informationssicherheit; fr cybersécurité, sécurité informatique; es ciberseguridad, seguridad informática; it sicurezza informatica; pt segurança da informação, cibersegurança; nl cyberbeveiliging; sv cybersäkerhet; ar أمن المعلومات, الأمن السيبراني; zh 网络安全, 信息安全; ja 情報セキュリティ; ru кибербезопасность ~ secure, security, cryptography, privacy, hacking, attacks
hacking, ethical hacking, hacker, penetration testing, pentesting, pentest; de Hacken; fr piratage ~ cyber security, security, secure, attacks, cryptography
artificial intelligence, AI; de künstliche Intelligenz, KI; fr intelligence artificielle, IA; es inteligencia artificial, IA; it intelligenza artificiale, IA; pt inteligência artificial, IA; nl kunstmatige intelligentie; sv artificiell intelligens; da kunstig intelligens; no kunstig intelligens; ar الذكاء الاصطناعي, ذكاء اصطناعي; zh 人工智能; ja 人工知能; ru искусственный интеллект ~ machine learning, deep learning, neural networks, natural language processing, robotics
machine learning, ML; de maschinelles Lernen; fr apprentissage automatique; es aprendizaje automático, aprendizaje de máquinas; it apprendimento automatico; pt aprendizado de máquina, aprendizagem automática; nl machinaal leren; sv maskininlärning; da maskinlæring; no maskinlæring; ar التعلم الآلي, تعلم الآلة; zh 机器学习; ja 機械学習; ru машинное обучение ~ deep learning, artificial intelligence, neural networks, data science, natural language processing, recommender systems
deep learning, DL; de tiefes Lernen; fr apprentissage profond; es aprendizaje profundo; pt aprendizado profundo; ar التعلم العميق; zh 深度学习; ja 深層学習; ru глубокое обучение ~ neural networks, machine learning, artificial intelligence
neural network, neural nets, neural networks; de neuronale Netze, neuronales Netz; fr réseaux de neurones; es redes neuronales; it reti neurali; pt redes neurais; zh 神经网络; ar الشبكات العصبية ~ deep learning, machine learning
natural language processing, computational linguistics; de Sprachverarbeitung, Computerlinguistik; fr traitement automatique du langage, linguistique informatique; es procesamiento del lenguaje natural; zh 自然语言处理; ar معالجة اللغات الطبيعية ~ language, text, machine learning, linguistics
computer vision, image recognition, image processing; de Bildverarbeitung, Computersehen; fr vision par ordinateur; es visión por computador; zh 计算机视觉 ~ deep learning, images
machine translation; de maschinelle Übersetzung; fr traduction automatique; es traducción automática; zh 机器翻译 ~ natural language processing, translation
data science, data scientist; de Datenwissenschaft; fr science des données; es ciencia de datos; it scienza dei dati; pt ciência de dados; nl datawetenschap; ar علم البيانات; zh 数据科学; ja データサイエンス; ru наука о данных ~ statistics, machine learning, data, data analysis, Python, data visualisation
data analysis, data analytics, analytics, data analyst; de Datenanalyse; fr analyse de données; es análisis de datos; it analisi dei dati; pt análise de dados; nl data-analyse; sv dataanalys; ar تحليل البيانات; zh 数据分析; ja データ分析; ru анализ данных ~ statistics, data, data visualisation, spreadsheet
data visualisation, dataviz, information visualisation, charts, infographics, data visualization; de Datenvisualisierung; fr visualisation de données; es visualización de datos; zh 数据可视化 ~ visualising information, graphics
big data; zh 大数据; ar البيانات الضخمة ~ data engineering, distributed systems
distributed systems; de verteilte Systeme; fr systèmes distribués; es sistemas distribuidos; zh 分布式系统
compiler, compilers; de Compilerbau, Übersetzerbau; fr compilateur; es compilador ~ programming languages
game development, game design, gamedev, video games, games, video game, gaming; de Spieleentwicklung, Computerspiele; fr jeux vidéo; es videojuegos; it videogiochi; pt jogos digitais; zh 游戏开发, 游戏设计 ~ programming, animation, graphics, game
recommender systems, recommendation systems, recommendation engine, recommendation algorithms, recommender system; de Empfehlungssysteme; fr systèmes de recommandation; es sistemas de recomendación; zh 推荐系统 ~ machine learning
search engine optimisation, SEO, search engine optimization; de Suchmaschinenoptimierung; fr référencement ~ digital marketing, online marketing
front end, frontend, front end development, client side; de Frontend-Entwicklung; fr développement front-end; es desarrollo frontend; zh 前端开发, 前端; ar تطوير الواجهات الأمامية ~ web development, HTML, CSS, JavaScript, ReactJS, user interface
back end, backend, back end development, server side; de Backend-Entwicklung; fr développement back-end; es desarrollo backend; zh 后端开发, 后端; ar تطوير الواجهات الخلفية ~ databases, web development, API, Node.js
full stack, fullstack, full stack developer, full stack development; de Full-Stack-Entwicklung; fr développement full stack; es desarrollo full stack; zh 全栈开发; ar مطور متكامل ~ front end, back end, web development, JavaScript
web developer, webmaster; fr développeur web ~ web development, JavaScript, HTML, CSS, front end
web design, web designer, website design, landing pages; de Webdesign, Webdesigner; fr conception de sites web, webdesign; es diseño web, diseñador web; it web design; pt web design; zh 网页设计; ar تصميم المواقع ~ web development, HTML, CSS, graphic design, user experience
HTML, hypertext markup language ~ web development, CSS
CSS, cascading style sheets, Sass, Tailwind ~ web design, HTML
ReactJS, Vue, Vue.js, Svelte, NextJS ~ JavaScript, front end
Node.js, NodeJS, Express.js ~ JavaScript, back end
WordPress, Joomla, Drupal, content management system, website builder, Wix, Squarespace, Webflow; de Content-Management-System; fr système de gestion de contenu; es gestor de contenidos; zh 内容管理系统; ar نظام إدارة المحتوى ~ web development, web design, blogging
PHP, Laravel, Symfony ~ web development, back end, MySQL
Java, Spring Boot, jvm ~ object-oriented programming, programming
Kotlin, Android development, Android, Android apps, Android Studio ~ app development, Java
iOS development, iOS, iPhone apps, Xcode, Objective-C ~ app development
React Native, cross platform apps ~ app development
app development, mobile development, apps, mobile apps, make an app, mobile app development, app developer, app; de App-Entwicklung; fr développement mobile, applications mobiles; es desarrollo móvil, desarrollo de aplicaciones; it sviluppo di app; pt desenvolvimento de aplicativos; zh 移动应用开发, 手机应用; ar تطوير تطبيقات الهاتف ~ iOS, Android, React Native, programming, user interface
.NET, dotnet, ASP.NET, Visual Basic ~ C#, web development
C programming, C language, low level programming, assembly language, assembler; de Assembler; es lenguaje C; zh C语言, 汇编语言; ar لغة سي ~ programming, microcontrollers, operating systems
Golang, Go language, systems programming ~ programming, operating systems
Ruby on Rails ~ web development, programming
Scala, Haskell, functional programming, Clojure, Elixir, lambda calculus; de funktionale Programmierung; fr programmation fonctionnelle; es programación funcional; zh 函数式编程 ~ programming languages, programming
programming languages, programming paradigms, language design; de Programmiersprachen; fr langages de programmation; es lenguajes de programación; it linguaggi di programmazione; pt linguagens de programação; zh 编程语言; ar لغات البرمجة ~ programming, compilers, functional programming, object-oriented programming
object-oriented programming, OOP, object oriented, classes and objects, design patterns; de objektorientierte Programmierung; fr programmation orientée objet; es programación orientada a objetos; it programmazione a oggetti; pt programação orientada a objetos; zh 面向对象编程; ar البرمجة كائنية التوجه ~ programming, Java, software design
Matlab, Simulink, scientific programming ~ numerical methods, signal processing, programming
R programming, R language, RStudio, tidyverse; de R-Programmierung ~ statistics, data analysis, data science
NumPy, Jupyter, matplotlib, scikit-learn, Python for data ~ Python, data analysis, data science
learn to code, coding for beginners, first programming, intro to programming, coding bootcamp, block programming; de programmieren lernen; fr apprendre à coder; es aprender a programar; zh 编程入门; ar تعلم البرمجة ~ programming, Python, algorithms
Scratch programming, Scratch coding, micro:bit, Raspberry Pi ~ programming, microcontrollers
low code, no-code platform, Power Apps, app without coding ~ app development, automation, programming
shell scripting, command line, PowerShell, terminal; de Kommandozeile, Skripte; fr ligne de commande; es línea de comandos; zh 命令行, 脚本编程; ar سطر الأوامر ~ Linux, system administration, Python
web scraping, web crawling, Beautiful Soup, data scraping; zh 网络爬虫, 爬虫 ~ Python, data collection, HTML
API, APIS, web services, REST API, microservices, GraphQL; de Programmierschnittstellen; fr services web; es servicios web; zh 应用程序接口, 微服务; ar واجهات برمجة التطبيقات ~ back end, software architecture
software architecture, software design, system design, uml, software modelling, clean code, refactoring; de Softwarearchitektur, Softwareentwurf; fr architecture logicielle, conception logicielle; es arquitectura de software, diseño de software; zh 软件架构, 软件设计; ar هندسة معمارية للبرمجيات, تصميم البرمجيات ~ software engineering, object-oriented programming, requirements engineering
requirements engineering, requirements analysis, business analyst, business analysis, systems analysis, systems analyst; de Anforderungsanalyse, Requirements Engineering, Systemanalyse; fr analyse des besoins, ingénierie des exigences; es ingeniería de requisitos, análisis de sistemas; zh 需求分析, 系统分析; ar هندسة المتطلبات, تحليل النظم ~ software engineering, project management, information systems
software testing, software tester, test automation, quality assurance testing, debugging, istqb, tdd; de Softwaretest, Testautomatisierung, Softwaretests; fr test logiciel, tests logiciels; es pruebas de software, testing de software; it test del software; pt teste de software; zh 软件测试, 调试; ar اختبار البرمجيات ~ software engineering, quality assurance, programming
agile software development, extreme programming, kanban boards, Jira; de agile Softwareentwicklung; fr développement agile; es desarrollo ágil; zh 敏捷开发; ar التطوير الرشيق ~ project management, scrum, software engineering
open source, free software, GitHub; de freie Software; fr logiciel libre; es software libre, código abierto; zh 开源, 自由软件; ar المصادر المفتوحة ~ Linux, version control, software engineering
information systems, management information systems, mis, business informatics, enterprise systems, erp, sap; de Wirtschaftsinformatik, Informationssysteme; fr systèmes d'information, informatique de gestion; es sistemas de información; it sistemi informativi; pt sistemas de informação; nl informatiesystemen; zh 信息系统, 管理信息系统; ar نظم المعلومات ~ databases, business processes, information technology
CRM, Salesforce, customer relationship management software, HubSpot ~ information systems, sales, marketing
business process, process modelling, bpmn, process mining, workflow automation, rpa, business processes; de Geschäftsprozesse, Prozessmanagement; fr processus métier; es procesos de negocio, gestión de procesos; zh 业务流程; ar عمليات الأعمال ~ information systems, automation, operations management
digital transformation, digitization, industry 4.0; de Digitalisierung, digitale Transformation; fr transformation numérique, numérisation; es transformación digital, digitalización; it trasformazione digitale; pt transformação digital; zh 数字化转型, 数字化; ar التحول الرقمي ~ information systems, innovation, automation, artificial intelligence
information technology, information and communication technology, ICT; de Informationstechnik, IT, Informationstechnologie; fr technologies de l'information, TIC; es tecnología de la información, TIC; it tecnologia dell'informazione; pt tecnologia da informação; zh 信息技术; ar تكنولوجيا المعلومات, تقنية المعلومات ~ computing, computers, computer science, networks
technical support, help desk, helpdesk, tech support, computer technician, troubleshooting computers; de IT-Support, Fachinformatiker, Helpdesk; fr support informatique, technicien informatique; es soporte técnico, técnico informático; it assistenza tecnica; zh 技术支持; ar دعم فني, فني حاسوب ~ computer hardware, networks, operating systems, Microsoft Windows
information technology management, itil, ITSM; de IT-Management; fr gestion informatique, gouvernance informatique; es gestión de TI, gobierno de TI; zh IT服务管理 ~ information systems, project management
computer basics, computer skills, digital literacy, digital skills, using a computer, computer for seniors, computer literacy, PC skills, internet for seniors, basic computing, icdl, ecdl; de Computerkenntnisse, edv, EDV-Grundlagen, Computerführerschein, digitale Kompetenz; fr bureautique débutant, compétences numériques, initiation informatique; es alfabetización digital, competencias digitales, computación básica; it alfabetizzazione digitale; pt literacia digital, informática básica; zh 电脑基础, 计算机基础, 数字素养; ar مهارات الحاسوب, محو الأمية الرقمية ~ office software, word processing, internet, spreadsheet
smartphone, iPad, mobile phone use, smartphone for seniors, WhatsApp, smartphones; de Smartphone, Handy, Tablet; fr smartphone, téléphone portable; es teléfono inteligente, teléfono móvil; zh 智能手机, 手机; ar هاتف ذكي ~ digital literacy, apps
Microsoft Windows, macOS, Mac computer; zh 视窗系统 ~ operating systems, digital literacy
office software, Microsoft Office, MS Office, Office 365, Google Workspace, Google Docs, LibreOffice, office suite; de Office-Programme, Büroprogramme; fr bureautique, logiciels de bureautique; es ofimática, programas de oficina; pt pacote Office; zh 办公软件; ar برامج المكتب, أوفيس ~ spreadsheet, word processing, presentation software
word processing, Microsoft Word, Word documents, text processing; de Textverarbeitung; fr traitement de texte; es procesador de textos; zh 文字处理; ar معالجة النصوص ~ office software, touch typing
presentation software, PowerPoint, slides, slide design, Prezi; de Präsentationssoftware, Folien; fr logiciel de présentation, diaporama; es presentaciones con diapositivas, diapositivas; zh 幻灯片, 演示文稿; ar عروض تقديمية ~ presentation skills, office software
spreadsheet, Excel, MS Excel, pivot tables, Google Sheets, excel formulas, advanced Excel, spreadsheets; de Tabellenkalkulation; fr tableur; es hoja de cálculo; it foglio di calcolo; pt planilha, folha de cálculo; nl rekenblad; zh 电子表格, 表格; ar جداول البيانات, جداول إلكترونية, إكسل ~ bookkeeping, data analysis, office software
VBA, visual basic for applications, excel macros ~ Excel, programming
touch typing, keyboard skills, typing fast, ten finger typing, keyboarding; de Tastschreiben, Zehnfingersystem, Maschinenschreiben; fr dactylographie; es mecanografía; it dattilografia; zh 打字; ar طباعة على لوحة المفاتيح ~ word processing, office software
e-mail writing, Microsoft Outlook, email etiquette, writing emails, business emails, netiquette; de E-Mails schreiben; fr rédiger des courriels; es correo electrónico; zh 电子邮件; ar بريد إلكتروني ~ business communication, office software
SharePoint, Microsoft Teams, online collaboration tools, Zoom meetings, video conferencing, remote collaboration; de Videokonferenz; fr visioconférence; es videoconferencia; zh 视频会议 ~ office software, teamwork, remote work
Access database, Microsoft Access, FileMaker ~ databases, office software
relational databases, relational model, database design, data modelling, entity relationship, normalisation of databases; de relationale Datenbanken, Datenmodellierung; fr bases de données relationnelles, modélisation des données; es bases de datos relacionales, modelado de datos; zh 关系数据库, 数据建模; ar قواعد بيانات علائقية ~ databases, SQL
NoSQL, MongoDB, Redis, graph databases, Neo4j, document databases ~ databases
MySQL, MariaDB, Oracle database, SQL Server, SQLite, T-SQL ~ SQL, databases
database administrator, DBA, database administration ~ databases, SQL
data warehouse, data lake, data warehousing; de Data-Warehouse; fr entrepôt de données; es almacén de datos; zh 数据仓库; ar مستودع البيانات ~ databases, business intelligence, data engineering
business intelligence, BI, Power BI, Tableau, dashboards, Qlik, reporting tools, dashboard; fr informatique décisionnelle; es inteligencia de negocios; zh 商业智能; ar ذكاء الأعمال ~ data analysis, data visualisation, data warehouse
data engineering, data pipelines, Apache Spark, Hadoop, Apache Kafka, data engineer; de Dateningenieur; fr ingénierie des données; es ingeniería de datos; zh 数据工程; ar هندسة البيانات ~ databases, big data, SQL, ETL
ETL, extract transform load ~ data engineering, data warehouse
data mining, knowledge discovery, pattern mining, text mining, association rules; de Data-Mining; fr fouille de données, exploration de données; es minería de datos; it estrazione di dati; pt mineração de dados; zh 数据挖掘; ar تنقيب البيانات ~ machine learning, data analysis, databases
data management, data governance, data quality, master data, research data, open data; de Datenmanagement, Forschungsdaten; fr gestion des données, gouvernance des données; es gestión de datos, gobernanza de datos, datos abiertos; zh 数据管理, 数据治理; ar إدارة البيانات, حوكمة البيانات ~ databases, data protection, information systems
data literacy, understanding data, working with data, data cleaning; de Datenkompetenz; fr culture des données; es alfabetización en datos; zh 数据素养; ar الثقافة البياناتية ~ statistics, data analysis, data visualisation, spreadsheet
web analytics, Google Analytics, A/B testing; de Webanalyse; fr analyse web, analytique web; es analítica web; zh 网站分析 ~ digital marketing, data analysis, SEO
cloud computing, cloud, cloud services, cloud engineer, cloud architect, SaaS, virtualisation, serverless; de Cloud-Computing, Virtualisierung; fr informatique en nuage, virtualisation; es computación en la nube, la nube; it cloud computing; pt computação em nuvem; zh 云计算; ar الحوسبة السحابية; ja クラウド ~ distributed systems, networks, AWS, Azure, Google Cloud
Amazon Web Services, AWS, EC2, AWS certification ~ cloud computing
Azure, Microsoft Azure, Google Cloud, gcp, Google Cloud Platform ~ cloud computing
devops, DevOps engineer, site reliability, infrastructure as code, Terraform, Ansible; zh 运维开发 ~ Docker, continuous integration, system administration, software engineering, cloud computing
Docker, containerization, container orchestration ~ Kubernetes, devops, cloud computing
continuous integration, CI CD, continuous delivery, Jenkins, GitHub Actions, build pipelines; de kontinuierliche Integration; fr intégration continue; es integración continua; zh 持续集成 ~ devops, software testing, version control
system administration, sysadmin, system administrator, server administration, servers, Windows Server, Active Directory; de Systemadministration, Systemadministrator, Systemverwaltung; fr administration système, administrateur système; es administración de sistemas; zh 系统管理; ar إدارة الأنظمة, مدير أنظمة ~ operating systems, networks, Linux
Linux, Unix, Ubuntu, Debian, Red Hat ~ operating systems, system administration, command line
network engineer, network administrator, network administration, ccna, Cisco, routers, routing and switching; de Netzwerkadministrator, Netzwerktechnik; fr administrateur réseau, administration réseau; es administrador de redes; zh 网络工程师, 网络管理; ar مهندس شبكات ~ computer networks, cyber security
TCP IP, network protocols, IP addresses, dns, http; de Netzwerkprotokolle; fr protocoles réseau; es protocolos de red; zh 网络协议 ~ computer networks, internet
wireless, WiFi, wireless networks, mobile communications, 5G, Bluetooth; de Drahtlosnetze, Mobilfunk; fr réseaux sans fil; es redes inalámbricas; zh 无线网络, 移动通信; ar شبكات لاسلكية ~ telecommunications, computer networks
network security, firewall, intrusion detection, vpn, firewalls; de Netzwerksicherheit; fr sécurité des réseaux, pare-feu; es seguridad de redes, cortafuegos; zh 网络防护, 防火墙; ar أمن الشبكات ~ cyber security, computer networks
security analyst, security operations centre, SOC analyst, siem, incident response, threat intelligence, cissp, Security+; de Sicherheitsanalyst ~ cyber security, network security, risk management
digital forensics, computer forensics, malware, malware analysis, ransomware, reverse engineering; de digitale Forensik, IT-Forensik, Schadsoftware; fr criminalistique numérique, logiciels malveillants; es informática forense, análisis forense digital, malware; zh 数字取证, 恶意软件; ar التحليل الجنائي الرقمي, برمجيات خبيثة ~ cyber security, hacking
online safety, internet safety, passwords, safe online, staying safe online; de Internetsicherheit, Passwörter; fr sécurité en ligne; es seguridad en internet; zh 上网安全; ar السلامة على الإنترنت ~ cyber security, data protection, digital literacy
secure coding, application security, owasp, web security, software security; de Anwendungssicherheit, Softwaresicherheit; fr sécurité applicative; es seguridad de aplicaciones, desarrollo seguro; zh 软件安全, 应用安全 ~ cyber security, programming, web development
cryptography, encryption, ciphers, codes and ciphers, cryptanalysis, public key; de Kryptographie, Kryptografie, Verschlüsselung; fr cryptographie, chiffrement; es criptografía, cifrado; it crittografia; pt criptografia; zh 密码学, 加密; ar تشفير, علم التعمية ~ cyber security, number theory
blockchain, smart contracts, distributed ledger, Web3, Solidity, nft; de Blockchain; fr chaîne de blocs; es cadena de bloques; zh 区块链; ar سلسلة الكتل, بلوكتشين ~ cryptocurrency, cryptography, distributed systems
cryptocurrency, bitcoin, crypto, ethereum, crypto trading, cryptocurrencies; de Kryptowährung; fr cryptomonnaie; es criptomoneda; it criptovaluta; pt criptomoeda; zh 加密货币, 比特币; ar عملات رقمية, عملات مشفرة ~ blockchain, finance, investment
large language models, LLM, language models, gpt, large language model, LLMS; de große Sprachmodelle, Sprachmodelle; fr grands modèles de langage, modèles de langage; es grandes modelos de lenguaje, modelos de lenguaje; zh 大语言模型, 大模型; ar النماذج اللغوية الكبيرة ~ natural language processing, generative AI, deep learning
generative AI, ChatGPT, prompt engineering, AI tools, Copilot, AI image generation, Midjourney, Stable Diffusion, AI art, using AI; de generative KI, KI-Tools; fr IA générative; es IA generativa; it IA generativa; pt IA generativa; zh 生成式人工智能, 提示工程; ar الذكاء الاصطناعي التوليدي, هندسة الأوامر ~ artificial intelligence, large language models, chatbots, deep learning
chatbot, conversational AI, voice assistants, virtual assistant, dialogue systems, chatbots; de Chatbot, Sprachassistenten; fr agent conversationnel, assistant vocal; es chatbot, asistente virtual; zh 聊天机器人; ar روبوت محادثة ~ natural language processing, artificial intelligence, large language models
AI engineer, machine learning engineer, AI developer, MLOps, PyTorch, TensorFlow, Keras; de KI-Entwickler ~ machine learning, deep learning, Python
AI in business, AI for managers, AI for everyone, AI literacy; de KI im Unternehmen, KI für Einsteiger; fr IA en entreprise; es IA para empresas; zh 人工智能应用 ~ artificial intelligence, digital transformation, generative AI
AI in education, AI in teaching, AI for teachers, AI tutors; de KI im Unterricht; fr IA dans l'éducation; es IA en la educación ~ artificial intelligence, educational technology
supervised learning, unsupervised learning, classification algorithms, clustering, decision trees, random forest, support vector machines, svm, predictive modelling; de überwachtes Lernen, unüberwachtes Lernen, Clusteranalyse; fr apprentissage supervisé; es aprendizaje supervisado, aprendizaje no supervisado; zh 监督学习, 聚类; ar التعلم الموجه ~ machine learning, data mining, statistics
predictive analytics, prescriptive analytics, business analytics, big data analytics; de Predictive Analytics, Business Analytics; fr analyse prédictive; es analítica predictiva, analítica empresarial; zh 商业分析, 预测分析; ar التحليلات التنبؤية, تحليلات الأعمال ~ data analysis, machine learning, business intelligence, forecasting
reinforcement learning, RL, Q learning, multi-armed bandits; de bestärkendes Lernen; fr apprentissage par renforcement; es aprendizaje por refuerzo; zh 强化学习; ar التعلم المعزز ~ machine learning, robotics, game playing
knowledge representation, semantic web, ontology engineering, linked data, knowledge graphs, expert systems; de Wissensrepräsentation, Wissensgraphen; fr représentation des connaissances, web sémantique; es representación del conocimiento, web semántica; zh 知识表示, 知识图谱; ar تمثيل المعرفة, الويب الدلالي ~ artificial intelligence, logic, metadata
evolutionary computation, genetic algorithms, swarm intelligence, metaheuristics, fuzzy logic; de evolutionäre Algorithmen; fr algorithmes génétiques; es algoritmos genéticos; zh 遗传算法 ~ artificial intelligence, optimization
artificial general intelligence, AGI, future of AI, philosophy of AI, machine consciousness ~ artificial intelligence, philosophy of mind, AI ethics
speech recognition, speech processing, speech synthesis, voice recognition, text to speech; de Spracherkennung; fr reconnaissance vocale; es reconocimiento de voz; zh 语音识别; ar التعرف على الكلام ~ natural language processing, signal processing, machine learning
digital image processing, face recognition, object detection, OpenCV; de digitale Bildverarbeitung, Gesichtserkennung; fr traitement d'images, reconnaissance d'images; es procesamiento de imágenes, reconocimiento de imágenes; it elaborazione di immagini; zh 图像处理, 图像识别; ar معالجة الصور ~ computer vision, signal processing, deep learning
theory of computation, automata, computability, complexity theory, formal languages, Turing machines, theoretical computer science; de theoretische Informatik, Automatentheorie, Berechenbarkeit; fr théorie du calcul, informatique théorique; es teoría de la computación, autómatas; zh 计算理论, 自动机; ar نظرية الحوسبة ~ algorithms, logic, discrete mathematics
formal methods, program verification, model checking, formal verification; de formale Methoden, Verifikation; fr méthodes formelles, vérification formelle; es métodos formales, verificación formal; zh 形式化方法 ~ logic, software engineering
competitive programming, coding interview, leetcode, coding challenges, hackathon, sorting and searching; zh 算法竞赛 ~ algorithms, data structures, programming
parallel computing, concurrency, parallel programming, multithreading, high performance computing, hpc, GPU programming, cuda, supercomputers; de Parallelrechnen, parallele Programmierung, Nebenläufigkeit, Hochleistungsrechnen; fr calcul parallèle, calcul haute performance; es computación paralela, computación de alto rendimiento; zh 并行计算, 高性能计算; ar الحوسبة المتوازية ~ distributed systems, computer architecture, operating systems
quantum computing, quantum computers, qubits, quantum information; de Quantencomputer, Quanteninformatik; fr informatique quantique, ordinateur quantique; es computación cuántica; zh 量子计算; ar الحوسبة الكمومية ~ quantum mechanics, algorithms, linear algebra
computer architecture, computer organisation, processor, cpu, instruction sets, computer organization; de Rechnerarchitektur, Prozessoren; fr architecture des ordinateurs; es arquitectura de computadores; it architettura dei calcolatori; zh 计算机组成, 计算机体系结构; ar معمارية الحاسوب ~ digital electronics, assembly language, operating systems
computer hardware, PC repair, build a computer, computer repair, computer assembly, motherboards, hardware; de Computerhardware, Hardware, PC-Reparatur; fr matériel informatique, réparation d'ordinateurs; es hardware, reparación de computadoras, montaje de ordenadores; zh 计算机硬件, 电脑维修; ar عتاد الحاسوب, صيانة الحاسوب ~ technical support, electronics
computers, how computers work, computer; de Computer; fr ordinateur; es ordenador, computadora; pt computador; nl computer; sv dator; zh 电脑; ar كمبيوتر; ja コンピュータ; ru компьютер ~ computer science, digital literacy, computer hardware
internet of things, IoT, smart devices, connected devices, wearables; de Internet der Dinge; fr internet des objets; es internet de las cosas; it internet delle cose; pt internet das coisas; zh 物联网; ar إنترنت الأشياء ~ embedded systems, sensors, microcontrollers, smart home
embedded systems, embedded programming, real time systems, rtos, firmware; de eingebettete Systeme; fr systèmes embarqués; es sistemas embebidos; it sistemi embedded; pt sistemas embarcados; zh 嵌入式系统; ar الأنظمة المدمجة ~ microcontrollers, C programming, electronics
microcontroller, Arduino, ESP32, physical computing, microprocessors, microcontrollers; de Mikrocontroller, Mikroprozessoren; fr microcontrôleur, microprocesseurs; es microcontrolador; zh 单片机, 微控制器; ar متحكم دقيق, أردوينو ~ embedded systems, electronics, sensors
smart home, home automation; de Smart Home, Hausautomation, intelligentes Wohnen; fr domotique, maison intelligente; es domótica, hogar inteligente; it domotica; zh 智能家居; ar منزل ذكي ~ internet of things, electrical installation
user experience, UX, UX design, usability, UX designer, UX research, user research, user-centred design, usability testing; de Nutzererlebnis, Benutzerfreundlichkeit; fr expérience utilisateur, ergonomie logicielle; es experiencia de usuario, usabilidad; it esperienza utente, usabilità; pt experiência do usuário, usabilidade; zh 用户体验; ar تجربة المستخدم ~ user interface, prototypes, human computer interaction, design thinking
user interface, UI, UI design, interface design, Figma, wireframes, Adobe XD; de Benutzeroberfläche, Benutzeroberflächen; fr interface utilisateur; es interfaz de usuario; pt interface do usuário; zh 用户界面, 界面设计; ar واجهة المستخدم ~ user experience, front end, graphic design
human computer interaction, HCI, interaction design, interactive systems; de Mensch-Computer-Interaktion; fr interaction homme-machine, IHM; es interacción persona-ordenador, interacción humano-computadora; it interazione uomo-macchina; zh 人机交互; ar تفاعل الإنسان والحاسوب ~ user experience, user interface, psychology
web accessibility, digital accessibility, wcag, accessible design, barrier free websites; de digitale Barrierefreiheit; fr accessibilité numérique, accessibilité web; es accesibilidad web, accesibilidad digital; zh 无障碍设计; ar سهولة الوصول الرقمية ~ user experience, web development, disability
product management, product manager, product owner, digital product; de Produktmanagement, Produktmanager; fr gestion de produit, chef de produit; es gestión de producto; zh 产品经理, 产品管理; ar إدارة المنتجات ~ user experience, scrum, marketing, innovation
game development, game design, gamedev, video games, game programming, game developer, make games, Unreal Engine, Godot, Roblox, game engines, level design, gaming, video game, games; de Spieleentwicklung, Computerspiele, Videospiele; fr développement de jeux vidéo, jeux vidéo; es desarrollo de videojuegos, videojuegos; it sviluppo di videogiochi, videogiochi; pt desenvolvimento de jogos, jogos digitais; zh 游戏开发, 游戏设计; ar تطوير الألعاب, ألعاب الفيديو; ja ゲーム開発 ~ programming, animation, computer graphics, C#
game studies, esports; de E-Sport; zh 电子竞技 ~ game development, media studies
computer graphics, rendering, shaders, OpenGL, ray tracing, cgi, WebGL; de Computergrafik; fr infographie, synthèse d'images; es gráficos por computadora, infografía 3D; it computer grafica; pt computação gráfica; zh 计算机图形学; ar رسومات الحاسوب ~ 3D modelling, game development, linear algebra, animation
virtual reality, VR, immersive media, metaverse, mixed reality, extended reality; de virtuelle Realität; fr réalité virtuelle; es realidad virtual; it realtà virtuale; pt realidade virtual; zh 虚拟现实, 元宇宙; ar الواقع الافتراضي ~ augmented reality, computer graphics, game development
augmented reality, AR apps; de erweiterte Realität; fr réalité augmentée; es realidad aumentada; it realtà aumentata; pt realidade aumentada; zh 增强现实; ar الواقع المعزز ~ virtual reality, computer vision, app development
creative coding, p5.js, generative art, digital art programming, interactive installations; zh 创意编程 ~ programming, digital art, computer graphics
computer music programming, live coding, sound programming, Max MSP, Pure Data ~ music production, programming
information retrieval, search engines, search technology, text retrieval; de Information Retrieval, Suchmaschinen; fr recherche d'information, moteurs de recherche; es recuperación de información, motores de búsqueda; zh 信息检索, 搜索引擎; ar استرجاع المعلومات, محركات البحث ~ databases, natural language processing, library science
social network analysis, network analysis, network science, computational social science; de Netzwerkanalyse; fr analyse de réseaux; es análisis de redes; zh 社会网络分析; ar تحليل الشبكات الاجتماعية ~ graph theory, sociology, data analysis
history of computers, computer history, Turing, Ada Lovelace; de Computergeschichte; fr histoire de l'informatique; es historia de la informática; zh 计算机史 ~ computer science, history
edge computing, green computing, sustainable computing, data centres; de grüne IT; fr informatique durable, numérique responsable; es informática verde; zh 数据中心 ~ cloud computing, sustainability
fintech, financial technology, digital payments, digital banking; de Finanztechnologie; fr technologie financière; es tecnología financiera; zh 金融科技; ar التقنية المالية ~ finance, blockchain, banking
LaTeX, scientific typesetting, Overleaf, Markdown ~ academic writing, typography
technical writing, technical documentation, technical communication, user manuals, technical writer; de technische Redaktion, technische Dokumentation; fr rédaction technique, documentation technique; es redacción técnica, documentación técnica; zh 技术写作, 技术文档; ar الكتابة التقنية ~ writing, software engineering
computer certification, CompTIA, A+ certification, Microsoft certification ~ technical support, networks, cyber security
tech career, remote developer, tech industry, switch to tech; de Quereinstieg IT; fr métiers du numérique, reconversion informatique; es carrera tecnológica; zh 转行程序员 ~ programming, web development, information technology
NLP ~ natural language processing, neuro linguistic programming
React ~ ReactJS, JavaScript, front end
Swift ~ iOS development, programming
Rust ~ systems programming, Golang
Ruby ~ Ruby on Rails, programming
Flutter ~ React Native, app development
Unity ~ game development, game engines
Selenium ~ software testing
Snowflake ~ data warehouse
pandas ~ NumPy, data analysis
Bash ~ shell scripting, Linux
tablet ~ smartphone, digital literacy
AngularJS, Angular framework ~ ReactJS, JavaScript, front end
internet, world wide web; de Internet; fr internet; es internet; zh 互联网; ar إنترنت, الإنترنت ~ web, computer networks, web development, digital literacy
cyber attacks, cyber threats, cyber defence, cyber crime prevention, dark web, darknet, cyber attack; de Cyberangriffe, Hackerangriffe; fr cyberattaques; es ciberataques; zh 网络攻击; ar هجمات إلكترونية ~ cyber security, hacking, network security
R ~ R programming, statistics, data analysis
deepfakes, synthetic media, deepfake; zh 深度伪造 ~ generative AI, media literacy, computer vision
e-commerce technology, online shop, online store, Shopify, WooCommerce, eBay, selling online, webshop; de Onlineshop, Webshop; fr boutique en ligne; es tienda en línea; zh 网店, 网上开店; ar متجر إلكتروني ~ e-commerce, web development, digital marketing
email, e-mail; de E-Mail; fr courriel; es correo; zh 邮件 ~ business communication, digital literacy, office software
photo editing, Photoshop, Adobe Photoshop, Lightroom, image editing, gimp, retouching, Illustrator, InDesign, Affinity, Canva, Adobe Illustrator, Adobe InDesign; de Bildbearbeitung, Fotobearbeitung; fr retouche photo, retouche d'images; es edición de fotos, retoque fotográfico; it fotoritocco; zh 图片处理, 修图; ar تحرير الصور, فوتوشوب ~ graphic design, photography
video editing software, Premiere Pro, Final Cut, DaVinci Resolve, Adobe After Effects, CapCut, Adobe Premiere ~ video editing, film, animation
app stores, mobile games, game apps ~ app development, game development
unit tests, integration tests, end to end tests, Playwright, Cypress, JUnit, pytest, unit testing ~ software testing, continuous integration
Spring framework, Hibernate, Maven, Gradle, Java EE ~ Java, back end
Django, Flask, FastAPI ~ Python, web development, back end
data entry, data processing, data collection, data input; de Dateneingabe, Datenerfassung; fr saisie de données; es captura de datos; zh 数据录入; ar إدخال البيانات ~ office software, spreadsheet
Google Maps API, spatial databases, PostGIS ~ GIS, databases
SAP software, SAP consultant, ERP systems, enterprise resource planning; de SAP-Kurs, Warenwirtschaftssystem; fr progiciel de gestion intégré; es planificación de recursos empresariales; zh 企业资源计划; ar تخطيط موارد المؤسسة ~ information systems, business processes, accounting
robotic process automation, UiPath, Zapier, Power Automate, automating tasks, automate office work; de Prozessautomatisierung; fr automatisation des processus; es automatización de procesos; zh 流程自动化 ~ automation, business processes, low code
AI agents, autonomous agents, multi-agent systems, LangChain, retrieval augmented generation, rag; de KI-Agenten, Multiagentensysteme; fr agents IA, systèmes multi-agents; es agentes de IA, sistemas multiagente; zh 智能体 ~ large language models, artificial intelligence, generative AI
probabilistic models, graphical models, Bayesian networks, Monte Carlo, mcmc; de probabilistische Modelle; fr modèles probabilistes; es modelos probabilísticos; zh 概率模型 ~ Bayesian statistics, machine learning, probability
time series data, anomaly detection, fraud detection, churn prediction, customer analytics ~ machine learning, data mining, time series
storage systems, backup, data recovery, nas; de Datensicherung, Datenrettung; fr sauvegarde de données; es copia de seguridad; zh 数据备份 ~ system administration, cloud computing
identity management, access control, authentication, zero trust, biometrics security; de Identitätsmanagement, Zugriffskontrolle; fr gestion des identités, contrôle d'accès; es gestión de identidades, control de acceso; zh 身份认证, 访问控制 ~ cyber security, network security
security management, ISO 27001, information security management, security awareness, ciso, security policy; de Informationssicherheitsmanagement, Sicherheitsbewusstsein; fr management de la sécurité; es gestión de seguridad de la información; zh 信息安全管理 ~ cyber security, risk management, data protection
streaming, live streaming, Twitch, OBS Studio, streamer; de Livestreaming; fr diffusion en direct; es transmisión en vivo; zh 直播; ar بث مباشر ~ video production, content creation, esports
OneNote, Notion, Trello, Asana, productivity tools, note taking apps, task management tools ~ office software, time management, project management
KNIME, RapidMiner, Orange data mining, Weka ~ data mining, machine learning, data analysis
Audacity, sound editing; de Audiobearbeitung; fr montage audio; es edición de audio; zh 音频编辑; ar تحرير الصوت ~ podcast, music production
security ~ cyber security, security guard, security studies
`;
