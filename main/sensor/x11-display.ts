/** Where the X server that `DISPLAY` names listens (X(7), "Display names"). */
import { err, ok, type Result } from '../../contract/result.ts';

export interface X11Display {
  /** Null for a server on this machine, reached through its socket. */
  readonly host: string | null;
  readonly number: number;
}

export type X11Endpoint = { readonly path: string } | { readonly host: string; readonly port: number };

const FORM =
  /^(?:(?:tcp|inet6?|unix|local)\/)?(?<host>\[[0-9a-fA-F:.]+\]|[^:/[\]]*):(?<number>\d{1,5})(?:\.\d{1,5})?$/u;
const TCP_BASE_PORT = 6_000;
const MAX_DISPLAY = 65_535 - TCP_BASE_PORT;

/** Reads `:0`, `:0.1`, `unix:0`, `host:1.0`, `[::1]:0`. */
export const parseDisplay = (display: string): Result<X11Display, 'sensor-unavailable'> => {
  const groups = FORM.exec(display)?.groups;
  const number = Number(groups?.number);
  if (groups === undefined || !(number <= MAX_DISPLAY))
    return err('sensor-unavailable', `DISPLAY is “${display}”, which names no X server; it should look like :0.`);
  const host = (groups.host ?? '').replaceAll(/[[\]]/gu, '');
  return ok({ host: host === '' || host === 'unix' ? null : host, number });
};

/** Sockets to try in order: Linux's abstract one first, as Xlib does. */
export const endpointsOf = ({ host, number }: X11Display): readonly X11Endpoint[] => {
  if (host !== null) return [{ host, port: TCP_BASE_PORT + number }];
  const path = `/tmp/.X11-unix/X${String(number)}`;
  return [{ path: `\0${path}` }, { path }];
};
