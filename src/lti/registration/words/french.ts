import type { RegistrationWords } from './words.ts';

export const french: RegistrationWords = {
  language: 'fr',
  tool: {
    name: 'Prochains cours recommandés',
    description: 'Montre aux étudiants quels cours leur conviennent ensuite, et pourquoi.',
    select: 'Ajouter des cours recommandés',
    administration: 'Prochains cours recommandés : administration',
  },
  confirm: {
    title: 'Enregistrer Prochains cours recommandés',
    introduction: (host) =>
      `Ceci relie ${host} à « Prochains cours recommandés ». Rien n’est encore enregistré.`,
    places: 'Où l’outil apparaîtra',
    placesFor: {
      activity: 'Comme outil externe que les enseignants ajoutent à leurs cours',
      select: 'Sous « Sélectionner du contenu », avec des réglages',
      navigation: 'Dans la navigation des cours, des utilisateurs et de tout le site',
      administration: 'Dans la navigation du compte, pour les administrateurs',
    },
    data: 'Ce que l’outil recevra',
    roster: 'Qui participe à un cours, et dans quel rôle',
    noRoster: 'Aucune liste de participants : cette plateforme n’en propose pas',
    noNames:
      'Il ne demande ni noms ni adresses électroniques, n’attribue aucune note et n’enregistre aucun nom.',
    approved: 'Il est utilisable dès que vous l’avez activé.',
    pending:
      'Les responsables de cet outil doivent approuver votre établissement avant qu’il puisse être ouvert.',
    register: 'Enregistrer',
  },
  done: {
    title: 'Enregistré',
    approved: 'Votre établissement est approuvé : l’outil peut être ouvert.',
    pending: (name) =>
      `Votre établissement attend l’approbation sous le nom « ${name} ». D’ici là, l’outil le dit à qui l’ouvre.`,
    rosterRefused:
      'Votre plateforme n’a pas accordé les listes de participants. L’outil fonctionne, mais ne connaît que les cours importés autrement.',
    close: 'Fermer',
  },
};
