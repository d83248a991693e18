import { Router } from 'express';
import type { CollegeDirectory } from './college-directory.ts';
import { messagePage } from './message-page.ts';
import { requestParameters } from './request-parameters.ts';
import { signIn, signOut } from './signed-in-person.ts';
import { suggestedPeople } from './suggested-people.ts';
import { matching, parseSearch } from './text-search.ts';

/** A longer list of people helps nobody. The page says how many there are. */
const listed = 24;

/** Signing in by picking a person. */
export function peoplePages(directory: CollegeDirectory): Router {
  const { people } = directory.college;
  const suggestions = suggestedPeople(directory);
  const router = Router();

  router.get('/', (req, res) => {
    const search = parseSearch(requestParameters(req)['search']);
    const matches = search === '' ? [] : matching(people, search, ({ name }) => name);
    res.render('demo/people', {
      search,
      suggestions,
      matches: matches.slice(0, listed),
      matchCount: matches.length,
      peopleCount: people.length,
    });
  });

  router.post('/sign-in', (req, res) => {
    const person = directory.person(requestParameters(req)['person']);
    if (!person) return messagePage(res, 404, 'There is no such person.');
    signIn(res, person);
    res.redirect(303, '/my');
  });

  router.post('/sign-out', (_req, res) => {
    signOut(res);
    res.redirect(303, '/');
  });

  return router;
}
