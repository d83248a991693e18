/** Every word of the panel, in English. Another language is another object of this shape. */
export const english = {
  language: 'en-GB',
  purposes: {
    next: { choice: 'Next courses', title: 'Recommended next courses' },
    supplement: { choice: 'For my courses now', title: 'To go with your courses now' },
  },
  checkInstallation: 'Check the installation',
  purposesLabel: 'What to suggest',
  introduction: {
    next: {
      learner: 'Chosen from what you have studied and what interests you. Hide what does not suit you.',
      anonymous:
        'Your learning platform did not say who you are, so these are popular courses for everybody.',
      staff:
        'You are here as staff. This is what a student who is new here sees; suggestions become personal as a student takes courses.',
    },
    supplement: {
      learner: 'Courses of the same subject as those you are taking now, and not much harder.',
      anonymous: 'Courses of the same subject as this one, and not much harder.',
      staff:
        'You are here as staff. These courses go with this one: of the same subject, and not much harder.',
    },
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
    notTakenYet: 'You have not taken it yet',
    matchesInterest: (interest: string) => `Matches your interest in ${interest}`,
    popularIn: (category: string) => `Popular in ${category}`,
    popular: 'Popular with students here',
  },
  empty: {
    title: 'No recommendations yet',
    noCatalogue: 'The course list of your institution has not arrived yet. Please look in again later.',
    noSupplements:
      'Nothing goes with the courses you are taking now, or the list of your courses has not arrived yet.',
    noCandidates:
      'There is no further course to suggest right now. New courses appear here as soon as your institution adds them.',
    tellInterests: 'Tell us what interests you: it counts from the first suggestion on.',
  },
  notInterested: 'Not interested',
  notInterestedIn: (course: string) => `Not interested in ${course}`,
  notices: {
    dismissed: (course: string) => `“${course}” will not be suggested again.`,
    restored: (course: string) => `“${course}” can be suggested again.`,
    profileSaved: 'Your profile is saved and counts from now on.',
    rated: (course: string) => `What you said about “${course}” counts from now on.`,
    searched: (text: string) => `Your search for “${text}” counts for the next few days.`,
    searchesForgotten: 'Your searches are forgotten.',
  },
  undo: 'Undo',
  search: {
    label: 'What are you looking for?',
    button: 'Search',
    lately: 'You searched for',
    forget: 'Forget my searches',
  },
  profile: {
    title: 'What are you interested in?',
    yours: 'Your profile',
    change: 'Change',
    savedGoal: (goal: string) => `Goal: ${goal}`,
    picks: 'Subjects at your institution',
    words: 'In your own words',
    wordsHint: 'For example: climate, programming, art history. Put commas between them.',
    goal: 'Career goal',
    goalHint: 'Pick one of the suggestions or write your own.',
    skills: 'Skills you want to learn',
    skillsHint: 'For example: SQL, drawing, negotiation. Put commas between them.',
    languages: 'Courses in these languages',
    save: 'Save profile',
    tooMany: (most: number) => `Please keep to ${most} of these: remove some and save again.`,
    tooLong: (text: string, most: number) =>
      `“${text}…” is too long: please keep each to ${most} characters, with commas between them.`,
  },
  taken: {
    title: 'Your courses',
    hint: 'Tell us what you thought of them. What you liked counts more; what you did not is left out.',
    liked: 'Liked it',
    disliked: 'Not for me',
    likedOf: (course: string) => `Liked it: ${course}`,
    dislikedOf: (course: string) => `Not for me: ${course}`,
  },
  about: {
    title: 'Why am I seeing this?',
    paragraphs: [
      'Suggestions are worked out from the courses you have taken here, the courses other students took next, the descriptions of the courses, and what you tell us: interests, goal, skills, searches, ratings and what you hide.',
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
