import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/configuration/project-root.ts';
import type { Claims } from '../../../src/lti/claims.ts';
import type { SafeAnswer } from '../../../src/lti/safe-fetch/safe-fetch.ts';

/** An answer with what was looked at of its head. */
export interface RecordedAnswer<Body = Record<string, unknown>> {
  status: number;
  link?: string;
  body: Body;
}

type Row = Record<string, unknown>;

/**
 * What a Canvas of February 2026 said on 30 November 2026, in development mode, of invented people and courses. Addresses of that
 * Canvas and of this tool were replaced, the token in the return address of deep linking too. That Canvas is at a port, where its
 * rosters fail; they were read with that fault taken away.
 */
export interface RecordedCanvas {
  openidConfiguration: Row;
  /** Claims of id_tokens. */
  launches: Readonly<
    Record<
      | 'student'
      | 'teacher'
      | 'parent'
      | 'parentOutside'
      | 'administratorWhoStudies'
      | 'studentOfEnded'
      | 'testStudent'
      | 'account'
      | 'global'
      | 'deepLinking'
      /** By an address with `resource_link_lookup_uuid`, of a link that has another person's number in it. */
      | 'craftedByTeacher',
      Claims
    >
  >;
  /** `refused`: with an `rlid` of nobody. */
  rosters: { firstPage: RecordedAnswer; refused: RecordedAnswer; ended: RecordedAnswer };
  /** `numbered`: members by the number of a page. `refusals`: of a token, for want of a scope, of a teacher's permission. */
  rest: {
    account: RecordedAnswer;
    courses: RecordedAnswer<Row[]>;
    enrolments: RecordedAnswer<Row[]>;
    numbered: RecordedAnswer;
    terms: RecordedAnswer;
    progress: RecordedAnswer;
    refusals: Record<'token' | 'scope' | 'person', Pick<SafeAnswer, 'status' | 'headers' | 'json'>>;
  };
}

export const recordedCanvas = JSON.parse(
  readFileSync(join(projectRoot, 'test', 'lms', 'canvas', 'recorded-answers.json'), 'utf8'),
) as RecordedCanvas;
