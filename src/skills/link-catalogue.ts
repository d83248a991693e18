import { createHash } from 'node:crypto';
import mongoose, { type Types } from 'mongoose';
import { type CatalogueReport, CatalogueReportModel } from '../../models/catalogue-report.ts';
import { type ConceptName, ConceptNameModel } from '../../models/concept-name.ts';
import { type Course, CourseModel } from '../../models/course.ts';
import { SkillLinksModel } from '../../models/skill-links.ts';
import { type SkillReport, SkillReportModel } from '../../models/skill-report.ts';
import { type Taxonomy, TaxonomyModel } from '../../models/taxonomy.ts';
import { takeLease } from '../leases/lease.ts';
import { fallbackLanguage, languageCode } from '../taxonomy/reading-language.ts';
import { type FoundLink, linkSkill, type SkillToLink } from './link-skills.ts';
import type { LinkedCourse } from './linked-course.ts';
import type { CreateSkillSearch } from './skill-search.ts';
import { readStated } from './stated-skills.ts';
import { suggestGoals } from './suggest-goals.ts';
import { textSearch } from './text-search.ts';

/** Raise it with every change of how courses are linked, so that all are linked again. */
const rules = 1;
/** What finds the courses of a skill by their texts. */
const createSearch: CreateSkillSearch = textSearch;

const longestDescription = 8_000;
const linksInBatch = 200;
const coursesInBatch = 500;
const byKey = { institutionId: 1, key: 1 } as const;
const fields = {
  ...{ _id: 0, key: 1, code: 1, title: 1, description: 1, categories: 1, level: 1, language: 1, skills: 1 },
  removedAt: 1,
} as const;

/** Whether the catalogue was looked through since the last linking, or a taxonomy has changed. */
export async function isLinkingDue(institutionId: Types.ObjectId): Promise<boolean> {
  const taxonomies = await readTaxonomies();
  if (taxonomies === undefined) return false;
  const report = await SkillReportModel.findOne({ institutionId }).lean<SkillReport>();
  if (!report) return (await CourseModel.exists({ institutionId })) !== null;
  if (report.taxonomies !== taxonomies) return true;
  const later = { institutionId, at: { $gt: report.derivedAt } };
  return (await CatalogueReportModel.exists(later)) !== null;
}

/**
 * Finds out which courses of an institution teach which skills of all taxonomies, and stores it. Courses and taxonomies that are the
 * same as the last time change nothing. Until it is done, what was found before counts. Only one linking of an institution runs at a
 * time, over all processes.
 * @returns how many skills courses teach; undefined where nothing was to be done, or another process is doing it
 */
export async function linkCatalogue(
  institutionId: Types.ObjectId,
  { now = new Date() } = {},
): Promise<number | undefined> {
  const taxonomies = await readTaxonomies();
  if (taxonomies === undefined) return undefined;
  const lease = await takeLease(`${institutionId} skills`);
  if (!lease) return undefined;
  try {
    // Before the courses are read: what is derived in between is looked at the next time.
    const derivedAt = await readDerivedAt(institutionId);
    const { courses, content } = await readCourses(institutionId);
    const report = await SkillReportModel.findOne({ institutionId }).lean<SkillReport>();
    if (report?.catalogue === content && report.taxonomies === taxonomies) {
      await SkillReportModel.updateOne({ institutionId }, { $set: { derivedAt } });
      return undefined;
    }
    const run = new mongoose.Types.ObjectId();
    const linked = await writeLinks({ institutionId, run, courses, beforeWrite: lease.assertHeld });
    await SkillLinksModel.deleteMany({ institutionId, run: { $ne: run } });
    const goals = await suggestGoals(linked.skills);
    const counts = { skills: linked.skills.size, courses: linked.courses.size };
    await SkillReportModel.updateOne(
      { institutionId },
      { $set: { at: now, derivedAt, taxonomies, catalogue: content, goals, ...counts } },
      { upsert: true },
    );
    return linked.skills.size;
  } finally {
    await lease.release();
  }
}

/** What says which taxonomies there are; undefined where there are none, or one is being imported. */
async function readTaxonomies(): Promise<string | undefined> {
  const all = await TaxonomyModel.find().sort({ scheme: 1 }).lean<Taxonomy[]>();
  if (all.length === 0 || all.some(({ content }) => content === 'incomplete')) return undefined;
  return JSON.stringify([rules, ...all.map(({ scheme, content }) => [scheme, content])]);
}

async function readDerivedAt(institutionId: Types.ObjectId): Promise<Date> {
  const report = await CatalogueReportModel.findOne({ institutionId }).lean<CatalogueReport>();
  return report?.at ?? new Date(0);
}

/** The courses that the LMS has, in the order of their keys, and a hash of what they say. */
async function readCourses(institutionId: Types.ObjectId) {
  const courses: LinkedCourse[] = [];
  const hash = createHash('sha256');
  const found = CourseModel.find({ institutionId, hidden: { $ne: true } }, fields)
    .sort({ key: 1 })
    .hint(byKey)
    .lean<(LinkedCourse & Pick<Course, 'removedAt'>)[]>();
  for await (const { removedAt, ...course } of found.cursor({ batchSize: coursesInBatch })) {
    if (removedAt !== undefined) continue;
    hash.update(JSON.stringify(course));
    courses.push({ ...course, description: course.description.slice(0, longestDescription) });
  }
  return { courses, content: hash.digest('base64url') };
}

interface Linking {
  institutionId: Types.ObjectId;
  run: Types.ObjectId;
  courses: readonly LinkedCourse[];
  /** Called before anything is written; throws when it must not be. */
  beforeWrite: () => void;
}

async function writeLinks({ institutionId, run, courses, beforeWrite }: Linking) {
  const search = createSearch(courses);
  const stated = await readStated(courses);
  const linked = { skills: new Set<string>(), courses: new Set<number>() };
  let batch: object[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    beforeWrite();
    await SkillLinksModel.collection.bulkWrite(batch as never, { ordered: false });
    batch = [];
  };
  const add = async (skill: string, links: readonly FoundLink[]) => {
    if (links.length === 0) return;
    linked.skills.add(skill);
    for (const { course } of links) linked.courses.add(course);
    const stored = links.map(({ course, by }) => ({ course: (courses[course] as LinkedCourse).key, by }));
    const update = { $set: { courses: stored, run } };
    batch.push({ updateOne: { filter: { institutionId, skill }, update, upsert: true } });
    if (batch.length >= linksInBatch) await write();
  };
  for await (const { skill, names } of skillsNamedIn(languagesOf(courses))) {
    await add(skill, linkSkill({ names }, stated.get(skill) ?? [], search));
    stated.delete(skill);
  }
  // Skills that have a name only in languages that no course is in.
  for (const [skill, places] of stated) await add(skill, linkSkill({ names: [] }, places, search));
  await write();
  return linked;
}

function languagesOf(courses: readonly LinkedCourse[]): string[] {
  return [...new Set([fallbackLanguage, ...courses.map(({ language }) => languageCode(language))])];
}

/** All skills, one after the other, with their names in some languages. */
async function* skillsNamedIn(languages: readonly string[]): AsyncGenerator<SkillToLink> {
  const found = ConceptNameModel.find(
    { kind: 'skill', language: { $in: languages } },
    { _id: 0, concept: 1, language: 1, label: 1, others: 1 },
  )
    .sort({ concept: 1, language: 1 })
    .hint({ kind: 1, concept: 1, language: 1 })
    .lean<ConceptName[]>()
    .cursor();
  let skill: string | undefined;
  let names: ConceptName[] = [];
  for await (const name of found) {
    if (skill !== undefined && skill !== name.concept) {
      yield { skill, names: inOrder(names) };
      names = [];
    }
    skill = name.concept;
    names.push(name);
  }
  if (skill !== undefined) yield { skill, names: inOrder(names) };
}

/** Labels before other names. */
function inOrder(names: readonly ConceptName[]): SkillToLink['names'] {
  return [
    ...names.map(({ language, label }) => ({ language, text: label })),
    ...names.flatMap(({ language, others }) => others.map((text) => ({ language, text }))),
  ];
}
