import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { projectRoot } from '../configuration/project-root.ts';
import { pageWords } from '../words/page-words.ts';

/** A page of `docs/`, and nothing in another folder. */
const guideName = /^[a-z-]{1,60}\.md$/;
/** What a guide tells somebody to run in their LMS. They may have no other way to this server's files. */
const scripts: Readonly<Record<string, string>> = {
  'next-courses-webservice.php': join(projectRoot, 'scripts/moodle/next-courses-webservice.php'),
};

/** The pages of `docs/` that other pages send people to, as they are written: in English and in Markdown, which can be read. */
export function guides(): Router {
  const router = Router();
  router.get('/:name', showGuide);
  return router;
}

const showGuide: RequestHandler<{ name: string }> = async (req, res, next) => {
  const { name } = req.params;
  if (Object.hasOwn(scripts, name)) return res.download(scripts[name] as string);
  if (!guideName.test(name)) return next();
  try {
    const text = await readFile(join(projectRoot, 'docs', name), 'utf8');
    const [, title = name] = /^# (.+)$/m.exec(text) ?? [];
    res.render('web/guide', { words: pageWords(res), title, text });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    next();
  }
};
