import { nameOfSections } from '../../models/sections.ts';
import { mostHits } from './course-search.ts';
import { isTaught } from './goal-gains.ts';
import { learnerTopics } from './learner-topics.ts';
import type { Question } from './question.ts';
import { topicGains } from './topic-gains.ts';

/** What came of the things that a learner says of themselves. */
export interface ProfileMatches {
  /** How many courses gain by any of them; sections of one course are one. */
  courses: number;
  /** There may be more: a search ends after so many. */
  isAtLeast: boolean;
  /** Interests, goal and skills, as they were typed, by which no course gains. */
  unmatched: string[];
}

/** By the same reckoning as suggestions, also of courses that the learner has already. */
export function profileMatches(question: Question): ProfileMatches {
  const { learner, catalogue } = question;
  const reading = { search: question.search, locale: question.locale };
  const { interests, goal, skills } = learner.profile;
  const found = new Set<string>();
  const unmatched: string[] = [];
  let isAtLeast = false;
  for (const [text, said] of [
    ...interests.map((text) => [text, { interests: [text], skills: [] }] as const),
    ...(goal === undefined ? [] : [[goal, { interests: [], skills: [], goal }] as const]),
    ...skills.map((text) => [text, { interests: [], skills: [text] }] as const),
  ]) {
    const keys =
      'goal' in said && isTaught(learner.goal)
        ? learner.goal.skills.flatMap(({ courses }) => courses.map(({ course }) => course))
        : learnerTopics(said, [], question.now).flatMap((topic) => [...topicGains(topic, reading).keys()]);
    isAtLeast ||= keys.length >= mostHits;
    const courses = keys.flatMap((key) => catalogue.courses.get(key) ?? []);
    if (courses.length === 0) unmatched.push(text);
    for (const course of courses) found.add(nameOfSections(course));
  }
  return { courses: found.size, isAtLeast, unmatched };
}
