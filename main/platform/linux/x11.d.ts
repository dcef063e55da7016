/** What is used of x11 4.2.2, which brings no types. */
declare module 'x11' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  export interface Property {
    readonly data: Buffer;
  }
  /** Returns true where the error was dealt with: else it is an event too. */
  type Answer<T> = (error: Error | null | undefined, answer: T) => unknown;

  export interface XClient extends EventEmitter {
    /** Numbers by name, as far as they are known. */
    atoms: Record<string, number>;
    InternAtom(onlyIfExists: boolean, name: string, answer: Answer<number>): void;
    GetProperty(
      remove: 0 | 1,
      window: number,
      property: number,
      type: number,
      offset: number,
      /** In units of four bytes. */
      length: number,
      answer: Answer<Property>,
    ): void;
    AllocID(): number;
    CreateWindow(id: number, parent: number, x: number, y: number, width: number, height: number): void;
    ChangeProperty(
      mode: 0 | 1 | 2,
      window: number,
      property: number,
      type: number,
      unit: 8 | 16 | 32,
      data: Buffer | string,
    ): void;
    terminate(): void;
  }
  export interface Display {
    readonly client: XClient;
    readonly screen: readonly { readonly root: number }[];
  }
  export const createClient: (
    options: {
      readonly display: string;
      /** Connected. */
      readonly stream?: Socket;
      readonly auth?: { readonly name: string; readonly data: string };
      readonly disableBigRequests?: boolean;
    },
    done: (error: Error | null | undefined, display: Display) => void,
  ) => XClient;
}
