/** The sensor's way to the agent: Node's channel of a forked process, or the port of Electron's utility process. */
import type { FromSensor, ToSensor } from './protocol.ts';

export interface ParentChannel {
  /** `done` when the message is written, or can never be. */
  readonly send: (message: FromSensor, done?: () => void) => void;
  readonly onMessage: (listener: (message: ToSensor) => void) => void;
  /** Called once there is nobody at the other end. */
  readonly onClosed: (listener: () => void) => void;
}

/** As Electron gives it to a utility process. */
export interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** The port says of no message when it is written: the last one gets so long before the process ends. */
const LAST_MESSAGE_MS = 100;

const overPort = (port: ParentPort): ParentChannel => ({
  send: (message, done) => {
    port.postMessage(message);
    if (done !== undefined) setTimeout(done, message.type === 'ended' ? LAST_MESSAGE_MS : 0);
  },
  onMessage: (listener) => {
    port.on('message', ({ data }) => {
      listener(data as ToSensor);
    });
  },
  onClosed: (listener) => {
    port.on('close', listener);
  },
});

const overChannel = (process: NodeJS.Process): ParentChannel => ({
  send: (message, done = () => undefined) => {
    if (process.send === undefined || !process.connected) done();
    else process.send(message, undefined, undefined, done);
  },
  onMessage: (listener) => {
    process.on('message', listener);
  },
  onClosed: (listener) => {
    process.on('disconnect', listener);
  },
});

const isPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value;

export const parentChannel = (process: NodeJS.Process): ParentChannel => {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isPort(port) ? overPort(port) : overChannel(process);
};
