import assert from 'node:assert/strict';
import request from 'supertest';
import { CourseModel } from '../../models/course.ts';
import { type Institution, InstitutionModel } from '../../models/institution.ts';
import { newLearnerKey } from '../../models/learner-key.ts';
import { RegistrationModel } from '../../models/registration.ts';
import { claim } from '../../src/lti/claims.ts';
import { launchThrough, publicUrl, visitOf } from '../end-to-end/launch-through.ts';
import { startWholeTool, type WholeTool } from '../end-to-end/whole-tool.ts';
import { TestPlatform } from '../lti/test-platform.ts';

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const roles = {
  learner,
  instructor: 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
  observer: 'http://purl.imsglobal.org/vocab/lis/v2/membership#Mentor',
  testStudent: [learner, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'],
  administrator: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
};

/** A visit to the tool after a real launch. */
export interface Visit {
  cookie: string;
  /** Where the launch led to. */
  address: string;
  get(path: string): request.Test;
  post(path: string, fields?: Record<string, string | string[]>): request.Test;
}

/** The whole tool with one college, for people who launch it with real, signed messages. */
export class SteeringApp {
  readonly tool: WholeTool;
  readonly institution: Institution;
  readonly #platform: TestPlatform;

  private constructor(tool: WholeTool, institution: Institution, platform: TestPlatform) {
    this.tool = tool;
    this.institution = institution;
    this.#platform = platform;
  }

  /** Once in a process. */
  static async start(): Promise<SteeringApp> {
    const platform = await TestPlatform.start();
    const tool = await startWholeTool(publicUrl, [new URL(platform.url).host]);
    const registration = await RegistrationModel.create({ ...platform.registration, clientId: 'college' });
    const institution = await InstitutionModel.create({
      ...{ registration: registration._id, deploymentId: platform.deploymentId, name: 'College' },
      learnerKey: newLearnerKey(),
    });
    return new SteeringApp(tool, institution, platform);
  }

  async close(): Promise<void> {
    await this.#platform.close();
    await this.tool.close();
  }

  /** Somebody launches from a course. */
  async visit(
    role: keyof typeof roles,
    { course = 'net', sub = role, claims = {} }: { course?: string; sub?: string; claims?: object } = {},
  ): Promise<Visit> {
    const { app } = this.tool;
    const launch = await launchThrough(app, this.#platform, {
      clientId: 'college',
      claims: {
        ...{ sub, [claim.roles]: [roles[role]].flat() },
        [claim.context]: { id: course, title: course, type: ['CourseSection'] },
        ...claims,
      },
    });
    assert.equal(launch.status, 303, launch.text);
    const cookie = visitOf(launch);
    return {
      cookie,
      address: launch.headers['location'] as string,
      get: (path) => request(app).get(path).set('Cookie', cookie),
      post: (path, fields = {}) =>
        request(app).post(path).set('Cookie', cookie).set('Origin', publicUrl).type('form').send(fields),
    };
  }

  /** Adds courses to the catalogue: their titles by their keys. */
  async teach(titles: Record<string, string>, fields: object = {}): Promise<void> {
    await CourseModel.insertMany(
      Object.entries(titles).map(([key, title]) => ({
        ...{ institutionId: this.institution._id, source: 'csv', seenAt: new Date() },
        ...{ key, title, categories: ['Computing'], description: `About ${title}.`, ...fields },
      })),
    );
  }
}

/** What the form of the settings sends where nothing is changed. */
export const unchanged = {
  ...{ isOn: 'yes', purpose: 'next', cards: '5', heading: '', line: '', exploration: '0' },
};
