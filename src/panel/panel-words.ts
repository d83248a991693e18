/** The words of a search that a course holds, where it does not hold all. */
const inPart = (matched: readonly string[]) =>
  matched.length === 0 ? '' : `: it has “${matched.join(', ')}”`;

/** Every word of the panel, in English. Another language is another object of this shape. */
export const panelWords = {
  language: 'en-GB',
  purposes: {
    next: { choice: 'Next courses', title: 'Recommended next courses' },
    supplement: { choice: 'For my courses now', title: 'To go with your courses now' },
  },
  /** For somebody who has no courses here: staff, an observer, an anonymous visitor. */
  supplementOfCourse: { choice: 'For this course', title: 'To go with this course' },
  checkInstallation: 'Check the installation',
  purposesLabel: 'What to suggest',
  introduction: {
    next: {
      learner: 'Chosen from what you have studied and what interests you. Hide what does not suit you.',
      anonymous:
        'Your learning platform did not say who you are, so these are popular courses for everybody.',
      staff:
        'You are here as staff. This is what a student who is new here sees; suggestions become personal as a student takes courses.',
      observer:
        'You are here as an observer, so these are popular courses for everybody. What is suggested to a student is shown to that student only.',
      off: 'Personal suggestions are off, so these are popular courses for everybody.',
    },
    supplement: {
      learner: 'Courses of the same subject as those you are taking now, and not much harder.',
      anonymous: 'Courses of the same subject as this one, and not much harder.',
      staff:
        'You are here as staff. These courses go with this one: of the same subject, and not much harder.',
      observer:
        'You are here as an observer. Courses of the same subject as this one, and not much harder. What is suggested to a student is shown to that student only.',
      off: 'Personal suggestions are off. Courses of the same subject as this one, and not much harder.',
    },
  },
  reasons: {
    becauseYouTook: {
      plain: (course: string) => `Because you took ${course}`,
      inCategory: (course: string, category: string) => `More in ${category}, like ${course}, which you took`,
    },
    becauseYouTake: {
      plain: (course: string) => `Because you are taking ${course}`,
      inCategory: (course: string, category: string) =>
        `More in ${category}, like ${course}, which you are taking`,
    },
    becauseYouLiked: {
      plain: (course: string) => `Because you liked ${course}`,
      inCategory: (course: string, category: string) =>
        `More in ${category}, like ${course}, which you liked`,
    },
    becauseYouLookedAt: {
      plain: (course: string) => `Because you looked at ${course}`,
      inCategory: (course: string, category: string) =>
        `Because you looked at ${course}: both are in ${category}`,
    },
    goesWith: {
      plain: (course: string) => `Goes with ${course}`,
      inCategory: (course: string, category: string) => `Goes with ${course}: both are in ${category}`,
    },
    buildsOn: (course: string) => `Builds on your course ${course}`,
    othersWentOn: (course: string, oneIn: number) =>
      `${oneIn <= 2 ? 'At least half of those' : `At least one in ${oneIn}`} who took ${course} took this later`,
    moreIn: (category: string, course: string, count: number) =>
      `More in ${category}, like ${count} of your courses, among them ${course}`,
    yourCourses: 'Chosen by students who took courses like yours',
    matchesSearch: (search: string) => `Matches your search for ${search}`,
    relatedToSearch: (search: string, matched: readonly string[]) =>
      `Related to your search for ${search}${inPart(matched)}`,
    relatedToInterest: (interest: string, matched: readonly string[]) =>
      `Related to your interest in ${interest}${inPart(matched)}`,
    relatedToGoal: (goal: string, matched: readonly string[]) =>
      `Related to your goal ${goal}${inPart(matched)}`,
    relatedToSkill: (skill: string) => `Related to ${skill}, a skill you want to learn`,
    relatedToSkillForGoal: (skill: string, goal: string) => `Related to ${skill}, for your goal ${goal}`,
    teachesSkill: (skill: string) => `Teaches ${skill}, a skill you want to learn`,
    teachesSkillForGoal: (skill: string, goal: string) => `Teaches ${skill}, which your goal ${goal} needs`,
    matchesGoal: (goal: string) => `Fits your goal ${goal}`,
    chance: 'Something different, picked at random now and then',
    notTakenYet: 'You have not taken it yet',
    matchesInterest: (interest: string) => `Matches your interest in ${interest}`,
    popularIn: (category: string, place: number, opens?: number) =>
      `${place === 1 ? `The course most chosen in ${category}` : `Popular in ${category}`}${andOpens(opens)}`,
    popular: (opens?: number) => `Popular with students here${andOpens(opens)}`,
    different: 'Something different from your courses so far',
  },
  entry: {
    open: 'Open: you can enrol yourself',
    openToYou: (group: string) => `Open to members of ${group}: you can enrol yourself`,
    key: 'You need a key to enrol',
    request: 'Ask for a place',
    payment: 'You pay to enrol',
    guest: 'You can look at it; nobody is enrolled this way',
    guestWithKey: 'You can look at it with a password; nobody is enrolled this way',
    cohort: (groups: string) => `Only members of ${groups} can enrol themselves`,
    someCohort: 'Only members of some groups can enrol themselves',
    invitation: 'By invitation: you cannot enrol yourself',
    closed: 'Nobody can enrol at present',
    opensOn: (date: string) => `Opens on ${date}`,
    startsOn: (date: string) => `Starts on ${date}`,
  },
  empty: {
    title: 'No recommendations yet',
    noCatalogue: 'The course list of your institution has not arrived yet. Please look in again later.',
    noSupplements:
      'Nothing goes with the courses you are taking now, or the list of your courses has not arrived yet.',
    noSupplementsOfCourse: 'Nothing goes with this course, or it is not in the course list yet.',
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
    results: (text: string) => `What “${text}” finds`,
    nothingFits: (text: string) => `No course here is about “${text}”.`,
    nearest: 'The nearest that there is:',
    strengths: { teaches: 'About this', mentions: 'Mentions this', related: 'Related' },
    missing: (list: string) => `Not in it: ${list}`,
    obstacles: {
      taken: 'You have it already',
      otherSection: (course: string) => `You have another section of it: ${course}`,
      dismissed: 'You have hidden it',
      prerequisites: (list: string) => `First take ${list}`,
      closed: 'Enrolment is closed',
      opens: (date: string) => `Opens on ${date}`,
      membersOnly: (list: string) => `Only for members of ${list}`,
      invitation: 'By invitation only',
      noWayIn: 'Nobody can enrol at present',
      language: (language: string) => `In another language than you picked: ${language}`,
    },
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
    goalHint: 'Pick one of the suggestions, find one below, or write your own.',
    skills: 'Skills you want to learn',
    skillsHint: 'For example: SQL, drawing, negotiation. Put commas between them.',
    languages: 'Courses in these languages',
    save: 'Save profile',
    tooMany: (most: number) => `Please keep to ${most} of these: remove some and save again.`,
    tooLong: (text: string, most: number) =>
      `“${text}…” is too long: please keep each to ${most} characters, with commas between them.`,
  },
  goal: {
    title: (goal: string) => `Your goal: ${goal}`,
    summary: (has: number, all: number) =>
      all === 1
        ? `Your courses have ${has === 1 ? '' : 'not yet '}taught you the one skill that it needs above all.`
        : `Of the ${all} skills that it needs above all, your courses have taught you ${has === 0 ? 'none yet' : has}.`,
    show: 'Skills for this goal',
    groups: {
      has: 'From courses you took',
      learning: 'In your courses now',
      taught: 'Taught by other courses here',
      missing: 'Not taught by any course here',
    },
    more: (count: number) => `And ${count} more`,
    /** What the terms of a taxonomy ask to be said. */
    sources: {
      esco: 'This service uses the ESCO classification of the European Commission.',
      onet: 'Occupation and skills: O*NET database of the U.S. Department of Labor (USDOL/ETA), CC BY 4.0, changed. O*NET is a trademark of USDOL/ETA.',
      own: '',
    },
    hint: 'Which course teaches what is taken from what your institution states and, where it says nothing, from the titles and descriptions of the courses.',
  },
  goalSearch: {
    label: 'Find a career goal',
    button: 'Find',
    found: (text: string) => `Pick one of the occupations for “${text}” as your goal:`,
    none: (text: string) =>
      `No occupation with “${text}” in its name is known. You can write it as your goal all the same.`,
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
      'Suggestions are worked out from the courses you have taken here, the courses other students took next, the descriptions of the courses, and what you tell us: interests, goal, skills, searches, ratings, what you open and what you hide.',
      'Your name and e-mail address are not stored: you are known by a code that only your institution’s own key can produce.',
      'A suggestion is only a suggestion: this tool grades nobody and takes no part in admission.',
    ],
  },
  yourData: {
    title: 'Your data',
    link: 'See, download or delete your data',
    allowAgain: 'Your data, and allowing personal suggestions again',
    back: 'Back to the suggestions',
    introduction: {
      on: 'What this tool has stored about you. Your name, your e-mail address and your grades are not among it: you are known by a code.',
      off: 'Personal suggestions are off. Nothing is stored about you but this visit, and the codes that you are known by, so that the course lists of your institution do not bring you back.',
      anonymous:
        'Your learning platform did not say who you are, so nothing is stored about you, and there is nothing to see or delete.',
    },
    told: 'What you told',
    courses: 'Your courses, as your institution’s systems say',
    did: 'What you did here, and elsewhere as your institution’s systems say',
    nothing: 'Nothing.',
    more: (count: number) => `And ${count} older ones: the download has them.`,
    states: { active: 'taking it', completed: 'completed', withdrawn: 'left', planned: 'begins later' },
    staff: 'on the staff',
    gradeBand: (band: string) => `result: ${band}`,
    ratedAs: (rating: number) => `${rating} of 5`,
    events: {
      searched: 'Searched',
      'searches-forgotten': 'Searches forgotten',
      rated: 'Rated',
      dismissed: 'Hidden',
      restored: 'Hidden no longer',
      opened: 'Opened',
      shown: 'Shown at random',
    },
    download: {
      title: 'Download',
      text: 'Everything that is stored about you, also your visits of the last days, in a form that programs can read.',
      link: 'Download everything (JSON)',
    },
    forget: {
      title: 'Delete what you told and did',
      text: 'Deletes your profile, searches, ratings and what you have hidden. Suggestions go on from your courses.',
      button: 'Delete what I told and did',
    },
    stop: {
      title: 'Stop personal suggestions',
      text: 'Deletes everything that is stored about you. You see popular courses from then on, nothing new is stored, and suggestions for others no longer learn from you. You can allow it again at any time, and start anew.',
      sure: 'I know that this cannot be undone',
      problem: 'Please tick the box below: what is deleted does not come back.',
      button: 'Delete everything and stop',
    },
    allow: {
      title: 'Allow personal suggestions again',
      text: 'Your courses come back with the next update from your institution, usually within a day. What you had told does not.',
      button: 'Allow personal suggestions',
    },
    done: {
      forgotten: 'What you told and did is deleted.',
      stopped: 'Everything is deleted, and personal suggestions are off.',
      allowed: 'Personal suggestions are on again.',
    },
  },
  lastUpdated: 'Course data last updated',
  working: 'One moment…',
  unreachable:
    'The page could not be reached, so nothing was changed. Please check your connection and try again.',
  refused: {
    anonymous:
      'Your learning platform did not say who you are, so nothing can be saved for you. The courses themselves are open to you.',
    off: 'Personal suggestions are off, so nothing is saved for you. You can allow them again under “Your data”.',
    otherPerson:
      'Somebody else has opened Recommended next courses in this browser since this page was made, so nothing was changed. Please go back to your course and open it again.',
    courseUnknown:
      'This course is not in your institution’s course list any more. Please go back and reload the page.',
  },
};

/** A course that others build on is worth taking for that. */
function andOpens(opens: number | undefined): string {
  return opens === undefined ? '' : `: ${opens} other courses build on it`;
}

export type PanelWords = typeof panelWords;

/** `3 March 2026` */
export function dateWords(date: Date, words: PanelWords): string {
  return new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
