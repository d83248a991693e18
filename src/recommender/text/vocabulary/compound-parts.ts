/** Words that many compounds on courses are made of, by language; folded. */
const lists: Readonly<Record<string, string>> = {
  de:
    'system systeme wissenschaft wissenschaften kunde lehre technik recht rechte kurs seminar theorie methode methoden analyse management ' +
    'entwicklung gestaltung planung forschung politik geschichte sprache sprachen grundlagen praxis projekt arbeit schule wirtschaft kultur umwelt ' +
    'daten bank buch haltung wesen bildung erziehung pflege kranken gesundheit medizin chemie physik biologie mathematik informatik maschinen ' +
    'lernen bau stadt land wasser energie klima netz netze werk stoff kunst musik film medien markt personal betrieb betriebs finanz steuer ' +
    'vertrag vertrags familie kinder jugend alter sozial staat verwaltung programm programmierung software sicherheit schutz prufung',
  nl:
    'systeem systemen wetenschap wetenschappen kunde leer techniek recht cursus theorie methode methoden analyse management ontwikkeling vormgeving ' +
    'planning onderzoek politiek geschiedenis taal talen grondslagen praktijk project arbeid school economie cultuur milieu data bank boek houding ' +
    'onderwijs zorg gezondheid stad land water energie klimaat netwerk kunst muziek film media markt personeel bedrijf bedrijfs belasting kinderen',
  sv:
    'system vetenskap lara teknik ratt kurs teori metod metoder analys ledning utveckling planering forskning politik historia sprak grunder praktik projekt ' +
    'arbete arbets skola ekonomi kultur miljo data bank bok foring utbildning vard halsa stad land vatten energi klimat natverk konst musik film medier marknad ' +
    'personal foretag foretags skatt barn maskin inlarning',
  da:
    'system videnskab laere teknik ret kursus teori metode metoder analyse ledelse udvikling planlaegning forskning politik historie sprog grundlag praksis ' +
    'projekt arbejde arbejds skole okonomi kultur miljo data bank bog foring uddannelse pleje sundhed sundheds by land vand energi klima netvaerk kunst musik ' +
    'film medier marked personale virksomhed skat born maskin laering',
  no:
    'system vitenskap laere teknikk rett kurs teori metode metoder analyse ledelse utvikling planlegging forskning politikk historie sprak grunnlag praksis ' +
    'prosjekt arbeid arbeids skole okonomi kultur miljo data bank bok foring utdanning pleie helse by land vann energi klima nettverk kunst musikk film medier ' +
    'marked personal bedrift skatt barn maskin laering',
};

const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** @param part folded */
export function isCompoundPart(part: string, language: string): boolean {
  return byLanguage.get(language)?.has(part) === true;
}
