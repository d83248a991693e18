import type { Words } from '../../words/words.ts';

/** What this page reads of an OpenAPI document: that of `openapi.ts`, no foreign one. */
interface Document {
  info: { version: string; description: string };
  servers: readonly { url: string }[];
  paths: Readonly<Record<string, object>>;
  components: { schemas: Readonly<Record<string, object>> };
}

interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  security?: readonly unknown[];
  parameters?: readonly Parameter[];
  requestBody?: { content: Content };
  responses: Readonly<Record<string, { description: string; content?: Content }>>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

type Content = Readonly<Record<string, { schema: Schema; example?: object }>>;

interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  description?: string;
  required?: readonly string[];
  items?: Schema;
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
}

/** The OpenAPI document as the view shows it. Descriptions are in English. */
export interface DescriptionPage {
  version: string;
  about: string;
  server: string;
  operations: ShownOperation[];
  types: { name: string; about: string | undefined; fields: Field[] }[];
}

interface ShownOperation {
  /** For links within the page. */
  id: string;
  method: string;
  path: string;
  summary: string;
  about: string | undefined;
  isPublic: boolean;
  parameters: Field[];
  /** What is sent, and an example of it. */
  body: { type: string; example: string | undefined } | undefined;
  answers: { status: string; about: string; type: string | undefined }[];
  /** Of the answer. */
  example: string | undefined;
  /** To be typed into a terminal. */
  command: string;
}

interface Field {
  name: string;
  isRequired: boolean;
  type: string;
  about: string | undefined;
}

export function descriptionPage(document: Document, words: Words): DescriptionPage {
  const server = document.servers[0]?.url ?? '';
  return {
    ...{ version: document.info.version, about: document.info.description, server },
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(([method, operation]) =>
        shownOperation(server, path, method.toUpperCase(), operation, words),
      ),
    ),
    types: Object.entries(document.components.schemas as Record<string, Schema>).map(([name, schema]) => ({
      ...{ name, about: schema.description },
      fields: Object.entries(schema.properties ?? {}).map(([field, one]) => ({
        ...{ name: field, isRequired: schema.required?.includes(field) === true },
        ...{ type: typeWords(one, words), about: one.description },
      })),
    })),
  };
}

function shownOperation(
  server: string,
  path: string,
  method: string,
  operation: Operation,
  words: Words,
): ShownOperation {
  const { operationId, summary, parameters = [], requestBody, responses } = operation;
  const [body] = Object.values(requestBody?.content ?? {});
  const [answer] = Object.values(responses['200']?.content ?? {});
  const isPublic = operation.security?.length === 0;
  return {
    ...{ id: operationId, method, path, summary, about: operation.description, isPublic },
    parameters: parameters.map(({ name, required, description, schema, ...parameter }) => ({
      ...{ name, isRequired: required === true, about: description },
      type: [
        typeWords(schema, words),
        ...(parameter.in === 'header' ? [words.say('apiPage.header')] : []),
      ].join(', '),
    })),
    body: body && { type: typeWords(body.schema, words), example: exampleText(body.example) },
    answers: Object.entries(responses).map(([status, { description, content = {} }]) => {
      const [first] = Object.values(content);
      return { status, about: description, type: first && typeWords(first.schema, words) };
    }),
    example: exampleText(answer?.example),
    command: commandFor(`${server}${path}`, method, isPublic, parameters, body !== undefined),
  };
}

function commandFor(
  address: string,
  method: string,
  isPublic: boolean,
  parameters: readonly Parameter[],
  hasBody: boolean,
): string {
  const shown = parameters.filter(({ example }) => example !== undefined);
  const inQuery = shown.filter(({ in: place }) => place === 'query');
  const headers = shown.filter(({ in: place }) => place === 'header');
  const query = new URLSearchParams(
    inQuery.map(({ name, example }): [string, string] => [name, `${example}`]),
  );
  return [
    'curl',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(isPublic ? [] : [`-H 'Authorization: Bearer SECRET'`]),
    ...headers.map(({ name, example }) => `-H '${name}: ${example}'`),
    ...(hasBody ? [`-H 'Content-Type: application/json' -d @FILE`] : []),
    `'${address}${query.size > 0 ? `?${query}` : ''}'`,
  ].join(' ');
}

function exampleText(example: object | undefined): string | undefined {
  return example && JSON.stringify(example, undefined, 2);
}

/** "integer, 1 to 20", "list of Reason", "next | supplement": JSON's own words for types are the same in every language. */
function typeWords(schema: Schema, words: Words): string {
  const { $ref, oneOf, items, enum: values, format, minimum, maximum } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (oneOf) return oneOf.map((one) => typeWords(one, words)).join(' | ');
  if (values) return values.join(' | ');
  if (items) return words.say('apiPage.listOf', { type: typeWords(items, words) });
  const type = [schema.type ?? 'object'].flat().join(' | ');
  const range = minimum === undefined || maximum === undefined ? undefined : `${minimum}–${maximum}`;
  return [type, ...(format ? [format] : []), ...(range ? [range] : [])].join(', ');
}
