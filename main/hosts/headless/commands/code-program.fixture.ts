/** Started as a process: the command line with the commands about codes alone. */
import { Command } from 'commander';
import { processContext } from '../context.ts';
import { reportError } from '../output.ts';
import { addCode } from './code.ts';
import { addStepUp } from './step-up.ts';

const context = processContext();
const program = new Command('samehand');
addCode(program, context);
addStepUp(program, context);
try {
  await program.parseAsync();
  process.exit(0);
} catch (cause) {
  process.exit(reportError(cause, process.argv.includes('--json'), context.stderr));
}
