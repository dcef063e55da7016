/** What follows when somebody ends a process of the agent without asking it. */
import type { AuditEvent } from '../contract/audit.ts';
import type { GuardOrders } from './guard/guard-orders.ts';
import type { Platform } from './platform/platform.ts';

export interface ForcePorts {
  readonly response: () => GuardOrders['response'];
  /** The next one to sit here has a code to give, where one is set up. */
  readonly oweCode: () => void;
  readonly lock: () => Promise<void>;
  readonly notify: Platform['notify'];
  readonly audit: (event: AuditEvent) => void;
}

export interface Force {
  /** `title` says what was ended. */
  readonly respond: (title: string) => Promise<void>;
  /** The sensor was, in this way. */
  readonly sensorDied: (how: string) => void;
}

export const createForce = ({ response, oweCode, lock, notify, audit }: ForcePorts): Force => {
  const respond = async (title: string): Promise<void> => {
    const what = response();
    if (what === 'lock') {
      oweCode();
      await lock();
    } else if (what === 'notify') {
      await notify({ title, body: 'Samehand was ended by force. It is written down.', urgency: 'critical' });
    }
  };
  return {
    respond,
    sensorDied: (how) => {
      const message = 'It is started again.';
      const body = { which: 'sensor', how, noticedBy: 'main', response: response(), ok: true, message } as const;
      audit({ kind: 'agent-died', body });
      void respond('The sensor was ended');
    },
  };
};
