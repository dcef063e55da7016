/** Started as a process: the command line with the commands about roles and secrets alone. */
import { Command } from 'commander';
import { processContext } from '../context.ts';
import { reportError } from '../output.ts';
import { addRole } from './role.ts';
import { addSecret } from './secret.ts';

const context = processContext();
const program = new Command('samehand');
addRole(program, context);
addSecret(program, context);
try {
  await program.parseAsync();
  process.exit(0);
} catch (cause) {
  process.exit(reportError(cause, process.argv.includes('--json'), context.stderr));
}
