/** Started as a process: the command line with the commands about accommodation alone. */
import { Command } from 'commander';
import { processContext } from '../context.ts';
import { reportError } from '../output.ts';
import { addAccommodation } from './accommodation.ts';

const context = processContext();
const program = new Command('samehand');
addAccommodation(program, context);
try {
  await program.parseAsync();
  process.exit(0);
} catch (cause) {
  process.exit(reportError(cause, process.argv.includes('--json'), context.stderr));
}
