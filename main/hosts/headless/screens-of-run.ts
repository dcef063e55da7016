/** The windows in the browser beside the agent of `samehand run --open`: without them the agent goes on. */
import { dispatch } from '../../control/dispatch.ts';
import type { LiveAgent } from '../../live/start-live.ts';
import type { Context } from './context.ts';
import { NOBODY_LOOKS } from './nobody-looks.ts';
import { serveScreens, type ServedScreens } from './serve-screens.ts';

export const screensOfRun = async (
  context: Context,
  { agent, handlers, onFault }: LiveAgent,
  json: boolean,
): Promise<ServedScreens | null> => {
  const say = (line: string): void => {
    (json ? context.stderr : context.stdout)(`${line}\n`);
  };
  try {
    const screens = await serveScreens(context, {
      backend: { call: (name, args) => dispatch(handlers, name, args, onFault), subscribe: agent.subscribe },
      screen: 'status',
      opens: true,
      say,
    });
    void screens.nobody.then(async (why) => {
      say(`${NOBODY_LOOKS[why]}. The agent goes on.`);
      await screens.close();
    });
    return screens;
  } catch (cause) {
    say(`The windows cannot be shown in the browser: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
};
