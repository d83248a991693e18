/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const computing = `
computer science, computing, informatics, CS; de Informatik; fr informatique; es informática, ciencias de la computación; it informatica; pt informática, ciência da computação; nl informatica; sv datavetenskap; da datalogi; no informatikk; ar علوم الحاسوب, حاسوب; zh 计算机科学, 计算机; ja 情報科学; ru информатика ~ programming, algorithms, computers
programming, coding, software development; de Programmierung, Programmieren; fr programmation; es programación; it programmazione; pt programação; nl programmeren; sv programmering; da programmering; no programmering; ar برمجة; zh 编程, 程序设计; ja プログラミング; ru программирование ~ algorithms, software engineering, Python, Java
programmer, coder, software developer; de Programmierer, Softwareentwickler; fr programmeur, développeur; es programador, desarrollador; it programmatore; pt programador; nl programmeur; sv programmerare ~ programming, software engineering, algorithms
software engineering, software engineer; de Softwaretechnik, Softwareentwicklung; fr génie logiciel; es ingeniería de software; it ingegneria del software; pt engenharia de software; zh 软件工程; ar هندسة البرمجيات ~ programming, software testing, object oriented
app development, mobile development, apps; de App-Entwicklung; fr développement mobile; es desarrollo móvil ~ iOS, Android, programming, user interface
web development, web dev, web design, website building, websites, website; de Webentwicklung, Webdesign, Webseiten; fr développement web, sites web; es desarrollo web, diseño web, páginas web; it sviluppo web; pt desenvolvimento web; nl webontwikkeling; sv webbutveckling; ar تطوير المواقع; zh 网页开发, 网站开发; ja ウェブ開発 ~ HTML, CSS, JavaScript, web, front end, user interface
web developer, front end developer; de Webentwickler; fr développeur web; es desarrollador web ~ web development, web, JavaScript, HTML, CSS
front end, frontend ~ web, HTML, CSS, JavaScript
back end, backend ~ server, databases, web
JavaScript, JS
TypeScript, TS
Python, py
C++, cpp
C#, csharp
Kubernetes, k8s
PostgreSQL, postgres
regular expressions, regular expression, regex, regexp; de reguläre Ausdrücke; fr expressions régulières; es expresiones regulares
version control, source control, git; de Versionsverwaltung; fr gestion de versions; es control de versiones ~ github
database, databases, DB; de Datenbank, Datenbanken; fr base de données, bases de données; es base de datos, bases de datos; it base di dati, basi di dati; pt banco de dados, base de dados; nl gegevensbank, databank; sv databas; da database; no database; ar قواعد البيانات, قاعدة بيانات; zh 数据库; ja データベース; ru база данных, базы данных ~ SQL, data engineering, data storage
SQL, structured query language ~ databases, database, relational
spreadsheet, spreadsheets, Excel; de Tabellenkalkulation; fr tableur; es hoja de cálculo, hojas de cálculo; it foglio di calcolo; pt planilha; nl rekenblad ~ bookkeeping, data analysis, tables
VBA, visual basic for applications ~ Excel, macros
algorithm, algorithms; de Algorithmus, Algorithmen; fr algorithme; es algoritmo; it algoritmo; pt algoritmo; nl algoritme; sv algoritm; ar خوارزميات; zh 算法; ja アルゴリズム; ru алгоритм ~ data structures, programming
data structure, data structures; de Datenstruktur, Datenstrukturen; fr structure de données; es estructura de datos; zh 数据结构
operating system, operating systems, OS; de Betriebssystem, Betriebssysteme; fr système d'exploitation; es sistema operativo; it sistema operativo; pt sistema operacional; nl besturingssysteem; sv operativsystem; zh 操作系统; ar أنظمة التشغيل ~ concurrency, Linux, processes
computer network, computer networks, networking; de Rechnernetze, Netzwerke; fr réseaux informatiques; es redes de computadores, redes informáticas; it reti di calcolatori; pt redes de computadores; sv datornätverk; zh 计算机网络; ar شبكات الحاسوب ~ internet, networks, protocols
internet; de Internet; fr internet; es internet; zh 互联网; ar إنترنت ~ web, networks
cyber security, cybersecurity, computer security, information security, IT security, infosec; de Cybersicherheit, IT-Sicherheit, Informationssicherheit; fr cybersécurité, sécurité informatique; es ciberseguridad, seguridad informática; it sicurezza informatica; pt segurança da informação, cibersegurança; nl cyberbeveiliging; sv cybersäkerhet; ar أمن المعلومات, الأمن السيبراني; zh 网络安全, 信息安全; ja 情報セキュリティ; ru кибербезопасность ~ secure, security, cryptography, privacy, hacking, attacks
hacking, ethical hacking, hacker, penetration testing, pentesting, pentest; de Hacken; fr piratage ~ cyber security, security, secure, attacks, cryptography
cryptography, encryption, ciphers; de Kryptographie, Verschlüsselung; fr cryptographie, chiffrement; es criptografía, cifrado; it crittografia; pt criptografia; zh 密码学; ar تشفير ~ security
blockchain, cryptocurrency, cryptocurrencies, bitcoin, crypto, ethereum; de Kryptowährung; fr cryptomonnaie; es criptomoneda; zh 区块链 ~ cryptography, distributed systems, finance
artificial intelligence, AI; de künstliche Intelligenz, KI; fr intelligence artificielle, IA; es inteligencia artificial, IA; it intelligenza artificiale, IA; pt inteligência artificial, IA; nl kunstmatige intelligentie; sv artificiell intelligens; da kunstig intelligens; no kunstig intelligens; ar الذكاء الاصطناعي, ذكاء اصطناعي; zh 人工智能; ja 人工知能; ru искусственный интеллект ~ machine learning, deep learning, neural networks, natural language processing, robotics
machine learning, ML; de maschinelles Lernen; fr apprentissage automatique; es aprendizaje automático, aprendizaje de máquinas; it apprendimento automatico; pt aprendizado de máquina, aprendizagem automática; nl machinaal leren; sv maskininlärning; da maskinlæring; no maskinlæring; ar التعلم الآلي, تعلم الآلة; zh 机器学习; ja 機械学習; ru машинное обучение ~ deep learning, artificial intelligence, neural networks, data science, natural language processing, recommender systems
deep learning, DL; de tiefes Lernen; fr apprentissage profond; es aprendizaje profundo; pt aprendizado profundo; ar التعلم العميق; zh 深度学习; ja 深層学習; ru глубокое обучение ~ neural networks, machine learning, artificial intelligence
neural network, neural networks, neural nets; de neuronale Netze, neuronales Netz; fr réseaux de neurones; es redes neuronales; it reti neurali; pt redes neurais; zh 神经网络; ar الشبكات العصبية ~ deep learning, machine learning
chatbot, chatbots, large language model, large language models, LLM, ChatGPT, GPT, generative AI ~ natural language processing, artificial intelligence, machine learning
natural language processing, computational linguistics; de Sprachverarbeitung, Computerlinguistik; fr traitement automatique du langage, linguistique informatique; es procesamiento del lenguaje natural; zh 自然语言处理; ar معالجة اللغات الطبيعية ~ language, text, machine learning, linguistics
NLP ~ natural language processing, neuro linguistic programming
neuro linguistic programming, neurolinguistic programming
computer vision, image recognition, image processing; de Bildverarbeitung, Computersehen; fr vision par ordinateur; es visión por computador; zh 计算机视觉 ~ deep learning, images
machine translation; de maschinelle Übersetzung; fr traduction automatique; es traducción automática; zh 机器翻译 ~ natural language processing, translation
data science, data scientist; de Datenwissenschaft; fr science des données; es ciencia de datos, ciencia de los datos; it scienza dei dati; pt ciência de dados; nl datawetenschap; sv datavetenskap; ar علم البيانات; zh 数据科学; ja データサイエンス; ru наука о данных ~ statistics, machine learning, data, data analysis, Python, data visualisation
data analysis, data analytics, analytics, data analyst; de Datenanalyse; fr analyse de données, analyse des données; es análisis de datos; it analisi dei dati; pt análise de dados; nl data-analyse; sv dataanalys; ar تحليل البيانات; zh 数据分析; ja データ分析; ru анализ данных ~ statistics, data, data visualisation, spreadsheet
data visualisation, data visualization, dataviz, information visualisation, charts, infographics; de Datenvisualisierung; fr visualisation de données; es visualización de datos; zh 数据可视化 ~ visualising information, graphics
big data; zh 大数据; ar البيانات الضخمة ~ data engineering, distributed systems
data engineering, data engineer, ETL, data pipelines ~ databases, pipelines, SQL
cloud computing, cloud, AWS, Azure; de Cloud-Computing; fr informatique en nuage; es computación en la nube; zh 云计算; ar الحوسبة السحابية ~ distributed systems, networks
devops, continuous integration, docker ~ distributed systems, software engineering
distributed systems; de verteilte Systeme; fr systèmes distribués; es sistemas distribuidos; zh 分布式系统
compiler, compilers; de Compilerbau, Übersetzerbau; fr compilateur; es compilador ~ programming languages
user experience, UX, UX design, usability, user interface, UI, human computer interaction, HCI, interaction design; de Benutzerfreundlichkeit, Benutzeroberfläche; fr expérience utilisateur, ergonomie; es experiencia de usuario, usabilidad; zh 用户体验, 人机交互 ~ interfaces, prototypes, accessibility
game development, game design, gamedev, video games, games; de Spieleentwicklung, Computerspiele; fr jeux vidéo; es videojuegos; it videogiochi; pt jogos digitais; zh 游戏开发, 游戏设计 ~ programming, animation, graphics, game
virtual reality, VR, augmented reality, AR, mixed reality, XR; de virtuelle Realität; fr réalité virtuelle; es realidad virtual; zh 虚拟现实
internet of things, IoT, embedded systems, arduino; de Internet der Dinge; fr internet des objets; es internet de las cosas; zh 物联网 ~ microcontrollers, sensors
computer hardware, computer architecture; de Rechnerarchitektur; fr architecture des ordinateurs; es arquitectura de computadores; zh 计算机组成 ~ computers
recommender systems, recommender system, recommendation systems, recommendation engine, recommendation algorithms; de Empfehlungssysteme; fr systèmes de recommandation; es sistemas de recomendación; zh 推荐系统 ~ machine learning
information retrieval, search engines ~ databases, natural language processing
search engine optimisation, search engine optimization, SEO; de Suchmaschinenoptimierung; fr référencement ~ digital marketing, online marketing
system administration, sysadmin, Linux, Unix; de Systemverwaltung; fr administration système ~ operating systems, networks
information technology, IT; de Informationstechnik; fr technologies de l'information; es tecnología de la información; zh 信息技术 ~ computing, computers, computer science, networks
office software, microsoft office, word processing ~ spreadsheet
`;
