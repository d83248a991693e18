import { type RequestHandler, Router } from 'express';
import type { ApiCredential } from '../../../models/api-credential.ts';
import type { Institution } from '../../../models/institution.ts';
import { wordsFor } from '../../words/words.ts';
import { readerLanguages } from '../reader-language.ts';
import { readQuery } from './read-query.ts';
import { type Recommend, recommendFor } from './recommend-for.ts';

/**
 * `GET /recommendations`: what one learner is suggested, for another system. To be mounted behind a credential
 * (`res.locals.institution`, `res.locals.credential`).
 * @param mayRead refuses secrets without the right
 */
export function recommendationRoutes(recommend: Recommend, mayRead: RequestHandler): Router {
  const router = Router();
  router.get('/recommendations', mayRead, async (req, res) => {
    const query = readQuery(req.query);
    const wanted = readerLanguages(req);
    const words = wordsFor(...wanted);
    const answer = await recommendFor(
      query,
      {
        institution: res.locals['institution'] as Institution,
        credential: res.locals['credential'] as ApiCredential,
        ...{ locale: wanted[0], words },
      },
      recommend,
    );
    res.set({ 'Content-Language': words.language, Vary: 'Authorization, Accept-Language' }).json(answer);
  });
  return router;
}
