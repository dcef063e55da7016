/** Reads a policy file, or says why it is not to be trusted. */
import { constants, lstatSync, statSync, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A policy is a page of settings; anything larger is not one. */
const MAX_BYTES = 1024 * 1024;
const TOO_LARGE = `it is larger than ${String(MAX_BYTES)} bytes`;
const OTHERS_WRITE = 0o022n;
const ROOT = 0n;

export type FileText = { readonly text: string } | { readonly missing: true } | { readonly unreadable: string };

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

/** Whoever else may write it could set the policy. */
const ownerFault = ({ uid, mode }: BigIntStats, what: string): string | null => {
  if (uid !== ROOT) return `${what} does not belong to root`;
  return (mode & OTHERS_WRITE) === 0n ? null : `others than root may write ${what}`;
};

/** Its size may be another one by the time it is read. Null: there is more than a policy has. */
const readBounded = async (file: FileHandle): Promise<Uint8Array | null> => {
  const bytes = Buffer.alloc(MAX_BYTES + 1);
  for (let length = 0; length < bytes.length;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
  return null;
};

/** Whoever signs a text off must not have read another one: nothing is put in the place of what is not UTF-8. */
const textOf = (bytes: Uint8Array): FileText => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: 'it is not text in UTF-8' };
  }
};

/**
 * At most 1 MiB of a regular file; a symbolic link is refused, as its target could be anybody's.
 *
 * @param isOfRoot whether file and folder must belong to root alone.
 */
export const readPolicyFile = async (path: string, isOfRoot: boolean): Promise<FileText> => {
  try {
    // Never waiting for the other end of a pipe.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat({ bigint: true });
      if (!stats.isFile()) return { unreadable: 'it is not a regular file' };
      if (stats.size > BigInt(MAX_BYTES)) return { unreadable: TOO_LARGE };
      const fault = isOfRoot
        ? (ownerFault(stats, 'it') ?? ownerFault(await stat(dirname(path), { bigint: true }), 'its folder'))
        : null;
      if (fault !== null) return { unreadable: fault };
      const bytes = await readBounded(file);
      return bytes === null ? { unreadable: TOO_LARGE } : textOf(bytes);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return { missing: true };
    if (codeOf(cause) === 'ELOOP') return { unreadable: 'it is a symbolic link' };
    return { unreadable: cause instanceof Error ? cause.message : String(cause) };
  }
};

/** Differs whenever the file, or what stands in its place, may be another or have another content. Cheap: it is asked all day. */
export const fileStamp = (path: string): string =>
  [path, dirname(path)]
    .map((each, index) => {
      try {
        // Some microseconds; handed to another thread it would cost ten times as much.
        const { mtimeNs, ctimeNs, size, ino, uid, mode } = (index === 0 ? lstatSync : statSync)(each, { bigint: true });
        // A folder changes with everything in it: only who may write it counts.
        return (index === 0 ? [mtimeNs, ctimeNs, size, ino, uid, mode] : [uid, mode]).join(' ');
      } catch (cause) {
        return String(codeOf(cause));
      }
    })
    .join(' / ');
