/** The files of an export: what is under way lies beside what will be there, and says how to go on. */
import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { AUDIT_FORMATS, auditFilterSchema } from '../../../../contract/audit-reading.ts';
import { CodedError } from '../../../../contract/result.ts';

const OWNER_ONLY = 0o600;

/** What an export that was broken off goes on with: the same records, in the same form. */
const exportPlanSchema = z.strictObject({
  version: z.literal(1),
  format: z.enum(AUDIT_FORMATS),
  filter: auditFilterSchema,
  /** The last record to look at. */
  upTo: z.number().int().nonnegative(),
});
export type ExportPlan = z.infer<typeof exportPlanSchema>;

/** What is to be done. Null `upTo`: begin it, with all that there is now. */
export type Planned = Omit<ExportPlan, 'version' | 'upTo'> & { readonly upTo: number | null };

export interface ExportPaths {
  readonly file: string;
  readonly proof: string;
  /** What is there of the file. */
  readonly part: string;
  readonly proofPart: string;
  readonly plan: string;
}

export const exportPaths = (out: string): ExportPaths => {
  const file = resolve(out);
  return { file, proof: `${file}.proof`, part: `${file}.part`, proofPart: `${file}.proof.part`, plan: `${file}.plan` };
};

const writeFailure = (path: string, cause: unknown): CodedError => {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CodedError('storage-unavailable', `${path} cannot be written: ${why}.`, { cause });
};

/** @throws CodedError `storage-unavailable` with the path and the system's reason. */
export const orWriteFailure = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw writeFailure(path, cause);
  }
};

/** Before anything is asked of the agent: nothing that is there is overwritten. */
export const checkFree = ({ file, proof, part, plan }: ExportPaths): void => {
  if (existsSync(plan)) {
    throw new CodedError(
      'usage',
      `An export to ${file} was broken off. Go on with: --resume; or remove ${part} and ${plan} to begin anew.`,
    );
  }
  const taken = [file, proof, part].find((path) => existsSync(path));
  if (taken === undefined) return;
  throw new CodedError('usage', `${taken} is there already. Choose another name, or move it away.`);
};

/** @throws CodedError `not-found` where nothing was broken off. */
export const readPlan = async ({ plan, file }: ExportPaths): Promise<ExportPlan> => {
  if (!existsSync(plan)) {
    throw new CodedError(
      'not-found',
      `There is no export to ${file} that was broken off. Begin one without --resume; it takes a --format.`,
    );
  }
  const parsed = exportPlanSchema.safeParse(await readJson(plan));
  if (parsed.success) return parsed.data;
  throw new CodedError('usage', `${plan} cannot be read, so nobody knows how to go on. Remove it and begin anew.`);
};

const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
};

/** For its owner alone; nothing of that name may be there. On the disk once {@link closeSynced} is done. */
export const createPrivate = (path: string): Promise<FileHandle> =>
  orWriteFailure(path, () => open(path, 'wx', OWNER_ONLY));

export const closeSynced = (path: string, handle: FileHandle): Promise<void> =>
  orWriteFailure(path, async () => {
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });

export const writePlan = ({ plan }: ExportPaths, content: ExportPlan): Promise<void> =>
  orWriteFailure(plan, async () => {
    const handle = await createPrivate(plan);
    await handle.writeFile(`${JSON.stringify(content)}\n`);
    await closeSynced(plan, handle);
  });

/** So that a name survives a power cut. Windows has no such thing and needs none. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** The proof is there before what it proves, and the plan is there until both are. */
export const publish = ({ file, proof, part, proofPart, plan }: ExportPaths): Promise<void> =>
  orWriteFailure(file, async () => {
    await rename(proofPart, proof);
    await rename(part, file);
    await syncFolder(file);
    await rm(plan, { force: true });
  });
