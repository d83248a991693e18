import type { Request, Response } from 'express';
import type { Person } from '../college/college.ts';
import type { CollegeDirectory } from './college-directory.ts';

const cookie = 'demo-person';

/** The person whom this browser has picked. The cookie is the person's id and no secret: anybody may be anybody here. */
export function signedIn(req: Request, directory: CollegeDirectory): Person | undefined {
  const id = new RegExp(`(?:^|;\\s*)${cookie}=([^;]+)`).exec(req.headers.cookie ?? '')?.[1];
  return directory.person(id);
}

export function signIn(res: Response, person: Person): void {
  res.cookie(cookie, person.id, { httpOnly: true, sameSite: 'lax' });
}

export function signOut(res: Response): void {
  res.clearCookie(cookie);
}
