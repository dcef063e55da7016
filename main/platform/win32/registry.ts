/** Values of HKEY_LOCAL_MACHINE, by `RegGetValueW` of advapi32.dll. */
import { err, ok, type Result } from '../../../contract/result.ts';
import { bindNative } from '../native-library.ts';

export type RegistryValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** It is there, but of another type, too long, or not to be read. */
  | { readonly kind: 'other' };

export interface Registry {
  /** Null where there is no such value or key. */
  read(key: string, name: string): RegistryValue | null;
}

/** The call as Windows has it: fills type, data and size in bytes; 0 is success. */
export type RegGetValue = (key: string, name: string, type: Uint32Array, data: Uint8Array, size: Uint32Array) => number;

const SUCCESS = 0;
const FILE_NOT_FOUND = 2;
const PATH_NOT_FOUND = 3;
const REG_SZ = 1;
const REG_DWORD = 4;
/** A list of exceptions is the longest. */
const MOST_BYTES = 1024 * 1024;
/** `HKEY_LOCAL_MACHINE`, as a pointer of 64 bits. */
const HKEY_LOCAL_MACHINE = 0xffffffff80000002n;
/** `RRF_RT_REG_SZ | RRF_RT_REG_DWORD`. */
const FLAGS = 0x2 | 0x10;

export const createRegistry = (getValue: RegGetValue): Registry => {
  const data = new Uint8Array(MOST_BYTES);
  return {
    read: (key, name) => {
      const type = new Uint32Array(1);
      const size = new Uint32Array([MOST_BYTES]);
      const answer = getValue(key, name, type, data, size);
      if (answer === FILE_NOT_FOUND || answer === PATH_NOT_FOUND) return null;
      if (answer !== SUCCESS) return { kind: 'other' };
      const bytes = Buffer.from(data.buffer, 0, size[0] ?? 0);
      if (type[0] === REG_DWORD && bytes.length === 4) return { kind: 'number', value: bytes.readUInt32LE(0) };
      if (type[0] === REG_SZ) return { kind: 'text', value: bytes.toString('utf16le').replace(/\0+$/, '') };
      return { kind: 'other' };
    },
  };
};

export const loadRegistry = async (): Promise<Result<Registry>> => {
  const advapi32 = await bindNative('advapi32.dll', {
    regGetValue:
      'int __stdcall RegGetValueW(uintptr_t root, str16 key, str16 name, uint32_t flags, _Inout_ uint32_t *type, _Inout_ uint8_t *data, _Inout_ uint32_t *size)',
  });
  if (!advapi32.ok) return err('internal', advapi32.message);
  const { regGetValue } = advapi32.value;
  return ok(
    createRegistry((key, name, type, data, size) =>
      Number(regGetValue(HKEY_LOCAL_MACHINE, key, name, FLAGS, type, data, size)),
    ),
  );
};
