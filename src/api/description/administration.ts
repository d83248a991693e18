const text = { type: 'string' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const interval = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 } as const;
const error = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

/** `/administration` in OpenAPI. */
export const administrationPath = {
  get: {
    ...{ operationId: 'administration', summary: 'How the institution is doing' },
    description:
      'What the administrator’s home says: what needs attention, sources, counts, models. It is read only, of the credential’s institution alone, and says nothing of single people. The credential needs the right “administration”.',
    parameters: [
      {
        ...{ name: 'language', in: 'query', schema: text },
        description: 'Language of the sentences (BCP 47). Without it, Accept-Language says it.',
        example: 'en',
      },
    ],
    responses: {
      '200': {
        description: 'Counted as on the pages',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/InstitutionFigures' } } },
      },
      '400': error('language-invalid, parameter-unknown or parameter-repeated.'),
      '401': error('The credential is missing, unknown or revoked.'),
      '403': error('right-missing: the credential was issued for something else.'),
      '429': error('More than 600 requests in a minute. Retry-After says when to go on.'),
      '503': error('database-away: ask again after as many seconds as Retry-After says.'),
    },
  },
};

/** What its answer is made of. */
export const administrationSchemas = {
  InstitutionFigures: {
    type: 'object',
    required: ['institution', 'health', 'attention', 'sources', 'peopleByWeek', 'models'],
    properties: {
      institution: { type: 'object', properties: { id: text, name: text } },
      health: { ...text, enum: ['good', 'warn', 'bad'], description: 'bad: students see nothing' },
      attention: { type: 'array', items: { $ref: '#/components/schemas/Attention' } },
      sources: { type: 'array', items: { $ref: '#/components/schemas/SourceFigures' } },
      data: { $ref: '#/components/schemas/DataFigures' },
      peopleByWeek: {
        ...{ type: 'array', items: { type: ['integer', 'null'] } },
        description:
          'People who did something in the panel, in each of the last twelve weeks, the oldest first. null: one to nine.',
      },
      models: { type: 'array', items: { $ref: '#/components/schemas/ModelFigures' } },
    },
  },
  Attention: {
    ...{ type: 'object', required: ['thing', 'severity', 'text', 'action', 'address'] },
    properties: {
      thing: { ...text, description: 'The same for as long as it is about the same thing' },
      severity: { ...text, enum: ['warn', 'bad'] },
      text: { ...text, description: 'For people' },
      action: { ...text, description: 'What to press at the address' },
      address: { ...text, format: 'uri' },
    },
  },
  SourceFigures: {
    ...{ type: 'object', required: ['name', 'title', 'state'] },
    properties: {
      name: text,
      title: text,
      state: { ...text, enum: ['good', 'bad', 'unknown', 'running'] },
      readAt: { ...time, description: 'When it was last read to its end' },
      failedAt: { ...time, description: 'When the last run failed, where that is newer' },
      nextAt: { ...time, description: 'When it will be asked next' },
    },
  },
  DataFigures: {
    description: 'Absent while it is being counted: ask again.',
    type: 'object',
    properties: {
      courses: count,
      learners: { type: ['integer', 'null'], description: 'null: one to nine' },
      enrolments: count,
    },
  },
  ModelFigures: {
    ...{ type: 'object', required: ['id', 'trainedAt', 'isServing', 'hasPassed'] },
    properties: {
      id: text,
      trainedAt: time,
      isServing: { type: 'boolean' },
      hasPassed: { type: 'boolean', description: 'It ranks better than popularity does' },
      ndcgAt10: { type: 'number', description: 'Of courses that it has not seen' },
      popularityNdcgAt10: { type: 'number' },
      intervals: {
        ...{ type: 'object', properties: { model: interval, popularity: interval } },
        description: 'Of 95 %',
      },
      enrolments: { ...count, description: 'What it has learnt from' },
    },
  },
};
