// npm run train [-- --institution NAME]
import { parseArgs } from 'node:util';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand } from '../src/command/run-command.ts';
import { train } from '../src/recommendations/train.ts';
import { TrainingBar } from '../src/terminal/training-bar.ts';

await runCommand({
  usage: 'npm run train [-- --institution NAME]',
  parse: () => parseArgs({ options: { institution: { type: 'string' } } }).values,
  async run(options, config, log) {
    const institution = await findInstitution(options.institution);
    const bar = new TrainingBar(`Training for ${institution.name}`);
    const outcome = await train(institution._id, {
      engine: config.recommenderEngine,
      log,
      onProgress: (progress) => bar.update(progress),
    });
    bar.finish(outcome);
    return outcome.accepted ? 0 : 1;
  },
});
