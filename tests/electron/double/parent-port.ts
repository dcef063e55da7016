/** Runs in the child of {@link utilityProcess} before its own script: `process.parentPort` in the place of Node's channel. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown): void => void send?.(message),
  start: (): void => undefined,
});

process.on('message', (data) => {
  port.emit('message', { data, ports: [] });
});
// A utility process ends with the main process, whatever it is doing.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});

Object.assign(process, { parentPort: port, type: 'utility' });
Reflect.deleteProperty(process, 'send');
