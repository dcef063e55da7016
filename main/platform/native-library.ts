/** Functions of the system's own C libraries. The only file that knows koffi, and it loads it when first asked. */
import { type Result, err, ok } from '../../contract/result.ts';

export type NativeFunction = (...args: readonly unknown[]) => unknown;

/**
 * Loads `path` and binds C prototypes (`'int getpid()'`) under the names given. Fails with `internal` and a sentence
 * when the library or one of the functions is not there: a system that is older or newer than expected.
 */
export const bindNative = async <K extends string>(
  path: string,
  prototypes: Readonly<Record<K, string>>,
): Promise<Result<Readonly<Record<K, NativeFunction>>>> => {
  try {
    const { load } = await import('koffi');
    const library = load(path);
    const bound = Object.entries<string>(prototypes).map(([name, prototype]) => [
      name,
      library.func(prototype) as NativeFunction,
    ]);
    return ok(Object.fromEntries(bound) as Record<K, NativeFunction>);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err('internal', `The system library ${path} could not be used: ${reason}`);
  }
};
