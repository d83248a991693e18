import { Router } from 'express';
import type { Person } from '../college/college.ts';
import { messagePage } from './message-page.ts';

/** From the LMS's menu to the tool's administration, for the LMS's administrators. @param address signs in, once */
export function administrationPage(address: () => Promise<string>): Router {
  return Router().get('/administration', async (_req, res) => {
    const person = res.locals['person'] as Person | undefined;
    if (!person) return res.redirect(303, '/');
    if (person.role !== 'administrator')
      return messagePage(res, 403, 'The administration is for administrators: change person first.');
    res.set('Cache-Control', 'no-store').redirect(303, await address());
  });
}
