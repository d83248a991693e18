import type { RegistrationWords } from './words.ts';

export const german: RegistrationWords = {
  language: 'de',
  tool: {
    name: 'Empfohlene nächste Kurse',
    description: 'Zeigt Studierenden, welche Kurse als Nächstes zu ihnen passen und warum.',
    select: 'Empfohlene Kurse hinzufügen',
    administration: 'Empfohlene nächste Kurse: Verwaltung',
  },
  confirm: {
    title: 'Empfohlene nächste Kurse registrieren',
    introduction: (host) =>
      `Damit wird ${host} mit „Empfohlene nächste Kurse“ verbunden. Noch ist nichts registriert.`,
    places: 'Wo es erscheint',
    placesFor: {
      activity: 'Als externes Tool, das Lehrende in ihre Kurse aufnehmen',
      select: 'Unter „Inhalt auswählen“, mit Einstellungen',
      navigation: 'In der Navigation der Kurse, der Personen und der ganzen Website',
      administration: 'In der Navigation des Accounts, für die Administration',
    },
    data: 'Was es erhält',
    roster: 'Wer an einem Kurs teilnimmt und in welcher Rolle',
    noRoster: 'Keine Teilnehmerlisten: diese Plattform bietet sie nicht an',
    noNames: 'Es fragt nicht nach Namen oder E-Mail-Adressen, vergibt keine Noten und speichert keine Namen.',
    approved: 'Es kann benutzt werden, sobald Sie es aktiviert haben.',
    pending: 'Die Betreiber dieses Tools müssen Ihre Einrichtung freigeben, bevor es geöffnet werden kann.',
    register: 'Registrieren',
  },
  done: {
    title: 'Registriert',
    approved: 'Ihre Einrichtung ist freigegeben: das Tool kann geöffnet werden.',
    pending: (name) =>
      `Ihre Einrichtung wartet unter dem Namen „${name}“ auf die Freigabe. Wer das Tool vorher öffnet, erfährt das.`,
    rosterRefused:
      'Ihre Plattform hat die Teilnehmerlisten nicht gewährt. Das Tool läuft, kennt aber nur anderweitig eingelesene Kurse.',
    close: 'Schließen',
  },
};
