/**
 * Windows: group policy. Each setting is a value of one key, named by its dotted path: numbers and switches as DWORD,
 * text as text, lists and sections that may be null as JSON text.
 */
import { policySchema } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import { loadRegistry, type Registry, type RegistryValue } from '../platform/win32/registry.ts';
import { layOver, parseJson, type Settings } from './document.ts';
import type { ManagedSource } from './managed.ts';
import { settingFields, type SettingField } from '../../contract/setting-fields.ts';

export const POLICY_KEY = String.raw`SOFTWARE\Policies\Samehand`;
/** Exceptions for users and groups, as JSON text. */
const EXCEPTIONS = 'exceptions';

/** One setting as a document of its own: `a.b` = 1 is `{a: {b: 1}}`. */
const nested = (path: string, value: unknown): Settings =>
  path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Settings;

const jsonOf = (text: string): Result<unknown, 'policy-invalid'> => {
  const value = parseJson(text);
  return value.ok ? value : err('policy-invalid', 'is not JSON');
};

/** A number as it was typed; nothing at all is not zero. */
const numberOf = (value: RegistryValue): number => {
  if (value.kind === 'number') return value.value;
  return value.kind === 'text' && value.value.trim() !== '' ? Number(value.value) : Number.NaN;
};

const valueOf = ({ kind }: Pick<SettingField, 'kind'>, value: RegistryValue): Result<unknown, 'policy-invalid'> => {
  switch (kind) {
    case 'boolean':
      return value.kind === 'number' ? ok(value.value !== 0) : err('policy-invalid', 'is not a DWORD');
    case 'integer':
      return value.kind === 'number' ? ok(value.value) : err('policy-invalid', 'is not a DWORD');
    case 'number': {
      const parsed = numberOf(value);
      return Number.isFinite(parsed) ? ok(parsed) : err('policy-invalid', 'is not a number');
    }
    case 'text':
      return value.kind === 'text' ? ok(value.value) : err('policy-invalid', 'is not text');
    case 'json':
      return value.kind === 'text' ? jsonOf(value.value) : err('policy-invalid', 'is not text');
  }
};

/** The document that the values make, null when there are none. */
export const readRegistryPolicy = (registry: Registry): Result<object | null, 'policy-invalid'> => {
  let document: Settings | null = null;
  const fields = [...settingFields(policySchema), { path: EXCEPTIONS, kind: 'json' as const }];
  for (const field of fields) {
    const found = registry.read(POLICY_KEY, field.path);
    if (found === null) continue;
    const value = valueOf(field, found);
    if (!value.ok) return err('policy-invalid', `${field.path} ${value.message}`);
    document = layOver(document ?? {}, nested(field.path, value.value));
  }
  return ok(document);
};

export const registryPolicy = (load: () => Promise<Result<Registry>> = loadRegistry): ManagedSource => {
  let loading: Promise<Result<Registry>> | undefined;
  const registry = (): Promise<Result<Registry>> => (loading ??= load());
  const read = async (): Promise<Result<object | null, 'policy-invalid'>> => {
    const found = await registry();
    return found.ok ? readRegistryPolicy(found.value) : err('policy-invalid', found.message);
  };
  return {
    name: `HKEY_LOCAL_MACHINE\\${POLICY_KEY}`,
    stamp: async () => JSON.stringify(await read()),
    read,
  };
};
