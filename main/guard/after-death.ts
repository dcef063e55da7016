/** What the survivor does: locks or notifies, writes it down, and starts the agent again. Loaded only then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPlatform } from '../platform/create-platform.ts';
import type { Platform } from '../platform/platform.ts';
import { noteDeath, recentDeaths, type Death } from './deaths.ts';
import type { GuardOrders } from './guard-orders.ts';
import { removeMarker } from './marker.ts';
import { revive } from './revive.ts';

/** More deaths than this in so many ms, and the agent is not started again: something ends it each time. */
const MOST_DEATHS = 5;
const LATELY_MS = 600_000;
/** How often a lock that fails is tried, and the rest between two tries, in ms. */
const TRIES = 5;
const REST_MS = 400;

export interface AfterDeathPorts {
  readonly env: NodeJS.ProcessEnv;
  readonly pid: number;
  readonly now: () => number;
  readonly monotonicMs: () => number;
}

type Outcome = Pick<Death, 'ok' | 'message'>;

const lock = async (platform: Platform): Promise<Outcome> => {
  let outcome: Outcome = { ok: false, message: 'It was not tried.' };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await sleep(REST_MS);
    outcome = await platform.lock();
    if (outcome.ok) break;
  }
  return outcome;
};

const respond = async (orders: GuardOrders, isGivenUp: boolean, ports: AfterDeathPorts): Promise<Outcome> => {
  if (orders.response === 'none' && !isGivenUp) return { ok: true, message: 'Nothing was to be done.' };
  const platform = createPlatform(orders.platform, ports);
  try {
    const outcome = orders.response === 'lock' ? await lock(platform) : null;
    if (outcome !== null && !isGivenUp) return outcome;
    const told = await platform.notify({
      title: 'Samehand was ended by force',
      body: isGivenUp
        ? 'It was ended again and again and is not started any more. Tell your administrator.'
        : 'It is being started again. It is written down.',
      urgency: 'critical',
    });
    return outcome ?? told;
  } finally {
    await platform.close();
  }
};

/**
 * Never rejects: a record that cannot be written must not keep the agent from being started again.
 *
 * @param death which process died, how, and who noticed.
 */
export const actAfterDeath = async (
  orders: GuardOrders,
  death: Pick<Death, 'which' | 'how' | 'noticedBy'>,
  ports: AfterDeathPorts,
): Promise<void> => {
  const at = ports.now();
  const lately = recentDeaths(orders.home).filter((each) => Math.abs(at - each.at) <= LATELY_MS);
  const isGivenUp = orders.revive !== null && lately.length >= MOST_DEATHS;
  const { ok, message } = await respond(orders, isGivenUp, ports).catch((error: unknown) => ({
    ok: false,
    message: String(error).slice(0, 400),
  }));
  const what = isGivenUp ? `${message} It was not started again: it died too often.` : message;
  try {
    noteDeath(orders.home, { at, ...death, response: orders.response, ok, message: what.slice(0, 500) });
    // Acted on: the service unit need not, nor the next start.
    removeMarker(orders.home, orders.pid);
  } catch {
    // Locked is locked.
  }
  if (orders.revive !== null && !isGivenUp) revive(orders.revive);
};
