import type { CourseState } from '../answering/course-state.ts';
import type { Words } from '../words/words.ts';
import { anyOf } from './course-card.ts';
import { titleList } from './title-list.ts';

/** How a course stands to the reader, as a badge says it. */
export function stateWords(state: CourseState, words: Words): string {
  const titles = (courses: readonly { title: string }[]) =>
    titleList(
      courses.map(({ title }) => title),
      words,
    );
  switch (state.kind) {
    case 'open':
      return words.say('state.open');
    case 'ready-after':
      return words.say('state.readyAfter', { courses: titles(state.courses) });
    case 'opens':
      return words.say('state.opens', { date: words.date(state.opensAt) });
    case 'outgrown':
      return words.say('state.outgrown');
    case 'first-take':
      return words.say('state.firstTake', { courses: titles(state.courses) });
    case 'steps-away':
      return words.say('state.stepsAway', { steps: state.steps });
    case 'needs-missing':
      return words.say('state.needsMissing');
    case 'taking':
      return words.say('state.taking');
    case 'taken':
      return words.say('state.taken');
    case 'left':
      return words.say('state.left');
    case 'on-record':
      return words.say('state.onRecord');
    case 'other-section':
      return words.say('state.otherSection', { course: state.course.title });
    case 'hidden':
      return words.say('state.hidden');
    case 'other-language':
      return words.say('state.otherLanguage', { language: words.languageName(state.language) });
    case 'members-only':
      return words.say('state.membersOnly', { groups: anyOf(state.groups, words) });
    case 'other-audience':
      return words.say('state.otherAudience', { groups: anyOf(state.groups, words) });
    case 'closed':
      return words.say('state.closed');
    case 'invitation-only':
      return words.say('state.invitationOnly');
    case 'no-way-in':
      return words.say('state.noWayIn');
    case 'blocked':
      return words.say('state.blocked');
    case 'removed':
      return words.say('state.removed');
    case 'concealed':
      return words.say('state.concealed');
  }
}
