/** `samehand open`: the windows in the user's own browser, for as long as the command runs. */
import { Option, type Command } from 'commander';
import { PUSHES, type PushBody, type PushName } from '../../../../contract/ipc.ts';
import { err, unwrap } from '../../../../contract/result.ts';
import { SCREENS, type PushListener, type Screen } from '../../../../contract/windows.ts';
import type { ControlClient } from '../../../control/control-client.ts';
import { isCallName } from '../../../control/dispatch.ts';
import { withAgent, type Context } from '../context.ts';
import { serveScreens } from '../serve-screens.ts';

const pushesOf = (client: ControlClient) => {
  const listeners = new Set<PushListener>();
  for (const name of Object.keys(PUSHES) as PushName[]) {
    client.on(name, (body: PushBody<typeof name>) => {
      for (const listener of listeners) listener(name, body);
    });
  }
  return (listener: PushListener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
};

const interrupted = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve('Closed.');
      });
    }
  });

export const addOpen = (program: Command, context: Context): void => {
  program
    .command('open')
    .description('show the windows (status, my data, policy, audit …) in your browser, on this machine only')
    .addOption(new Option('--screen <name>', 'the page to begin with').choices([...SCREENS]).default('status'))
    .option('--print', 'print the address instead of starting a browser; it works once, for two minutes')
    .addHelpText(
      'after',
      '\nServes on 127.0.0.1 for as long as this command runs: Ctrl+C, or a minute after the last page is closed, ends it.',
    )
    .action(async ({ screen, print }: { screen: Screen; print?: boolean }) => {
      const ended = interrupted();
      await withAgent(context, async (client) => {
        unwrap(await client.call('watch', {}));
        const screens = await serveScreens(context, {
          call: (name, args) =>
            isCallName(name)
              ? client.call(name, args as never)
              : Promise.resolve(err('usage', `there is no call named ${JSON.stringify(name.slice(0, 40))}`)),
          subscribe: pushesOf(client),
          screen,
          isPrinted: print === true,
        });
        context.stderr('The windows are in your browser, for as long as this command runs. Ctrl+C ends it.\n');
        const why = await Promise.race([
          ended,
          screens.abandoned.then(() => 'Nobody has looked for a minute: closed.'),
          client.closed.then(() => 'The agent has ended: closed.'),
        ]);
        await screens.close();
        context.stderr(`${why}\n`);
      });
    });
};
