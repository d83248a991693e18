import type { CourseEntry } from '../../../models/course.ts';
import type { Fields } from '../documents/by-source.ts';
import type { CourseRecord, EnrolmentRecord, EventRecord, StudyRecord } from '../record.ts';

// Field by field: what else an object may carry is not for the database.

export function courseFields(record: CourseRecord): Fields {
  const { code, title, description, categories, level, credits, language, url } = record;
  const { prerequisites, skills, group, audience, opensAt, closesAt, endsAt, term, startsAt, entry } = record;
  const { hidden, translations } = record;
  const texts = { code, title, description, categories, level, language, url };
  return known({
    ...texts,
    credits,
    prerequisites,
    skills,
    group,
    audience,
    opensAt,
    closesAt,
    endsAt,
    hidden,
    translations,
    term: term && termFields(term),
    startsAt,
    entry: entry?.map(entryFields) ?? entry,
  });
}

export function enrolmentFields(record: EnrolmentRecord): Fields {
  const { state, stateAt, role, at, endsAt, completedAt, progress, gradeBand, weight } = record;
  return known({ state, stateAt, role, at, endsAt, completedAt, progress, gradeBand, weight });
}

export function studyFields({ programme, year }: StudyRecord): Fields {
  return known({ programme, year });
}

/** @param learner the pseudonym */
export function eventFields({ at, detail }: EventRecord, learner: string): Fields {
  const { type, course, rating, text } = { course: undefined, rating: undefined, text: undefined, ...detail };
  return known({ learner, type, course, rating, text, at });
}

function termFields({ name, startsAt, endsAt }: NonNullable<CourseRecord['term']>): Fields {
  return known({ name, startsAt, endsAt });
}

function entryFields({ way, opensAt, groups, needsKey }: CourseEntry): Fields {
  return known({ way, opensAt, groups, needsKey });
}

function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
