/** The command `samehand`. */
import { Command, CommanderError } from 'commander';
import { EXIT_CODES } from '../../../contract/result.ts';
import { VERSION } from '../../version.ts';
import { addAccommodation } from './commands/accommodation.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCode } from './commands/code.ts';
import { addConsent } from './commands/consent.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addForwarding } from './commands/forwarding.ts';
import { addGuard } from './commands/guard.ts';
import { addIdentify } from './commands/identify.ts';
import { addNetwork } from './commands/network.ts';
import { addNotifications } from './commands/notifications.ts';
import { addOpen } from './commands/open.ts';
import { addPause } from './commands/pause.ts';
import { addPolicy } from './commands/policy.ts';
import { addPrivacy } from './commands/privacy.ts';
import { addProfile } from './commands/profile.ts';
import { addQuit } from './commands/quit.ts';
import { addRecord } from './commands/record.ts';
import { addReplay } from './commands/replay.ts';
import { addRole } from './commands/role.ts';
import { addRun } from './commands/run.ts';
import { addSecret } from './commands/secret.ts';
import { addStatus } from './commands/status.ts';
import { addStepUp } from './commands/step-up.ts';
import { addVerify } from './commands/verify.ts';
import { addWatch } from './commands/watch.ts';
import { processContext } from './context.ts';
import { reportError } from './output.ts';

const context = processContext();

const program = new Command('samehand')
  .description('Is it still the same pair of hands? Watches how you type and point, never what.')
  .version(VERSION)
  .showHelpAfterError('(run with --help for the options)')
  .addHelpText(
    'after',
    `
Exit codes: 0 done, ${String(EXIT_CODES.usage)} wrong usage, ${String(EXIT_CODES['recording-invalid'])} broken recording or too little data, ${String(EXIT_CODES['recording-missing'])} no such recording or version,
  ${String(EXIT_CODES['agent-not-running'])} agent not running, ${String(EXIT_CODES['sensor-unavailable'])} input cannot be seen, ${String(EXIT_CODES['storage-unavailable'])} storage, ${String(EXIT_CODES['agent-already-running'])} agent already running,
  ${String(EXIT_CODES['key-unavailable'])} no key, not allowed or not identified, ${String(EXIT_CODES['storage-newer'])} newer data or wrong policy, ${String(EXIT_CODES.internal)} fault of the program.
Data folder: SAMEHAND_HOME (now ${context.home}).`,
  );

for (const add of [
  addRun,
  addStatus,
  addWatch,
  addOpen,
  addPause,
  addQuit,
  addCode,
  addStepUp,
  addPolicy,
  addAudit,
  addPrivacy,
  addRole,
  addSecret,
  addNetwork,
  addConsent,
  addAccommodation,
  addNotifications,
  addForwarding,
  addBackup,
  addRecord,
  addReplay,
  addDemo,
  addVerify,
  addIdentify,
  addEvaluate,
  addProfile,
  addDoctor,
  addGuard,
]) {
  add(program, context);
}
for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)]) {
  command.exitOverride();
}

/** Ends at once, as a native call that waits for a person (an unlocking keychain) would keep the process alive. */
const exit = (code: number): never => process.exit(code);

try {
  await program.parseAsync();
} catch (cause) {
  // Commander has printed its message; help and version are no errors.
  if (cause instanceof CommanderError) exit(cause.exitCode === 0 ? 0 : EXIT_CODES.usage);
  exit(reportError(cause, process.argv.includes('--json'), context.stderr));
}
