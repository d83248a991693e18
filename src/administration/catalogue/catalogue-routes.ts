import { Router } from 'express';
import { type CatalogueCounts, CatalogueReportModel } from '../../../models/catalogue-report.ts';
import type { Institution } from '../../../models/institution.ts';
import { type Coverage, countCoverage, type InstitutionCoverage } from '../../counts/coverage.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
import { exactTime } from '../time-and-number-words.ts';
import { readPage } from './course-list-page.ts';
import { countLists, findList } from './course-lists.ts';
import { excludeCategories, listCategories } from './excluded-categories.ts';

type CoverageOf = (institution: Institution) => Promise<InstitutionCoverage | undefined>;

/**
 * How complete an institution's catalogue is, and which courses an administrator may want to look at. Part of the
 * administration, behind its sign-in.
 * @param coverageOf what other pages count too; undefined while that takes longer than a page should
 */
export function catalogueRoutes(coverageOf: CoverageOf = ({ _id }) => countCoverage(_id)): Router {
  const router = Router();
  router.get('/institutions/:id/catalogue', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const institutionId = institution._id;
    const list = findList(req.query['list']);
    const [report, coverage, categories, lists, page] = await Promise.all([
      CatalogueReportModel.findOne({ institutionId }).lean(),
      coverageOf(institution),
      listCategories(institution),
      countLists(institutionId),
      readPage(institutionId, list, Number(req.query['page'])),
    ]);
    res.render('administration/catalogue', {
      institution: { id: `${institutionId}`, name: institution.name },
      figures: report?.rules ? completenessFigures(countsNow(report.counts, coverage?.all)) : undefined,
      seen: report && toShown(report.at),
      failure: report?.failure && { ...toShown(report.failure.at), error: report.failure.error },
      ...{ list, lists, page, categories, isSaved: req.query['done'] === 'excluded' },
    });
  });
  router.post('/institutions/:id/catalogue/excluded', async (req, res) => {
    const { _id } = await institutionWith(req.params.id);
    const categories = await excludeCategories(_id, req.body?.['category']);
    await recordAudit(_id, 'categories-excluded', { categories });
    res.redirect(303, `/administration/institutions/${_id}/catalogue?done=excluded#categories`);
  });
  return router;
}

/** What every page counts is counted now; what only the derivation knows is as of its last time. */
function countsNow(derived: CatalogueCounts, coverage: Coverage | undefined): CatalogueCounts {
  if (!coverage) return derived;
  const { courses, withoutDescription, coursesWithEnrolments: enrolled } = coverage;
  return { ...derived, courses, described: courses - withoutDescription, enrolled };
}

function toShown(at: Date): { iso: string; time: string } {
  return { iso: at.toISOString(), time: exactTime(at) };
}

/** "with a description 1,204 (87 %)" */
interface Figure {
  label: string;
  value: string;
}

/** How complete a catalogue is, in words. */
function completenessFigures(counts: CatalogueCounts): Figure[] {
  const { courses, described, languageStated, languageDetected, categorised, enrolled } = counts;
  const { groups, sections, prerequisitesStated, prerequisitesFound } = counts;
  const share = (part: number) =>
    courses === 0 ? whole(part) : `${whole(part)} (${percent(part / courses)} %)`;
  return [
    { label: 'Courses', value: whole(courses) },
    { label: 'With a description', value: share(described) },
    { label: 'With a language from the source', value: share(languageStated) },
    { label: 'With a language detected in their text', value: share(languageDetected) },
    { label: 'With a category', value: share(categorised) },
    { label: 'With enrolments', value: share(enrolled) },
    {
      label: 'Sections of another course',
      value: `${share(sections)}, of ${whole(groups)} ${groups === 1 ? 'course' : 'courses'}`,
    },
    { label: 'With prerequisites from the source', value: share(prerequisitesStated) },
    { label: 'With prerequisites found in their description', value: share(prerequisitesFound) },
  ];
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

/** 99.9 % are not all, and a few are not none: only none is shown as 0 and only all as 100. */
function percent(share: number): number {
  if (share === 0 || share === 1) return share * 100;
  return Math.min(99, Math.max(1, Math.round(share * 100)));
}
