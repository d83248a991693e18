/** Every word of the panel, in English. Another language is another object of this shape. */
export const english = {
  language: 'en-GB',
  title: 'Recommended next courses',
  introduction: {
    learner: 'Chosen from what you have studied and what interests you. Hide what does not suit you.',
    anonymous: 'Your learning platform did not say who you are, so these are popular courses for everybody.',
    staff:
      'You are here as staff. This is what a student who is new here sees; suggestions become personal as a student takes courses.',
  },
  reasons: {
    becauseYouTook: (course: string) => `Because you took ${course}`,
    becauseYouTake: (course: string) => `Because you are taking ${course}`,
    becauseYouLiked: (course: string) => `Because you liked ${course}`,
    goesWith: (course: string) => `Goes with ${course}, which you are taking now`,
    matchesSearch: (search: string) => `Matches your search for ${search}`,
    teachesSkill: (skill: string) => `Teaches ${skill}, a skill you want to learn`,
    teachesSkillForGoal: (skill: string, goal: string) => `Teaches ${skill}, for your goal ${goal}`,
    matchesGoal: (goal: string) => `Fits your goal ${goal}`,
    chance: 'Something different, picked at random now and then',
    matchesInterest: (interest: string) => `Matches your interest in ${interest}`,
    popularIn: (category: string) => `Popular in ${category}`,
    popular: 'Popular with students here',
  },
  empty: {
    title: 'No recommendations yet',
    noCatalogue: 'The course list of your institution has not arrived yet. Please look in again later.',
    noCandidates:
      'There is no further course to suggest right now. New courses appear here as soon as your institution adds them.',
    tellInterests: 'Tell us what interests you: it counts from the first suggestion on.',
  },
  notInterested: 'Not interested',
  notInterestedIn: (course: string) => `Not interested in ${course}`,
  notices: {
    dismissed: (course: string) => `“${course}” will not be suggested again.`,
    restored: (course: string) => `“${course}” can be suggested again.`,
    interestsSaved: 'Your interests are saved and count from now on.',
    interestsCleared: 'Your interests are cleared.',
  },
  undo: 'Undo',
  interests: {
    title: 'What are you interested in?',
    yours: 'Your interests',
    change: 'Change',
    picks: 'Subjects at your institution',
    words: 'In your own words',
    hint: 'For example: climate, programming, art history. Put commas between them.',
    save: 'Save interests',
    tooMany: (most: number) => `Please keep to ${most} interests: remove some and save again.`,
    tooLong: (interest: string, most: number) =>
      `“${interest}…” is too long: please keep each interest to ${most} characters, with commas between them.`,
  },
  about: {
    title: 'Why am I seeing this?',
    paragraphs: [
      'Suggestions are worked out from the courses you have taken here, the courses other students took next, the descriptions of the courses, the interests you tell us and what you hide.',
      'Your name and e-mail address are not stored: you are known by a code that only your institution’s own key can produce.',
      'A suggestion is only a suggestion: this tool grades nobody and takes no part in admission.',
    ],
  },
  lastUpdated: 'Course data last updated',
  working: 'One moment…',
  unreachable:
    'The page could not be reached, so nothing was changed. Please check your connection and try again.',
  refused: {
    anonymous:
      'Your learning platform did not say who you are, so nothing can be saved for you. The courses themselves are open to you.',
    courseUnknown:
      'This course is not in your institution’s course list any more. Please go back and reload the page.',
  },
};

export type Words = typeof english;
