/** Reads a property over the bus. */
import type { Bus } from './reconnecting-bus.ts';

export interface PropertyAddress {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly property: string;
  readonly limitMs?: number;
}

/** The value, or undefined when nobody answered with one. Starts no service. */
export const readProperty = async (bus: Bus, address: PropertyAddress): Promise<unknown> => {
  const reply = await bus.call({
    destination: address.destination,
    path: address.path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [address.interface, address.property],
    autoStart: false,
    ...(address.limitMs === undefined ? {} : { limitMs: address.limitMs }),
  });
  return reply.ok ? reply.body[0] : undefined;
};
