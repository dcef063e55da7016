/** `samehand open`: the windows in the user's own browser, for as long as the command runs. */
import { Option, type Command } from 'commander';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { SCREENS, type Screen } from '../../../../contract/windows.ts';
import { agentBackend } from '../agent-backend.ts';
import { outputOf, withAgent, type Context } from '../context.ts';
import { serveScreens } from '../serve-screens.ts';
import { NOBODY_LOOKS } from '../nobody-looks.ts';

interface OpenOptions {
  readonly screen: Screen;
  readonly print?: boolean;
  readonly json?: boolean;
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const interrupted = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of STOP_SIGNALS) {
      process.once(signal, () => {
        resolve('Closed.');
      });
    }
  });

const HOW_LONG = 'They are served on this machine only, until Ctrl+C or a minute after the last page is closed.';

export const addOpen = (program: Command, context: Context): void => {
  program
    .command('open')
    .description('show the windows (status, my data, policy, audit …) in your browser')
    .addOption(new Option('--screen <name>', 'the page to begin with').choices([...SCREENS]).default('status'))
    .option('--print', 'print the address instead of starting a browser; it works once, within two minutes')
    .option('--json', 'print one JSON object: whether a browser was started, and if not, the address')
    .addHelpText('after', `\n${HOW_LONG}`)
    .action(async ({ screen, print, json }: OpenOptions) => {
      const stopped = interrupted();
      const output = outputOf(context, json);
      const tell = (line: string): void => {
        context.stderr(`${line}\n`);
      };
      await withAgent(context, async (client) => {
        const backend = agentBackend(client);
        unwrap(await client.call('watch', {}));
        const opens = print !== true;
        const screens = await serveScreens(context, { backend, screen, opens, say: json === true ? tell : output.say });
        const { isOpen, address } = screens;
        if (json === true) output.answer({ isOpen, address: isOpen ? null : address }, []);
        else if (!opens) output.say(address);
        tell(HOW_LONG);
        try {
          const why = await Promise.race([
            stopped,
            screens.nobody.then((reason) => NOBODY_LOOKS[reason]),
            client.closed.then(() => {
              throw new CodedError('agent-not-running', 'The agent has ended, and with it the windows in the browser.');
            }),
          ]);
          tell(why);
        } finally {
          await screens.close();
        }
      });
    });
};
