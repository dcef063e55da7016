/** Sessions: who may what, which requests are let through, and who answers the application's own schemes. */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { addScheme, forgetSchemes } from './schemes.ts';
import { onReset } from './resets.ts';

export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly referrer: string;
  readonly timestamp: number;
  readonly webContentsId: number;
}
type BlockingAnswer = (answer: { readonly cancel?: boolean; readonly redirectURL?: string }) => void;
type BeforeRequest = (details: RequestDetails, answer: BlockingAnswer) => void;

export interface PermissionDetails {
  readonly requestingUrl: string;
  readonly isMainFrame: boolean;
  readonly securityOrigin: string;
}
type RequestPermission = (
  contents: object,
  permission: string,
  answer: (granted: boolean) => void,
  details: PermissionDetails,
) => void;
type CheckPermission = (
  contents: object | null,
  permission: string,
  origin: string,
  details: PermissionDetails,
) => boolean;
type CheckDevice = (details: {
  readonly deviceType: string;
  readonly origin: string;
  readonly device: object;
}) => boolean;
type SchemeHandler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: Readonly<Record<string, boolean>>;
}

const registered: CustomScheme[] = [];

const registerSchemesAsPrivileged = (schemes: readonly CustomScheme[]): void => {
  app.mustNotBeReady('protocol.registerSchemesAsPrivileged');
  registered.push(...schemes);
  for (const { scheme } of schemes) addScheme(scheme);
};

const createProtocol = () => {
  const handlers = new Map<string, SchemeHandler>();
  return {
    registerSchemesAsPrivileged,
    handle: (scheme: string, handler: SchemeHandler): void => {
      if (handlers.has(scheme)) throw new Error(`The scheme '${scheme}' has already been registered`);
      addScheme(scheme);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string): void => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
    /** Of the double: the one that answers. */
    handlerOf: (scheme: string): SchemeHandler | null => handlers.get(scheme) ?? null,
  };
};

const createWebRequest = () => {
  let listener: BeforeRequest | null = null;
  return {
    onBeforeRequest: (
      first: BeforeRequest | null | { readonly urls: readonly string[] },
      second?: BeforeRequest | null,
    ) => {
      if (typeof first === 'object' && first !== null && !first.urls.every((url) => url === '<all_urls>')) {
        throw new Error('The double of electron filters no requests: give it a listener for all of them.');
      }
      listener = typeof first === 'function' ? first : (second ?? null);
    },
    /** Of the double: whether the request may go on. As in Electron it waits until the listener answers. */
    mayPass: (details: RequestDetails): Promise<boolean> =>
      new Promise((resolve) => {
        if (listener === null) resolve(true);
        else listener(details, ({ cancel }) => resolve(cancel !== true));
      }),
  };
};

export class Session extends EventEmitter {
  readonly protocol = createProtocol();
  readonly webRequest = createWebRequest();
  #onRequest: RequestPermission | null = null;
  #onCheck: CheckPermission | null = null;
  #onDevice: CheckDevice | null = null;

  setPermissionRequestHandler(handler: RequestPermission | null): void {
    this.#onRequest = handler;
  }
  setPermissionCheckHandler(handler: CheckPermission | null): void {
    this.#onCheck = handler;
  }
  setDevicePermissionHandler(handler: CheckDevice | null): void {
    this.#onDevice = handler;
  }
  setSpellCheckerEnabled(): void {
    // There is no spell checker in the double.
  }

  /** Of the double: what the host answers. Without a handler Electron grants. */
  askPermission(contents: object, permission: string, details: PermissionDetails): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#onRequest === null) resolve(true);
      else this.#onRequest(contents, permission, resolve, details);
    });
  }
  /** Of the double. */
  checkPermission(contents: object | null, permission: string, details: PermissionDetails): boolean {
    return this.#onCheck?.(contents, permission, details.securityOrigin, details) ?? true;
  }
  /** Of the double: nothing is granted without a handler, as in Electron. */
  checkDevice(deviceType: string, origin: string): boolean {
    return this.#onDevice?.({ deviceType, origin, device: {} }) ?? false;
  }
}

const partitions = new Map<string, Session>();
const fromPartition = (name: string): Session => {
  app.mustBeReady('a session');
  const known = partitions.get(name) ?? new Session();
  partitions.set(name, known);
  return known;
};

export const session = {
  get defaultSession(): Session {
    return fromPartition('');
  },
  fromPartition,
};

/** Of the default session, as `electron.protocol` is. */
export const protocol = {
  registerSchemesAsPrivileged,
  handle: (scheme: string, handler: SchemeHandler): void => session.defaultSession.protocol.handle(scheme, handler),
  unhandle: (scheme: string): void => session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string): boolean => session.defaultSession.protocol.isProtocolHandled(scheme),
};

/** What was asked for the application's own schemes. */
export const privilegedSchemes = (): readonly CustomScheme[] => [...registered];

onReset(() => {
  partitions.clear();
  registered.length = 0;
  forgetSchemes();
});
