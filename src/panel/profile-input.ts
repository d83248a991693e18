import { type Message, message } from '../messages/message.ts';
import { normalised } from '../values/normalised.ts';

export const mostTexts = 12;
export const longestText = 60;
/** Names of occupations: "mechanical engineering technician (f/m), aviation and …". */
export const longestGoal = 200;

/** What a learner says about themselves. */
export interface LearnerProfile {
  /** Most important first. */
  interests: string[];
  /** What they want to become; empty where they do not say. */
  goal: string;
  /** What they want to learn to do. */
  skills: string[];
  /** BCP 47 tags of the languages they want courses in; empty: any. */
  languages: string[];
}

/** A field of free text. */
export type ProfileField = 'interests' | 'goal' | 'skills';

/** What was typed and picked, cleaned. `problem` says why it cannot be saved. */
export interface ProfileInput {
  profile: LearnerProfile;
  problem?: { field: ProfileField; message: Message };
}

/**
 * Reads the profile form. `words` and `skills` are free text with new lines or commas of any language, `pick` is one or more categories,
 * `goal` is one text, `language` is those of `languages` that were picked. Spaces are tidied; invisible characters and
 * repetitions, in whatever case, are dropped.
 * @param languages that can be picked
 * @param presumed those that are ticked for who has picked none: who leaves them as they are picks none
 */
export function parseProfile(
  body: unknown,
  languages: readonly string[],
  presumed: readonly string[],
): ProfileInput {
  const fields = (body ?? {}) as Record<string, unknown>;
  const picked = languages.filter((language) => asTexts(fields['language']).includes(language));
  const profile: LearnerProfile = {
    interests: distinct(
      [...asTexts(fields['pick']).map(tidy), ...splitList(fields['words'])].filter(Boolean),
    ),
    goal: tidy(asTexts(fields['goal']).join(' ')),
    skills: distinct(splitList(fields['skills'])),
    languages: languages.every((one) => picked.includes(one) === presumed.includes(one)) ? [] : picked,
  };
  for (const [field, texts, longest] of [
    ['interests', profile.interests, longestText],
    ['goal', profile.goal ? [profile.goal] : [], longestGoal],
    ['skills', profile.skills, longestText],
  ] as const) {
    const problem = findProblem(texts, longest);
    if (problem !== undefined) return { profile, problem: { field, message: problem } };
  }
  return { profile };
}

/** One line that was typed into a box: empty when nothing was, cut when it is too long. */
export function parseLine(field: unknown, longest = longestText): string {
  return [...tidy(asTexts(field).join(' '))].slice(0, longest).join('').trim();
}

function findProblem(texts: readonly string[], longest: number): Message | undefined {
  const long = texts.find((text) => characterCount(text) > longest);
  if (long !== undefined)
    return message('profile.tooLong', { text: [...long].slice(0, 20).join(''), most: longest });
  return texts.length > mostTexts ? message('profile.tooMany', { most: mostTexts }) : undefined;
}

/** A form field that is sent once is a text, and several times a list. Anything else does not come from the form. */
function asTexts(field: unknown): string[] {
  return [field].flat().filter((value) => typeof value === 'string');
}

function splitList(field: unknown): string[] {
  return asTexts(field)
    .flatMap((text) => text.split(/[,;\n،؛，、；]/))
    .map(tidy)
    .filter(Boolean);
}

function tidy(text: string): string {
  return (
    normalised(text, 'NFC')
      // Control characters, and those that turn the direction of the text around them.
      .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

function distinct(texts: string[]): string[] {
  const first = new Map<string, string>();
  for (const text of texts) {
    const folded = text.toLowerCase();
    if (!first.has(folded)) first.set(folded, text);
  }
  return [...first.values()];
}

/** In characters as a person counts them, not in UTF-16 units. */
function characterCount(text: string): number {
  return [...text].length;
}
