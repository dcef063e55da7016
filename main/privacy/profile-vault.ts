/** The profile as a whole: its template and its database, which are only ever replaced together. */
import type { Template } from '../keys/template.ts';

/** One call is done after the other. */
export interface ProfileVault {
  /**
   * Destroys the template's keys, removes the database's files, and begins anew with new ones; engine and sensor go on
   * with them.
   *
   * @throws CodedError `key-unavailable`: the new template could not be kept, and everything is as it was. Any other: the
   *   former template is gone, and the next start removes what is left of its database.
   */
  renew(): Promise<void>;
  /** What an archive holds: the template, and a consistent copy of the database, encrypted with its `databaseKey`. */
  take(): Promise<{ readonly template: Template; readonly database: Uint8Array; readonly schemaVersion: number }>;
  /**
   * Puts another in the place of both. What was there before is destroyed as by `renew`, and kept if the new one cannot
   * be opened.
   *
   * @throws CodedError `backup-invalid` or `storage-newer` when it cannot be opened, `key-unavailable` and
   *   `storage-unavailable` when it could not be kept: everything is as it was then.
   */
  put(content: { readonly template: Template; readonly database: Uint8Array }): Promise<void>;
}
