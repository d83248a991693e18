import assert from 'node:assert/strict';
import { beforeEach } from 'node:test';
import type { Express } from 'express';
import request from 'supertest';
import { exampleCourses } from './example-courses.ts';
import { FakeCollege } from './fake-college.ts';
import { panelApp } from './panel-app.ts';

export const publicUrl = 'http://localhost:3000';

/** Somebody who visits the panel of a college without JavaScript. */
export interface Visit {
  college: FakeCollege;
  app: Express;
  /** The page as they get it. */
  open(path?: string, from?: Express): Promise<string>;
  submit(path: string, fields?: Record<string, string | string[]>, to?: Express): request.Test;
}

/** For a suite: college and panel are new for each test. */
export function visitPanel(): Visit {
  const begin = () => {
    const college = new FakeCollege(exampleCourses());
    return { college, app: panelApp({ college }) };
  };
  const visit: Visit = {
    ...begin(),
    async open(path = '/panel', from = visit.app) {
      const answer = await request(from).get(path);
      assert.equal(answer.status, 200);
      return answer.text;
    },
    submit(path, fields = {}, to = visit.app) {
      return request(to).post(path).set('Origin', publicUrl).type('form').send(fields);
    },
  };
  beforeEach(() => void Object.assign(visit, begin()));
  return visit;
}

/** Of the cards, in their order. */
export function titlesIn(page: string): string[] {
  return [...page.matchAll(/<h3>\s*(?:<a[^>]*>)?<bdi>(.*?)<\/bdi>/gs)].map((match) => match[1] as string);
}
