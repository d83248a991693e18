import { Router } from 'express';
import { type CatalogueCounts, CatalogueReportModel } from '../../../models/catalogue-report.ts';
import type { Institution } from '../../../models/institution.ts';
import { type Coverage, countCoverage, type InstitutionCoverage } from '../../counts/coverage.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';
import { recordAudit } from '../audit/record.ts';
import { institutionWith } from '../institutions.ts';
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
    const words = pageWords(res);
    const list = findList(req.query['list']);
    const [report, coverage, categories, lists, page] = await Promise.all([
      CatalogueReportModel.findOne({ institutionId }).lean(),
      coverageOf(institution),
      listCategories(institution),
      countLists(institutionId),
      readPage(institutionId, list, Number(req.query['page']), words),
    ]);
    res.render('administration/catalogue', {
      institution: { id: `${institutionId}`, name: institution.name },
      figures: report?.rules
        ? completenessFigures(countsNow(report.counts, coverage?.all), words)
        : undefined,
      seen: report && toShown(report.at, words),
      failure: report?.failure && { ...toShown(report.failure.at, words), error: report.failure.error },
      ...{ words, list, lists, page, categories, isSaved: req.query['done'] === 'excluded' },
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

function toShown(at: Date, words: Words): { iso: string; time: string } {
  return { iso: at.toISOString(), time: words.moment(at) };
}

/** "with a description 1,204 (87 %)" */
interface Figure {
  label: string;
  value: string;
}

/** How complete a catalogue is, in words. */
function completenessFigures(counts: CatalogueCounts, words: Words): Figure[] {
  const { courses, described, languageStated, languageDetected, categorised, enrolled } = counts;
  const { groups, sections, prerequisitesStated, prerequisitesFound } = counts;
  const share = (count: number) =>
    courses === 0
      ? words.number(count)
      : words.say('administration.data.figure.share', { count, share: percent(count / courses, words) });
  const figure = (name: FigureName, value: string): Figure => ({
    ...{ label: words.say(`administration.catalogue.figure.${name}`), value },
  });
  return [
    { label: words.say('administration.data.figure.courses'), value: words.number(courses) },
    figure('described', share(described)),
    figure('languageStated', share(languageStated)),
    figure('languageDetected', share(languageDetected)),
    figure('categorised', share(categorised)),
    figure('enrolled', share(enrolled)),
    figure(
      'sections',
      words.say('administration.catalogue.figure.sectionsOf', { sections: share(sections), groups }),
    ),
    figure('prerequisitesStated', share(prerequisitesStated)),
    figure('prerequisitesFound', share(prerequisitesFound)),
  ];
}

type FigureName =
  | ('described' | 'languageStated' | 'languageDetected' | 'categorised' | 'enrolled')
  | ('sections' | 'prerequisitesStated' | 'prerequisitesFound');

/** 99.9 % are not all, and a few are not none: only none is shown as 0 and only all as 100. */
function percent(share: number, words: Words): string {
  const whole = share === 0 || share === 1 ? share * 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return words.number(whole / 100, { style: 'percent' });
}
