import type { RegistrationWords } from './words.ts';

export const english: RegistrationWords = {
  language: 'en',
  tool: {
    name: 'Recommended next courses',
    description: 'Shows students which courses suit them next, and why.',
    select: 'Add recommended courses',
    administration: 'Recommended next courses: administration',
  },
  confirm: {
    title: 'Register Recommended next courses',
    introduction: (host) =>
      `This connects ${host} with Recommended next courses. Nothing has been registered yet.`,
    places: 'Where it will appear',
    placesFor: {
      activity: 'As an external tool that teachers add to their courses',
      select: 'Under “Select content”, with settings',
      navigation: 'In the navigation of courses, of users and of the whole site',
      administration: 'In the navigation of the account, for administrators',
    },
    data: 'What it will receive',
    roster: 'Who takes part in a course, and in which role',
    noRoster: 'No lists of participants: this platform does not offer them',
    noNames: 'It asks for no names and no e-mail addresses, gives no grades and stores no names.',
    approved: 'It can be used as soon as you have activated it.',
    pending: 'The people who run this tool must approve your institution before it can be opened.',
    register: 'Register',
  },
  done: {
    title: 'Registered',
    approved: 'Your institution is approved: the tool can be opened.',
    pending: (name) =>
      `Your institution waits for approval under the name “${name}”. Until then, whoever opens the tool is told so.`,
    rosterRefused:
      'Your platform did not grant the lists of participants. The tool works, but knows only the courses that are imported otherwise.',
    close: 'Close',
  },
};
