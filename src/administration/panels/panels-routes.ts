import { type Response, Router } from 'express';
import type { Institution } from '../../../models/institution.ts';
import { resolveSettings } from '../../panel-settings/resolve-settings.ts';
import { readSettings, saveChoices } from '../../panel-settings/stored-settings.ts';
import { formOf, parseSettingsForm, type SettingsForm } from '../../teaching/settings-form.ts';
import { settingsView } from '../../teaching/steering-page.ts';
import { pageWords } from '../../words/page-words.ts';
import { institutionWith } from '../institutions.ts';

/**
 * The settings of all panels of an institution, by the form that staff have for those of their course. Part of the administration,
 * behind its sign-in.
 */
export function panelsRoutes(): Router {
  const router = Router();

  router.get('/institutions/:id/panels', async (req, res) => {
    await show(res, await institutionWith(req.params.id), { isSaved: req.query['done'] === 'saved' });
  });

  router.post('/institutions/:id/panels/settings', async (req, res) => {
    const institution = await institutionWith(req.params.id);
    const institutionId = institution._id;
    const stored = await readSettings({ institutionId });
    const form = parseSettingsForm(req.body ?? {}, resolveSettings(stored.institution));
    if (!form.choices) return show(res.status(422), institution, { form });
    await saveChoices({ institutionId }, form.choices, { role: 'operator', by: undefined });
    res.redirect(303, `/administration/institutions/${institutionId}/panels?done=saved`);
  });

  return router;
}

async function show(
  res: Response,
  institution: Institution,
  { form, isSaved = false }: { form?: SettingsForm; isSaved?: boolean },
): Promise<void> {
  const words = pageWords(res);
  const institutionId = institution._id;
  const stored = await readSettings({ institutionId });
  const view = settingsView(form ?? formOf(resolveSettings(stored.institution)), stored.institution, words);
  res.render('administration/panels', {
    ...{ words, institution: { id: `${institutionId}`, name: institution.name }, isSaved },
    view: {
      ...view,
      // The form's own words speak of one course. The title is what students read.
      purposes: view.purposes.map((one) => ({
        ...one,
        ...(one.purpose === 'next'
          ? { hint: words.say('administration.panels.purpose.next.hint') }
          : { choice: words.say('administration.panels.purpose.supplement') }),
        title: words.say(`purpose.${one.purpose}.title`),
      })),
    },
    address: (action = '') => `/administration/institutions/${institutionId}/panels${action}`,
  });
}
