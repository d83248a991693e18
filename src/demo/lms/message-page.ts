import type { Response } from 'express';

const titles = {
  400: 'Not understood',
  403: 'Not for you',
  404: 'Not found',
  409: 'That is not possible',
} as const;

/** Answers with a page that says in words why there is no other one. */
export function messagePage(res: Response, status: keyof typeof titles, message: string): void {
  res.status(status).render('demo/message', { title: titles[status], message });
}
