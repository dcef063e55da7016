/** What a seal and the statement of an export sign, byte for byte. */
import type { ExportStatement, Seal } from '../../contract/audit-proof.ts';
import { canonicalJson } from './canonical-json.ts';

/** Whether an Ed25519 signature (RFC 8032) holds; false too for a key that is none. All are raw bytes: 32, any, 64. */
export type VerifySignature = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const encoder = new TextEncoder();

/** In front of every message, so that a signature of one kind never passes for one of another. */
const SEAL = 'samehand-audit-seal-1\n';
const STATEMENT = 'samehand-audit-export-1\n';

export const sealMessage = ({ chain, number, seq, at, link, key, next }: Omit<Seal, 'signature'>): Uint8Array =>
  encoder.encode(SEAL + canonicalJson({ chain, number, seq, at, link, key, next }));

export const statementMessage = (statement: ExportStatement): Uint8Array =>
  encoder.encode(STATEMENT + canonicalJson(statement));
