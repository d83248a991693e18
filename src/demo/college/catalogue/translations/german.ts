import type { TranslatedCourses } from './translated-courses.ts';

export const german: TranslatedCourses = {
  ART102: [
    'Grundlagen der Fotografie',
    'Blende, Verschlusszeit, Licht und Bildaufbau, mit Kamera oder Telefon. Jede Woche entstehen Porträts, Straßenszenen und Nachtaufnahmen; besprochen werden auch Einwilligung, Bildmanipulation und die Geschichte von Bildern, die das Denken verändert haben.',
  ],
  ART205: [
    'Kunstgeschichte: Bilder und Macht',
    'Vom Palastrelief bis zum Protestbanner: wie Bilder der Macht gedient, sie verspottet und gestürzt haben. Malerei, Skulptur, Architektur und Fotografie werden in Museen und auf der Straße betrachtet, und am Ende führen Sie selbst durch eine Ausstellung.',
  ],
  BIO201: [
    'Genetik und Vererbung',
    'Mendels Erbsen, Chromosomen, Mutationen, Genexpression und Populationsgenetik. Sie kreuzen Fruchtfliegen, lesen Stammbäume, kartieren ein Gen und gewinnen Ihre eigene DNA; an den Seminarabenden geht es um Gentests und Pflanzenzüchtung.',
  ],
  BIO202: [
    'Ökologie der Lebensgemeinschaften',
    'Wie Arten zusammenleben: Konkurrenz, Räuber und Beute, Symbiose, Sukzession und Nahrungsnetze. In Feldwochen im Wald und an der Küste üben Sie Probenahme, Bestimmung und Auswertung und sagen die Zukunft einer Population voraus.',
  ],
  BUS102: [
    'Buchführung und Jahresabschluss',
    'Doppelte Buchführung vom ersten Beleg bis zum Jahresabschluss. Sie führen ein Jahr lang die Bücher eines Fahrradladens, erst auf Papier, dann mit Software, und lernen Bilanz, Gewinn- und Verlustrechnung und Kapitalflussrechnung zu lesen.',
  ],
  BUS103: [
    'Grundlagen des Marketings',
    'Herausfinden, was Menschen brauchen, es anbieten, einen Preis finden und davon erzählen. Zielgruppen, Marken, Vertriebswege und Werbung werden an einem Laden der Stadt geübt; Befragungen kommen vor Werbesprüchen.',
  ],
  BUS204: [
    'Personal und Führung',
    'Einstellung, Rückmeldung, Bezahlung, Konflikte und Veränderung aus der Sicht derer, die führen, und derer, die geführt werden. Rollenspiele reichen vom Bewerbungsgespräch bis zur Kündigung; das Arbeitsrecht gibt den festen Rahmen.',
  ],
  BUS205: [
    'Projektmanagement',
    'Arbeit planen, terminieren, kalkulieren und steuern, die noch niemand getan hat. Projektstrukturplan, kritischer Pfad, Risikoliste und agile Methoden werden an einem Projekt für einen gemeinnützigen Verein erprobt.',
  ],
  CMP101: [
    'Programmieren von der ersten Zeile an',
    'Jede Woche kleine Programme in Python: Variablen, Bedingungen, Schleifen, Funktionen und Dateien. Sie lernen, Fehlermeldungen ohne Angst zu lesen und ein Problem in Schritte zu zerlegen. Vorkenntnisse sind nicht nötig, der Kurs ist für Anfänger gedacht.',
  ],
  CMP103: [
    'Webseiten bauen',
    'Semantisches HTML, Gestaltung mit CSS und erste Schritte in JavaScript. Sie veröffentlichen eine Seite, die auf dem Telefon, mit der Tastatur und mit einem Vorleseprogramm funktioniert, und halten jede Änderung mit Git fest.',
  ],
  CMP201: [
    'Algorithmen und Datenstrukturen',
    'Listen, Bäume, Hashtabellen, Halden und Graphen und die Verfahren, die darin suchen und sortieren. Sie schätzen die Laufzeit, bevor Sie sie messen, und lösen jede Woche zu zweit eine Programmieraufgabe.',
  ],
  CMP202: [
    'Datenbanken in der Praxis',
    'Wirkliche Sachverhalte als Tabellen und Dokumente modellieren, SQL-Abfragen schreiben und Daten mit Bedingungen und Transaktionen widerspruchsfrei halten. Sie beschleunigen eine langsame Abfrage und stellen eine beschädigte Datenbank wieder her.',
  ],
  CMP302: [
    'Sichere Softwareentwicklung',
    'Denken wie Angreifer, um sicher zu bauen. Einschleusung von Befehlen, gebrochene Anmeldung, Speicherfehler und Angriffe auf Lieferketten werden im Labor vorgeführt und durch guten Entwurf verhindert.',
  ],
  DAT101: [
    'Mit Daten denken',
    'Eine Frage stellen, Daten finden, bereinigen, zeichnen und ehrlich sagen, was sie zeigen. Mit Tabellenkalkulation und ersten Schritten in R untersuchen Sie Mieten, Niederschläge und Radzählungen und lernen Diagramme kennen, die lügen.',
  ],
  DAT201: [
    'Statistik für Entscheidungen',
    'Stichproben, Konfidenzintervalle, Hypothesentests und Regression, erst als Simulation und dann als Formel. Sie planen ein Experiment, berechnen den Stichprobenumfang und lernen zu sagen, wie unsicher ein Schluss ist.',
  ],
  DAT202: [
    'Grundlagen des maschinellen Lernens',
    'Lineare Modelle, Entscheidungsbäume, nächste Nachbarn und Clusteranalyse, mit Testdaten, Kreuzvalidierung und Vergleichswerten. Sie bauen in Python einen Spamfilter und eine Mietschätzung und erklären, wo beide versagen.',
  ],
  DAT304: [
    'Verantwortungsvolle künstliche Intelligenz',
    'Fairness, Datenschutz, Durchschaubarkeit und Verantwortung, wenn Algorithmen über Menschen entscheiden. Sie prüfen ein Bewertungssystem und lesen mit einer Juristin die europäische KI-Verordnung.',
  ],
  ECO101: [
    'Wirtschaft im Alltag',
    'Preise, Löhne, Mieten und Steuern als Antworten auf Knappheit. Angebot und Nachfrage, Anreize und Ungleichheit werden an Fragen aus der Tageszeitung eingeführt und in Experimenten im Hörsaal erprobt.',
  ],
  ECO102: [
    'Persönliche Finanzen',
    'Haushaltsplan, Konten, Kredite, Versicherungen, Altersvorsorge und Geldanlage für Menschen mit gewöhnlichem Einkommen. Sie vergleichen Mietverträge und Darlehen und verstehen den Zinseszins in beide Richtungen.',
  ],
  ECO202: [
    'Makroökonomie',
    'Wachstum, Arbeitslosigkeit, Inflation und Krisen ganzer Volkswirtschaften. Geld, Zentralbanken, Staatsverschuldung und Außenhandel werden an aktuellen Zahlen der statistischen Ämter untersucht.',
  ],
  EDU101: [
    'Lehrerin oder Lehrer werden',
    'Unterricht beobachten, die eigene Schulzeit befragen und zum ersten Mal vor einer Klasse stehen. Beziehung, Autorität und Vielfalt werden mit erfahrenen Lehrkräften besprochen; ein Portfolio hilft bei der Berufswahl.',
  ],
  ENG103: [
    'Elektrische Schaltungen',
    'Spannung, Strom, Widerstand, Kondensatoren, Spulen und die Geräte, mit denen man sie misst. Sie löten ein Netzteil und einen Verstärker und suchen Fehler mit dem Oszilloskop.',
  ],
  ENG302: [
    'Robotik',
    'Kinematik, Sensorik, Ortsbestimmung, Bahnplanung und Greifen mit wirklichen Armen und fahrenden Robotern. Gruppen programmieren einen Roboter, der ein Zimmer aufräumt; die Sicherheit der Menschen entscheidet mit.',
  ],
  ENV102: [
    'Der Klimawandel, erklärt',
    'Was über die Erderwärmung bekannt ist, woher man es weiß und was offen bleibt. Sie arbeiten mit Temperatur- und Emissionsdaten, rechnen mit einem einfachen Klimamodell und vergleichen Maßnahmen der Klimapolitik.',
  ],
  ENV202: [
    'Erneuerbare Energien',
    'Sonne, Wind, Wasser, Biomasse und Speicher: wie viel es gibt, was es kostet und wie das Stromnetz damit zurechtkommt. Sie berechnen ein Solardach und planen ein Jahr klimaneutralen Strom für eine Insel.',
  ],
  HEA103: [
    'Erste Hilfe und Notfälle',
    'Einen Notfall erkennen und in den ersten zehn Minuten handeln: Wiederbelebung, Blutungen, Verbrennungen, Schlaganfall und Schock. Geübt wird mit Darstellern, Lärm und Regen; am Ende steht ein anerkanntes Zeugnis.',
  ],
  HEA104: [
    'Ernährung und Wohlbefinden',
    'Was Essen im Körper bewirkt und was Gewohnheiten mit dem Essen machen. Nährstoffe, Appetit, Allergien und Etiketten, mit der Küche als Labor; drei beliebte Diäten werden an Studien geprüft.',
  ],
  HUM103: [
    'Fragen der Philosophie',
    'Was können wir wissen, was sollen wir tun, und wer sind wir, das zu fragen? Kurze Texte von Platon, Descartes, Hume, Kant und Beauvoir werden gelesen, und Sie üben, ein Argument in seiner stärksten Form vorzutragen.',
  ],
  HUM202: [
    'Das zwanzigste Jahrhundert in Quellen',
    'Briefe, Plakate, Wochenschauen, Prozessakten und Statistiken aus einem Zeitalter der Extreme. Revolution, Völkermord, Entkolonialisierung und Kalter Krieg werden an ihren Spuren untersucht.',
  ],
  LAN101: [
    'Spanisch für Anfänger',
    'Sich vorstellen, bestellen, nach dem Weg fragen und vom eigenen Tag erzählen, auf Spanisch. Laute, Gegenwart, Artikel und die ersten tausend Wörter kommen aus Dialogen, Liedern und Kurzfilmen.',
  ],
  LAN102: [
    'Deutsch für Anfänger',
    'Begrüßung, Einkauf, Reise und Arbeit im deutschen Alltag. Satzstellung, Fälle und trennbare Verben werden in kleinen Portionen geübt, dazu Postkarten, Durchsagen und Sprachnachrichten mit einer Partnerklasse in Leipzig.',
  ],
  LAN103: [
    'Chinesisch: erste Schritte',
    'Töne, Pinyin und zweihundert Schriftzeichen für erste Gespräche auf Mandarin. Schreiben, Tippen und Hören werden gemeinsam geübt; Tee, Kalender und Familiennamen erzählen von der Kultur.',
  ],
  LAW101: [
    'Recht im Alltag',
    'Verträge, Nachbarn, Arbeit, Familie und Polizei: Rechte und Pflichten, die allen begegnen. Sie lesen Gesetze und Urteile, schreiben eine wirksame Beschwerde und erfahren, wann man eine Anwältin braucht.',
  ],
  LAW201: [
    'Vertrags- und Verbraucherrecht',
    'Angebot, Annahme, Leistung und Verletzung von Verträgen, von der Bäckerei bis zum App-Store. Allgemeine Geschäftsbedingungen, Gewährleistung, Widerruf und Haftung werden an wirklichen Streitfällen geübt.',
  ],
  LAW202: [
    'Menschenrechte',
    'Geschichte, Philosophie und Praxis der Rechte, die allen gehören. Meinungsfreiheit, Asyl, Folter, Diskriminierung und soziale Rechte werden an wegweisenden Urteilen verfolgt.',
  ],
  LAW204: [
    'Datenschutz und digitale Rechte',
    'Datenschutzrecht für Menschen, die Systeme bauen oder betreiben. Personenbezogene Daten, Einwilligung, Zweck, Auskunft und Löschung nach der Datenschutz-Grundverordnung, angewandt auf eine Schule und eine Klinik.',
  ],
  MAT101: [
    'Analysis in einer Veränderlichen',
    'Grenzwerte, Ableitungen und Integrale als Werkzeuge, um Veränderung zu beschreiben. Sie modellieren abkühlenden Kaffee und wachsende Populationen, rechnen von Hand und prüfen numerisch.',
  ],
  MAT201: [
    'Lineare Algebra',
    'Vektoren, Matrizen, Eigenwerte und Orthogonalität, immer mit der Geometrie vor Augen. Anwendungen reichen von der Bewertung von Webseiten über die Bildkompression bis zu den Schwingungen einer Brücke.',
  ],
  MAT202: [
    'Wahrscheinlichkeitsrechnung',
    'Zufallsvariablen, Erwartungswert, bedingte Wahrscheinlichkeit und die großen Grenzwertsätze. Glücksspiele, Warteschlangen, Epidemien und Versicherungen liefern die Beispiele.',
  ],
  MUS102: [
    'Musiktheorie und Gehörbildung',
    'Tonleitern, Intervalle, Akkorde und Kadenzen auf dem Papier, am Klavier und vor allem im Ohr. Popsongs, Choräle und Jazzstandards sind die Beispiele; ein Instrument braucht man zu Beginn nicht.',
  ],
  PSY101: [
    'Geist und Verhalten',
    'Wahrnehmung, Gedächtnis, Gefühl, Persönlichkeit und sozialer Einfluss: die großen Fragen der Psychologie und die Experimente, die sie beantworten sollten. Sie wiederholen eine klassische Studie selbst.',
  ],
  PSY201: [
    'Entwicklungspsychologie',
    'Vom ersten Blick des Neugeborenen bis ins hohe Alter. Bindung, Sprache, Denken, Spiel und Identität werden durch Beobachtung in einer Kinderkrippe und Gespräche mit mehreren Generationen untersucht.',
  ],
};
