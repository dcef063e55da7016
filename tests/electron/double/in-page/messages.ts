/** What the isolated world and the double say to each other over the debugger. */

export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'navigate'; readonly url: string }
  | { readonly kind: 'preload-error'; readonly message: string };

export type ToPage =
  | { readonly kind: 'message'; readonly channel: string; readonly args: string }
  | { readonly kind: 'reply'; readonly id: number; readonly isError: boolean; readonly value: string };

/** What a preload script is run with. */
export interface Preload {
  /** Its source, one CommonJS file; null: none. */
  readonly source: string | null;
  /** `process` as it sees it. */
  readonly environment: Readonly<Record<string, unknown>>;
  readonly inSubframes: boolean;
}
