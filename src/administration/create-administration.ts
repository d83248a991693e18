// The face of whoever runs this tool. Read in this order:
//   create-administration.ts  the routes; sign-in.ts says who may use them
//   institutions.ts           which LMSs may use the tool, and by-hand/ for registering one without dynamic registration
//   home/                     whether everything works at an institution, and what to do
//   data/                     bringing an institution's data in, and training
//   catalogue/                how complete an institution's courses are
//   models/                   its trainings, how good their models are, and putting one back
//   shown/                    which courses and subjects students are shown
//   panels/                   the settings of all its panels
//   people/                   how long people are kept, and what is stored of one of them
//   access/                   the secrets with which other systems use the API
//   notices/                  telling administrators outside of the pages what needs attention
//   audit/                    who of staff and administrators changed what
//   settings/                 an institution's name, and its LMS
//   model/                    what an institution's model is made of
//   self-test/                whether an installation works: opened inside the LMS by its administrators
import express, { type Request, type Response, Router } from 'express';
import type { AuditAction } from '../../models/audit-entry.ts';
import { allProducts } from '../lms/all-products.ts';
import type { LmsProduct } from '../lms/product.ts';
import type { ToolKeys } from '../lti/keys/tool-keys.ts';
import { addPlatform } from '../lti/platforms/manage-platforms.ts';
import { invitationAddress } from '../lti/registration/invitation.ts';
import { type Message, message } from '../messages/message.ts';
import { knownTime } from '../values/read-time.ts';
import { limitRequests } from '../web/limit-requests.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { pageWords } from '../words/page-words.ts';
import type { Words } from '../words/words.ts';
import { accessRoutes } from './access/access-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { recordAudit } from './audit/record.ts';
import { platformForm, problemsIn, readPlatformForm } from './by-hand/platform-form.ts';
import { toCopy } from './by-hand/to-copy.ts';
import { catalogueRoutes } from './catalogue/catalogue-routes.ts';
import { answerPage } from './data/connection/connection-routes.ts';
import type { DataEnvironment } from './data/data-environment.ts';
import { dataRoutes } from './data/data-routes.ts';
import { homeRoutes } from './home/home-routes.ts';
import { jobRoutes } from './home/job-routes.ts';
import { approve, decline, institutionWith, listInstitutions } from './institutions.ts';
import { modelRoutes } from './model/model-routes.ts';
import { modelsRoutes } from './models/models-routes.ts';
import type { Notices } from './notices/notices.ts';
import { noticesRoutes } from './notices/notices-routes.ts';
import { panelsRoutes } from './panels/panels-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { checkRoutes } from './self-test/check-routes.ts';
import type { Check } from './self-test/run-checks.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { shownRoutes } from './shown/shown-routes.ts';
import { requireAdministrator, signIn, signOut } from './sign-in.ts';

const signInsPerMinute = 20;

/**
 * The face of whoever runs this tool, to be mounted at /administration: which LMSs may use it, and their data. Works
 * without JavaScript.
 * @param keys that this tool signs with
 * @param checks of an installation, as the self-test inside the LMS has them
 */
export function createAdministration(
  data: DataEnvironment,
  notices: Notices,
  keys: Pick<ToolKeys, 'rotate' | 'replace'>,
  checks: readonly Check[] = [],
): Router {
  const { publicUrl, rules } = data;

  const router = Router();
  router.use(requireSameOrigin(publicUrl));
  router.use(express.urlencoded({ extended: false, limit: '32kb' }));
  // These pages stand in a window of their own, not in an LMS, which is light.
  router.use((_req, res, next) => {
    res.locals['scheme'] = 'system';
    res.locals['words'] = pageWords(res);
    next();
  });

  // Only the button uses the address up: mail scanners and browsers open links in advance.
  router.get('/sign-in', (req, res) => {
    res.render('administration/sign-in', { pass: nonEmptyText(req.query['pass']) });
  });
  router.post('/sign-in', limitRequests(signInsPerMinute), async (req, res) => {
    await signIn(nonEmptyText(req.body?.['pass']) ?? '', res, publicUrl);
    res.redirect(303, '/administration');
  });

  router.use(answerPage());
  router.use(requireAdministrator);
  const coverageOf = data.coverage.get.bind(data.coverage);
  router.use(homeRoutes(data, coverageOf));
  router.use(jobRoutes(data.jobs));
  router.use(dataRoutes(data, coverageOf));
  router.use(catalogueRoutes(coverageOf));
  router.use(shownRoutes());
  router.use(panelsRoutes());
  router.use(peopleRoutes());
  router.use(accessRoutes(publicUrl));
  router.use(noticesRoutes(rules, notices));
  router.use(auditRoutes());
  router.use(settingsRoutes());
  router.use(checkRoutes(checks));
  router.use(modelsRoutes(data.requestTraining));
  router.use(modelRoutes(data.requestTraining));

  router.post('/sign-out', async (req, res) => {
    await signOut(req, res, publicUrl);
    res.redirect(303, '/administration/sign-in');
  });

  router.get('/', async (req, res) => show(res, { notice: readNotice(req, pageWords(res)) }));

  router.post('/invitations', async (_req, res) =>
    show(res.status(201), { invitation: await invitationAddress(publicUrl) }),
  );

  router.post('/institutions/:id/approve', async (req, res) => {
    const name = await approve(req.params.id);
    const { _id } = await institutionWith(req.params.id);
    await recordAudit(_id, 'institution-approved');
    back(res, 'approved', name);
  });

  router.post('/institutions/:id/decline', async (req, res) => {
    back(res, 'declined', await decline(req.params.id));
  });

  router.post('/keys/rotated', async (_req, res) => {
    const signsAt = await keys.rotate();
    await recordForAll('keys-rotated');
    back(res, 'rotated', signsAt.toISOString());
  });

  // For a key that leaked: asks once, because what it has signed in the last minutes is refused.
  router.post('/keys/replaced', async (req, res) => {
    if (req.body?.['sure'] !== 'yes') return show(res.status(422), { isUnsure: true });
    await keys.replace();
    await recordForAll('keys-replaced');
    back(res, 'replaced', 'now');
  });

  router.get('/by-hand', async (req, res) => showForm(res, platformForm(productNamed(req.query['product']))));

  router.post('/by-hand', async (req, res) => {
    const product = productNamed(req.body?.['product']);
    try {
      const { name } = await addPlatform(readPlatformForm(product, req.body, rules));
      back(res, 'registered', name);
    } catch (error) {
      await showForm(res.status(422), platformForm(product, req.body, problemsIn(error)));
    }
  });

  return router;

  async function show(
    res: Response,
    above: { notice?: Message | undefined; invitation?: string; isUnsure?: true },
  ) {
    res.render('administration/institutions', {
      institutions: await listInstitutions(),
      registrationAddress: `${publicUrl}/lti/register`,
      notice: above.notice,
      invitation: above.invitation,
      isUnsure: above.isUnsure === true,
    });
  }

  async function showForm(res: Response, form: ReturnType<typeof platformForm>) {
    res.render('administration/by-hand', {
      form,
      products: allProducts,
      copies: await toCopy(form.product, allProducts, publicUrl),
    });
  }
}

const notices = ['approved', 'declined', 'registered', 'rotated', 'replaced'] as const;

/** The keys are of all institutions, and so is the entry. */
async function recordForAll(what: AuditAction): Promise<void> {
  for (const { id, pending } of await listInstitutions())
    if (!pending) await recordAudit((await institutionWith(id))._id, what);
}

function back(res: Response, done: (typeof notices)[number], name: string): void {
  res.redirect(303, `/administration?${new URLSearchParams({ [done]: name })}`);
}

/** What has happened, as the redirect after an action says. */
function readNotice(req: Request, words: Words): Message | undefined {
  for (const done of notices) {
    const name = nonEmptyText(req.query[done]);
    if (!name) continue;
    if (done === 'replaced') return message('administration.institutions.done.replaced');
    const at = done === 'rotated' ? knownTime(name) : undefined;
    const shown = at ? words.moment(at) : name.slice(0, 300);
    return message(`administration.institutions.done.${done}`, { name: shown });
  }
  return undefined;
}

/** The first product where the address names none. */
function productNamed(key: unknown): LmsProduct {
  return allProducts.find((product) => product.key === key) ?? (allProducts[0] as LmsProduct);
}

function nonEmptyText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
