/** The port to what an operating system has for setting policy. */
import type { Result } from '../../contract/result.ts';

export interface ManagedSource {
  /** For people: the file or key. */
  readonly name: string;
  /** Cheap; differs whenever the content may have changed. Never rejects. */
  stamp(): Promise<string>;
  /** The document, or null where there is none. Never rejects. */
  read(): Promise<Result<object | null, 'policy-invalid'>>;
}
