import { entryWays } from '../../../models/course.ts';
import { purposes } from '../../../models/panel-settings.ts';
import { mostRecommendations } from '../recommendations/read-query.ts';

const text = { type: 'string' } as const;
const error = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

/** `/recommendations` in OpenAPI. */
export const recommendationPath = {
  get: {
    ...{ operationId: 'recommend', summary: 'What a learner is suggested, and why' },
    description:
      'The courses that the learner’s panel shows, for the same reasons: what staff pin, block or switch off counts here too. Show it to that learner alone: reasons say what they took, searched for and want. Nothing is stored of this request. The credential needs the right “recommendations”.',
    parameters: [
      {
        ...{ name: 'learner', in: 'query', required: true, schema: { ...text, maxLength: 255 } },
        description: 'The LMS’s id of the person (the sub of launches); not a name, not an e-mail address.',
        example: '4711',
      },
      {
        ...{ name: 'home', in: 'query', schema: { ...text, format: 'uri' } },
        description:
          'Address of the system whose id it is. Another system than the institution’s LMS is refused.',
        example: 'https://moodle.example.org',
      },
      {
        ...{ name: 'count', in: 'query' },
        schema: { type: 'integer', minimum: 1, maximum: mostRecommendations },
        description: 'How many courses. Without it, as many as the panel shows.',
        example: 5,
      },
      {
        ...{ name: 'purpose', in: 'query', schema: { ...text, enum: purposes } },
        description:
          'next: what to take next; supplement: what goes with the courses of now. What staff have set for the panel goes before it.',
      },
      {
        ...{ name: 'course', in: 'query', schema: text },
        description: 'The course that the learner is in at the moment: its id in the LMS, or its address.',
      },
      {
        ...{ name: 'language', in: 'query', schema: text },
        description:
          'Language of the reader (BCP 47), like that of the LMS at a launch. Without it, Accept-Language says it. Sentences come in English, German, Spanish, French, Arabic or Chinese, titles as the catalogue has them.',
        example: 'de',
      },
    ],
    responses: {
      '200': {
        description: 'The best course first; none where nothing suits at present',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Recommendations' },
            example: {
              ...{ purpose: 'next', language: 'en', title: 'Recommended next courses' },
              recommendations: [
                {
                  ...{ id: '12', code: 'BIO201', title: 'Botany', language: 'en' },
                  ...{ url: 'https://moodle.example.org/course/view.php?id=12' },
                  ...{
                    description: 'What plants are made of.',
                    categories: ['Biology'],
                    ...{ level: 'intermediate', credits: 5 },
                    facts: 'Intermediate · 5 credits',
                  },
                  reasons: [
                    {
                      kind: 'others-went-on',
                      words: 'At least half of those who took Biology took this later',
                    },
                  ],
                },
              ],
            },
          },
        },
      },
      '400': error(
        'A parameter is wrong: learner-missing, learner-invalid, home-foreign, count-invalid, purpose-invalid, language-invalid, course-invalid, home-invalid, parameter-unknown, parameter-repeated.',
      ),
      '401': error('The credential is missing, unknown or revoked.'),
      '403': error(
        'right-missing: the credential was issued for something else. panel-off: staff have switched suggestions off. not-personal: the learner has paused them, objects to them, or was deleted; which of these is not said.',
      ),
      '404': error(
        'learner-unknown: nothing is known of this id. course-unknown: no course of the catalogue.',
      ),
      '429': error('More than 600 requests in a minute. Retry-After says when to go on.'),
      '503': error('database-away: ask again after as many seconds as Retry-After says.'),
    },
  },
};

/** What its answers are made of. */
export const recommendationSchemas = {
  Recommendations: {
    ...{ type: 'object', required: ['purpose', 'language', 'title', 'recommendations'] },
    properties: {
      purpose: { ...text, enum: purposes },
      language: { ...text, description: 'BCP 47 tag of the language that sentences are in' },
      title: { ...text, description: 'What stands above the courses in the panel' },
      line: { ...text, description: 'From staff to the students' },
      recommendations: { type: 'array', items: { $ref: '#/components/schemas/RecommendedCourse' } },
    },
  },
  RecommendedCourse: {
    ...{ type: 'object', required: ['id', 'title', 'description', 'categories', 'facts', 'reasons'] },
    description: 'What is absent is not known.',
    properties: {
      id: { ...text, description: 'The LMS’s id of the course' },
      code: { ...text, description: 'What people call it' },
      title: text,
      language: { ...text, description: 'BCP 47 tag of the title’s language' },
      url: { ...text, format: 'uri' },
      description: { ...text, description: 'Plain text, a few lines at most' },
      descriptionLanguage: { ...text, description: 'BCP 47 tag' },
      categories: { type: 'array', items: text },
      level: text,
      taughtIn: { ...text, description: 'BCP 47 tag of the language that it is taught in' },
      term: text,
      credits: {
        ...{ type: 'number', exclusiveMinimum: 0 },
        description: 'How much the course counts, in the institution’s own unit',
      },
      wayIn: { ...text, enum: entryWays, description: 'How the learner gets in' },
      opensAt: { ...text, format: 'date-time', description: 'Where it opens later than now' },
      startsAt: { ...text, format: 'date-time', description: 'Where its teaching begins later than now' },
      facts: { ...text, description: 'Level, language, when, credits, way in, in one line' },
      state: { $ref: '#/components/schemas/Readiness' },
      opens: { ...text, description: 'What the course makes possible for the learner' },
      reasons: { type: 'array', items: { $ref: '#/components/schemas/Reason' }, minItems: 1 },
    },
  },
  Readiness: {
    ...{ type: 'object', required: ['kind', 'words'] },
    properties: {
      kind: { ...text, enum: ['nothing-needed', 'met', 'finishing', 'missing'] },
      words: { ...text, description: 'What has to be taken before, as the card says it' },
    },
  },
  Reason: {
    ...{ type: 'object', required: ['kind', 'words'] },
    properties: {
      kind: { ...text, description: 'For programs' },
      words: { ...text, description: 'For the learner, one reason in words; the strongest comes first' },
    },
  },
};
