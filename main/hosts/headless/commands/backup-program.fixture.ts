/** Started as a process: the command line with the commands about archives alone. */
import { Command } from 'commander';
import { processContext } from '../context.ts';
import { reportError } from '../output.ts';
import { addBackup } from './backup.ts';

const context = processContext();
const program = new Command('samehand');
addBackup(program, context);
try {
  await program.parseAsync();
  process.exit(0);
} catch (cause) {
  process.exit(reportError(cause, process.argv.includes('--json'), context.stderr));
}
