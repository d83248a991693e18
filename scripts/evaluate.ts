// npm run evaluate -- --interactions FILE --courses FILE [--split last|time|term] [--models all|a,b] … (docs/evaluation.md)
// npm run evaluate -- text --queries FILE --courses FILE: how good the search is
// npm run evaluate -- newcomers --interactions FILE --courses FILE: how well first courses are found by what people say
// npm run evaluate -- reasons --interactions FILE --courses FILE: how the reasons of lists of five speak
import { availableParallelism } from 'node:os';
import {
  evaluateNewcomers,
  newcomersUsage,
  readNewcomerOptions,
} from '../src/experiment/newcomers/newcomer-evaluation.ts';
import { evaluationUsage, readEvaluationOptions } from '../src/experiment/options.ts';
import { readData } from '../src/experiment/read-data.ts';
import {
  evaluateReasons,
  readReasonOptions,
  reasonsUsage,
} from '../src/experiment/reasons/reason-evaluation.ts';
import { resultsOf } from '../src/experiment/results.ts';
import { runModels } from '../src/experiment/run-models.ts';
import { linesOf } from '../src/experiment/show.ts';
import { splitFor, splits } from '../src/experiment/splits.ts';
import { evaluateTexts, readTextOptions, textUsage } from '../src/experiment/text/text-evaluation.ts';
import { writeJson } from '../src/experiment/write-result.ts';
import { ProgressBar } from '../src/terminal/progress-bar.ts';

const [first, ...rest] = process.argv.slice(2);
try {
  if (first === 'text')
    await evaluateTexts(
      parsed(() => readTextOptions(rest), textUsage),
      console.log,
    );
  else if (first === 'reasons')
    await evaluateReasons(
      parsed(() => readReasonOptions(rest), reasonsUsage),
      console.log,
    );
  else if (first === 'newcomers')
    await evaluateNewcomers(
      parsed(() => readNewcomerOptions(rest), newcomersUsage),
      console.log,
    );
  else await evaluateModels();
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode ??= 1;
}

async function evaluateModels(): Promise<void> {
  const options = parsed(() => readEvaluationOptions(process.argv.slice(2)), evaluationUsage);
  const reading = new ProgressBar('Reading');
  const { dataset, courses, leftOut } = await readData(options.files, (rows) =>
    reading.update(0, `${rows} interactions`),
  );
  reading.finish(
    `${dataset.learnerCount} learners, ${dataset.courseCount} courses, ${dataset.courses.length} interactions`,
  );
  for (const line of leftOut) console.log(`  left out: ${line}`);

  const split = options.split ?? splitFor(dataset);
  const parts = splits[split](dataset, options.splitOptions);
  const [tested, cold] = [count(parts.map(({ test }) => test)), count(parts.map((part) => part.cold))];
  console.log(
    `Split ${split}${parts.length > 1 ? `, ${parts.length} parts` : ''}: ${tested} learners tested, ${cold} cold ones.`,
  );

  const { models, seed, configuration, evenOut, jobs } = options;
  const threads = Math.max(1, Math.floor(availableParallelism() / Math.min(jobs, models.length)));
  const bar = new ProgressBar('Models');
  const runs = await runModels(
    models,
    { dataset, courses, split, options: options.splitOptions, seed, configuration, evenOut, threads },
    {
      jobs,
      onProgress: (share, detail) => bar.update(share, detail),
      onDone: ({ name, test, fitSeconds }) =>
        bar.print(
          `✓ ${name.padEnd(17)} NDCG@10 ${test.ndcgAt10.toFixed(4)}, fitted in ${fitSeconds.toFixed(1)} s`,
        ),
    },
  );
  bar.finish(`${models.length} fitted and tested`);
  const results = resultsOf({ split, configuration }, { dataset, courses }, { tested, cold }, runs);
  console.log(`\n${linesOf(results).join('\n')}`);
  if (options.json !== undefined) await writeJson(options.json, results);
}

function count(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0);
}

/** The command line; a wrong word is exit code 2. */
function parsed<Options>(read: () => Options, usage: string): Options {
  try {
    return read();
  } catch (error) {
    process.exitCode = 2;
    throw new Error(`${(error as Error).message}\n  ${usage}`);
  }
}
