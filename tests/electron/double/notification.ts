/** Notifications of the system, as they were shown. */
import { EventEmitter } from 'node:events';
import { onReset } from './resets.ts';

interface NotificationOptions {
  readonly title?: string;
  readonly body?: string;
  readonly [other: string]: unknown;
}

const shown: Notification[] = [];

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;
  readonly options: NotificationOptions;

  static isSupported(): boolean {
    return true;
  }
  constructor(options: NotificationOptions = {}) {
    super();
    this.options = options;
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }
  show(): void {
    shown.push(this);
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}

export const shownNotifications = (): readonly Notification[] => [...shown];
onReset(() => {
  shown.length = 0;
});
