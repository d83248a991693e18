import type { RequestHandler } from 'express';
import { pageWords } from '../words/page-words.ts';

/** What somebody reads who opens the tool's own address, as administrators do: the tool lives inside an LMS. */
export const homePage: RequestHandler = (_req, res) => {
  res.render('web/home', { words: pageWords(res) });
};
