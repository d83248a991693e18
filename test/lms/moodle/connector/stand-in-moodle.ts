import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../../../src/configuration/project-root.ts';

/** Answers of a Moodle 4.5.6 to the requests of a pull; its people are invented. */
export interface Recorded {
  function: string;
  arguments: Readonly<Record<string, string>>;
  answer: unknown;
}

export const token = '0123456789abcdef0123456789abcdef';

export function recordedAnswers(): Recorded[] {
  const file = join(projectRoot, 'test', 'lms', 'moodle', 'connector', 'recorded-answers.json');
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded[];
  // Recorded before competencies were asked for; that Moodle has none.
  for (const { function: name, answer } of recorded)
    if (name === 'core_webservice_get_site_info')
      (answer as { functions: object[] }).functions.push({ name: competencies });
  return recorded;
}

const competencies = 'core_competency_list_course_competencies';

export interface Asked {
  function: string;
  /** Of members the course and whether the active or the suspended ones; of everything else as they were sent. */
  arguments: Readonly<Record<string, string>>;
  path: string;
  form: URLSearchParams;
}

/** What a test puts in the place of a recorded answer; undefined: that one. */
export type Instead = (asked: Asked, recorded: unknown) => unknown | Promise<unknown>;

export interface StandInMoodle {
  host: string;
  requests: Asked[];
  instead: Instead;
  /** Who has mod/lti:manage wherever they are; undefined: the account may not ask. */
  teachers: number[] | undefined;
  /** Categories whose own flag says so; undefined: the account may not ask. */
  hiddenCategories: number[] | undefined;
  close(): void;
}

/** An HTTP server that answers as the Moodle did. */
export async function startMoodle(recorded = recordedAnswers()): Promise<StandInMoodle> {
  const answers = new Map(recorded.map((one) => [keyOf(one.function, one.arguments), one.answer]));
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const form = new URLSearchParams(body);
    const asked = {
      function: form.get('wsfunction') ?? '',
      arguments: argumentsOf(form),
      path: req.url ?? '',
      form,
    };
    moodle.requests.push(asked);
    const answer = await answerTo(asked);
    if (answer instanceof Status) res.writeHead(answer.status, answer.headers).end(answer.body);
    else {
      const said = form.get('wstoken') === token ? answer : exception('invalidtoken');
      res.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(paged(said, form)));
    }
  });
  const answerTo = async (asked: Asked): Promise<unknown> => {
    const isBatch = asked.function === 'tool_mobile_call_external_functions';
    const found = isBatch
      ? await answerTogether(asked, answerTo)
      : (answers.get(keyOf(asked.function, asked.arguments)) ??
        (asked.function === competencies ? [] : exception('usernotenroled')));
    const { form } = asked;
    return (
      teachersFor(form, moodle) ?? (await moodle.instead(asked, found)) ?? hiddenFor(form, moodle) ?? found
    );
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const moodle: StandInMoodle = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    instead: () => undefined,
    teachers: undefined,
    hiddenCategories: [],
    close: () => void server.close().closeAllConnections(),
  };
  return moodle;
}

// What depends on more than the arguments that answers are recorded by; undefined where something else is asked.

function teachersFor(form: URLSearchParams, { teachers }: StandInMoodle): unknown {
  if (!optionsOf(form).has('withcapability')) return undefined;
  return teachers?.map((id) => ({ id, fullname: 'T' })) ?? exception('nopermissions');
}

function hiddenFor(form: URLSearchParams, { hiddenCategories }: StandInMoodle): unknown {
  if (form.get('criteria[0][key]') !== 'visible') return undefined;
  return hiddenCategories?.map((id) => ({ id })) ?? exception('criteriaerror');
}

/** The calls of one request, one after the other up to the first that is refused. */
async function answerTogether(asked: Asked, answerTo: (one: Asked) => Promise<unknown>): Promise<unknown> {
  const responses: object[] = [];
  for (let i = 0; asked.form.has(`requests[${i}][function]`); i++) {
    const args = JSON.parse(asked.form.get(`requests[${i}][arguments]`) ?? '{}') as Record<string, unknown>;
    const answer = await answerTo({
      ...asked,
      function: asked.form.get(`requests[${i}][function]`) ?? '',
      arguments: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, `${value}`])),
    });
    const isRefused = typeof answer === 'object' && answer !== null && 'exception' in answer;
    responses.push(
      isRefused
        ? { error: true, exception: JSON.stringify(answer) }
        : { error: false, data: JSON.stringify(answer) },
    );
    if (isRefused) break;
  }
  return { responses };
}

/** An answer that is none of a function. */
export class Status {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;

  constructor(status: number, body = '', headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function exception(errorcode: string): object {
  return {
    exception: 'core\\exception\\moodle_exception',
    errorcode,
    message: 'Wilhelmina Ashgrove may not.',
  };
}

function keyOf(name: string, args: Readonly<Record<string, string>>): string {
  return `${name} ${Object.values(args).join(' ')}`;
}

function argumentsOf(form: URLSearchParams): Record<string, string> {
  const course = { courseid: form.get('courseid') ?? '' };
  // Of one learner it is the same, only less.
  if (form.get('wsfunction') === 'gradereport_user_get_grade_items') return course;
  const options = optionsOf(form);
  const standing = options.has('onlysuspended') ? 'onlysuspended' : 'onlyactive';
  if (form.get('wsfunction') === 'core_enrol_get_enrolled_users') return { ...course, standing };
  return Object.fromEntries([...form].filter(([name]) => !/^(?:ws|moodlews)/.test(name)));
}

function optionsOf(form: URLSearchParams): Map<string, string> {
  const options = new Map<string, string>();
  for (let i = 0; form.has(`options[${i}][name]`); i++)
    options.set(form.get(`options[${i}][name]`) ?? '', form.get(`options[${i}][value]`) ?? '');
  return options;
}

function paged(answer: unknown, form: URLSearchParams): unknown {
  const options = optionsOf(form);
  if (!Array.isArray(answer) || !options.has('limitnumber')) return answer;
  const from = Number(options.get('limitfrom'));
  return answer.slice(from, from + Number(options.get('limitnumber')));
}
