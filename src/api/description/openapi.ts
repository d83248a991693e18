import { administrationPath, administrationSchemas } from './administration.ts';
import { recommendationPath, recommendationSchemas } from './recommendations.ts';

/** The description that is served at /api/openapi.json (OpenAPI 3.1.0), and at /api/ for people. */
export function openapi(publicUrl: string) {
  const report = { content: json({ $ref: '#/components/schemas/Report' }) };
  const error = (description: string) => ({
    description,
    content: json({ $ref: '#/components/schemas/Error' }),
  });
  const refusals = {
    '400': {
      description: 'Not what the specification asks for. What is right of a batch is stored.',
      ...report,
    },
    '401': error('The credential is missing, unknown or revoked.'),
    '403': error('The credential was issued for something else.'),
    '413': error('More than 1,000 messages, or more than 1 MB.'),
    '415': error('No JSON.'),
    '429': error('More than 600 requests in a minute. Retry-After says when to go on.'),
    '500': error('Nothing may be stored. Send it again: what was stored is not stored twice.'),
  };
  const version = {
    ...{ name: 'X-Experience-API-Version', in: 'header', required: true },
    schema: { type: 'string', pattern: '^1\\.0(\\.\\d+)?$' },
    example: '1.0.3',
  };
  const statement = { $ref: '#/components/schemas/Statement' };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Next Courses',
      version: '1.1.0',
      description:
        'Takes what people did elsewhere (looked at, completed, rated, joined courses, searched), tells other systems which courses a learner is suggested, and why, and how the institution is doing. People are named by the LMS’s id alone: names and e-mail addresses are not read.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicUrl}/api` }],
    security: [{ bearer: [] }, { basic: [] }],
    paths: {
      '/recommendations': recommendationPath,
      '/administration': administrationPath,
      '/xapi/about': {
        get: {
          ...{ operationId: 'about', summary: 'Versions of xAPI', security: [] },
          responses: {
            '200': {
              description: 'xAPI part 3 §2.6',
              content: json({
                type: 'object',
                properties: { version: { type: 'array', items: { type: 'string' } } },
              }),
            },
          },
        },
      },
      '/xapi/statements': {
        post: {
          ...{ operationId: 'postStatements', summary: 'One xAPI 1.0.3 statement or several' },
          parameters: [
            version,
            {
              ...{ name: 'report', in: 'query', schema: { type: 'boolean' } },
              description: 'Answer with what became of each statement, instead of their ids.',
            },
          ],
          requestBody: {
            required: true,
            content: json(
              { oneOf: [statement, { type: 'array', items: statement, maxItems: 1000 }] },
              exampleStatement,
            ),
          },
          responses: {
            '200': {
              description: 'Ids of the statements in their order, or the report',
              content: json({
                oneOf: [
                  { type: 'array', items: { type: 'string', format: 'uuid' } },
                  { $ref: '#/components/schemas/Report' },
                ],
              }),
            },
            ...refusals,
          },
        },
        put: {
          ...{ operationId: 'putStatement', summary: 'One xAPI 1.0.3 statement under its id' },
          parameters: [
            version,
            {
              ...{ name: 'statementId', in: 'query', required: true },
              ...{ schema: { type: 'string', format: 'uuid' }, example: exampleStatement.id },
            },
          ],
          requestBody: { required: true, content: json(statement, exampleStatement) },
          responses: { '204': { description: 'Stored, now or before, or of no use' }, ...refusals },
        },
      },
      '/caliper': {
        post: {
          ...{ operationId: 'postEnvelope', summary: 'A Caliper 1.2 envelope of events' },
          requestBody: {
            required: true,
            content: json({ $ref: '#/components/schemas/Envelope' }, exampleEnvelope),
          },
          responses: {
            '200': { description: 'What became of each event', ...report },
            ...refusals,
            '422': error('A dataVersion that is none of Caliper 1'),
          },
        },
      },
      '/': {
        get: {
          ...{ operationId: 'read', summary: 'This description, for people', security: [] },
          responses: {
            '200': { description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } },
          },
        },
      },
      '/openapi.json': {
        get: {
          ...{ operationId: 'describe', summary: 'This description, for programs', security: [] },
          responses: { '200': { description: 'OpenAPI 3.1', content: json({ type: 'object' }) } },
        },
      },
    },
    components: {
      securitySchemes: {
        bearer: {
          ...{ type: 'http', scheme: 'bearer' },
          description:
            'The secret that an administrator has issued for this system, with the right that it needs.',
        },
        basic: { type: 'http', scheme: 'basic', description: 'Any user name; the secret is the password.' },
      },
      schemas: {
        ...recommendationSchemas,
        ...administrationSchemas,
        Statement: {
          ...{ type: 'object', required: ['actor', 'verb', 'object'] },
          properties: {
            id: { type: 'string', format: 'uuid', description: 'One that is stored is not stored again.' },
            timestamp: { type: 'string', format: 'date-time' },
            actor: {
              ...{ type: 'object', description: 'account.name is the LMS’s id of the person.' },
              properties: { account: { type: 'object', properties: { name: { type: 'string' } } } },
            },
            verb: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uri' } } },
            object: {
              ...{ type: 'object', description: 'id is the address of the course, or the LMS’s id of it.' },
              properties: { id: { type: 'string' } },
            },
            result: { type: 'object' },
          },
        },
        Envelope: {
          ...{ type: 'object', required: ['sensor', 'sendTime', 'dataVersion', 'data'] },
          properties: {
            sensor: { type: 'string' },
            sendTime: { type: 'string', format: 'date-time' },
            dataVersion: { type: 'string', pattern: '^http://purl\\.imsglobal\\.org/ctx/caliper/v1p[0-9]+$' },
            data: { type: 'array', items: { type: ['object', 'string'] }, maxItems: 1000 },
          },
        },
        Report: {
          ...{ type: 'object', required: ['stored', 'ignored', 'invalid'] },
          properties: {
            stored: { type: 'integer', description: 'Stored now or before' },
            ignored: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
            invalid: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
            error: { $ref: '#/components/schemas/Cause' },
          },
        },
        Line: {
          ...{ type: 'object', required: ['index', 'reason'] },
          properties: { index: { type: 'integer', minimum: 0 }, reason: { type: 'string' } },
        },
        Error: {
          ...{ type: 'object', required: ['error'] },
          properties: { error: { $ref: '#/components/schemas/Cause' } },
        },
        Cause: {
          ...{ type: 'object', required: ['code', 'message'] },
          properties: {
            code: { type: 'string', description: 'For programs; it stays the same.' },
            message: { type: 'string', description: 'For people, in English.' },
          },
        },
      },
    },
  };
}

const exampleStatement = {
  id: '6690e6c9-3ef0-4ed3-8b37-7f3964730bee',
  timestamp: '2026-03-01T09:00:00Z',
  actor: { account: { homePage: 'https://moodle.example.org', name: '4711' } },
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
  object: { id: 'https://moodle.example.org/course/view.php?id=12' },
};

const exampleEnvelope = {
  sensor: 'https://lms.example.org/sensor',
  sendTime: '2026-03-01T09:00:01.000Z',
  dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2',
  data: [
    {
      '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2',
      id: 'urn:uuid:ff9ec22a-fc59-4ae1-ae8d-2c9463ee2f8f',
      type: 'NavigationEvent',
      action: 'NavigatedTo',
      actor: { id: 'https://lms.example.org/users/4711', type: 'Person' },
      object: { id: 'https://lms.example.org/courses/12', type: 'CourseSection' },
      eventTime: '2026-03-01T09:00:00.000Z',
    },
  ],
};

function json(schema: object, example?: object) {
  return { 'application/json': { schema, ...(example && { example }) } };
}
