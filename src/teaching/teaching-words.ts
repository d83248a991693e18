import { cardCounts, longestTitle } from '../panel/link-settings.ts';

/** Every word that teachers read, in English. Another language is another object of this shape. */
export const teachingWords = {
  add: {
    title: 'Add recommended courses',
    introduction:
      'This adds a link to your course. Each student who opens it sees courses chosen for them, with the reason beside each.',
    purpose: 'What to recommend',
    purposes: {
      next: { choice: 'Next courses', hint: 'What to take after this course and the others they took.' },
      supplement: {
        choice: 'Related material',
        hint: 'Courses of the same subject, and not much harder, to go with this one.',
      },
    },
    cards: 'Number of courses',
    cardsHint: `From ${cardCounts.fewest} to ${cardCounts.most}.`,
    cardsProblem: `Please give a whole number from ${cardCounts.fewest} to ${cardCounts.most}.`,
    heading: 'Title',
    headingHint: 'Students see it as the name of the link and above the courses.',
    headingProblem: `Please give a title of at most ${longestTitle} characters.`,
    preview: 'Preview',
    previewHint: 'This is what a student sees whom we know nothing about; each sees their own.',
    previewEmpty: 'There is nothing to show yet: no course suits, or the course list has not arrived.',
    previewRefused: 'The preview comes back once the form is right.',
    showPreview: 'Show preview',
    add: 'Add to course',
    cancel: 'Cancel',
  },
  notAccepted: {
    title: 'This cannot be added here',
    text: 'Recommended courses are added as a link to this tool (ltiResourceLink), and the place you came from takes no such link. Please go back and choose a place that takes external tools, such as an activity or a module item.',
    back: 'Back to the course',
  },
  answer: {
    title: 'Going back to your course',
    text: 'If nothing happens, please press the button.',
    button: 'Continue',
  },
  messages: {
    added: (title: string) => `“${title}” was added.`,
    cancelled: 'Nothing was added.',
    notAccepted: 'Nothing was added: recommended courses need a place that takes links to external tools.',
  },
  refused:
    'This was already added or given up. To add recommended courses, please go back to your course and begin there again.',
};
