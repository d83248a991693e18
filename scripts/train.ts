// npm run train [-- --institution NAME]
import { parseArgs } from 'node:util';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand } from '../src/command/run-command.ts';
import { TrainingBar } from '../src/terminal/training-bar.ts';
import { trainNow } from '../src/training/run-training.ts';

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort(new Error('Stopped. The model before goes on serving.')));

await runCommand({
  usage: 'npm run train [-- --institution NAME]',
  parse: () => parseArgs({ options: { institution: { type: 'string' } } }).values,
  async run(options, config, log) {
    const institution = await findInstitution(options.institution);
    const bar = new TrainingBar(`Training for ${institution.name}`);
    const outcome = await trainNow(institution._id, {
      trainer: config.trainer,
      ...{ log, signal: stopping.signal },
      onWait: () => bar.wait(),
      onProgress: (progress) => bar.update(progress),
    });
    bar.finish(outcome);
    return outcome.accepted ? 0 : 1;
  },
});
