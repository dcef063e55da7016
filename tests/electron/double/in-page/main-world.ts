/** Runs in the page's own world before its scripts: puts there what the preload script exposes, frozen. */
import { createEndpoint } from './endpoint.ts';

declare const __BRIDGE__: string;

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (value instanceof Promise || ArrayBuffer.isView(value)) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
};

createEndpoint(`${__BRIDGE__}-out`, `${__BRIDGE__}-in`, (name, value) => {
  freeze(value);
  Object.defineProperty(window, name, { value, enumerable: true, configurable: false, writable: false });
});
