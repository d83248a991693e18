// npm run train [-- --institution NAME]
import { parseArgs } from 'node:util';
import { findInstitution } from '../src/command/find-institution.ts';
import { runCommand, UsageError } from '../src/command/run-command.ts';
import { train } from '../src/recommendations/train.ts';
import { TrainingBar } from '../src/terminal/training-bar.ts';

await runCommand(async () => {
  const institution = await findInstitution(institutionName());
  const bar = new TrainingBar(`Training for ${institution.name}`);
  const outcome = await train(institution._id, { onProgress: (progress) => bar.update(progress) });
  bar.finish(outcome);
  return outcome.accepted ? 0 : 1;
});

function institutionName(): string | undefined {
  try {
    return parseArgs({ options: { institution: { type: 'string' } } }).values.institution;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n  npm run train [-- --institution NAME]`);
  }
}
