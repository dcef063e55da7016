/**
 * The policy in force: the managed source over the local file over the defaults, checked as a whole, and again whenever
 * one of them changes. A source that breaks never stops the agent, which would leave the workstation unwatched.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PolicyChange, PolicyCheck, PolicyView } from '../../contract/policy-view.ts';
import { defaultPolicy, policySchema, type Policy, type PolicySource } from '../../contract/policy.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import { replacePrivateFile } from '../keys/private-file.ts';
import type { Schedule } from '../shared/schedule.ts';
import { fileStamp, readPolicyFile } from './bounded-file.ts';
import { policyChanges } from './difference.ts';
import {
  layOver,
  parseDocument,
  pathsOf,
  readDocument,
  settingsFor,
  type PolicyDocument,
  type Settings,
  type Subject,
} from './document.ts';
import type { ManagedSource } from './managed.ts';

export interface PolicyChanged {
  readonly policy: Policy;
  /** The source that changed. */
  readonly source: PolicySource;
  readonly by: string;
  readonly reason: string;
  readonly changes: readonly PolicyChange[];
}

export interface PolicyKeeper {
  /** In force now, before what the time of day lays over it. */
  policy(): Policy;
  view(): PolicyView;
  /** Whether a document would be good as the local one, and what it would change. */
  check(text: string): PolicyCheck;
  /** What would be in force with this document as the local one. */
  candidate(text: string): Result<Policy>;
  /** Puts a document in the place of the local one. */
  apply(text: string, reason: string, by: string): Promise<Result<PolicyCheck>>;
  /** An administrator has set a passphrase: what is in force locally is what was approved. */
  seal(): Promise<void>;
  /** Resolves when no reading is under way. */
  settled(): Promise<void>;
  /** Called after a change is in force; not for the first reading. */
  onChange(listener: (change: PolicyChanged) => void): () => void;
  /** Called when the set of problems changes. */
  onProblem(listener: (problems: readonly string[]) => void): () => void;
  close(): void;
}

export interface PolicyKeeperOptions extends Subject {
  /** The data folder. */
  readonly home: string;
  readonly managed: ManagedSource;
  readonly facts: Facts;
  /** Whether an administrator has set a passphrase. */
  readonly isSealed: () => boolean;
  readonly schedule: Schedule;
  readonly pollMs?: number;
  /** Nothing is written. */
  readonly isLookingOnly?: boolean;
}

/** A changed policy is to be in force within a second; and nothing is to wake the machine more often than it must. */
const POLL_MS = 800;
/** A file is written in a moment; one that stays broken for so many looks is broken. */
const PATIENCE_LOOKS = 4;

const APPROVED: Fact<string> = { name: 'policy.approved', schema: z.string() };

export const policyPath = (home: string): string => join(home, 'policy.json');

const EMPTY: PolicyDocument = { settings: {}, exceptions: [] };

/** What one source says now: a document, or nothing, or why it cannot be used. */
type Reading =
  { readonly document: PolicyDocument; readonly text: string } | { readonly none: true } | { readonly fault: string };

interface Layer {
  readonly document: PolicyDocument;
  /** What is wrong with the source; its last good document holds meanwhile. */
  readonly problem: string | null;
}

const lastGood = (path: string): PolicyDocument => {
  try {
    const parsed = parseDocument(readFileSync(path, 'utf8'));
    return parsed.ok ? parsed.value : EMPTY;
  } catch {
    return EMPTY;
  }
};

export const openPolicyKeeper = async (options: PolicyKeeperOptions): Promise<PolicyKeeper> => {
  const { home, managed, facts, isSealed, schedule, pollMs = POLL_MS } = options;
  const localPath = policyPath(home);
  const lastGoodPath = {
    local: join(home, 'policy.last-good.json'),
    managed: join(home, 'policy.managed.last-good.json'),
  } as const;
  const listeners = new Set<(change: PolicyChanged) => void>();
  const problemListeners = new Set<(problems: readonly string[]) => void>();
  let layers: Readonly<Record<'managed' | 'local', Layer>> = {
    managed: { document: EMPTY, problem: null },
    local: { document: EMPTY, problem: null },
  };
  let policy = defaultPolicy();
  let stamps = '';
  let brokenLooks = 0;
  let isClosed = false;
  let cancel = (): void => undefined;

  const settingsOf = (local: PolicyDocument, upper: PolicyDocument = layers.managed.document): Settings =>
    layOver(settingsFor(local, options), settingsFor(upper, options));

  const readManaged = async (): Promise<Reading> => {
    const read = await managed.read();
    if (!read.ok) return { fault: read.message };
    if (read.value === null) return { none: true };
    const document = readDocument(read.value);
    return document.ok ? { document: document.value, text: JSON.stringify(read.value) } : { fault: document.message };
  };

  const readLocal = async (): Promise<Reading> => {
    const file = await readPolicyFile(localPath, false);
    if ('unreadable' in file) return { fault: file.unreadable };
    if ('missing' in file) return { none: true };
    const document = parseDocument(file.text);
    return document.ok ? { document: document.value, text: file.text } : { fault: document.message };
  };

  const keepLastGood = (source: 'managed' | 'local', text: string): void => {
    if (options.isLookingOnly === true) return;
    try {
      replacePrivateFile(lastGoodPath[source], text);
    } catch {
      // A full disk: the policy holds all the same, and the next start has the one before.
    }
  };

  const layerOf = (source: 'managed' | 'local', name: string, reading: Reading): Layer => {
    if ('none' in reading) return { document: EMPTY, problem: null };
    if ('document' in reading) {
      keepLastGood(source, reading.text);
      return { document: reading.document, problem: null };
    }
    const document = lastGood(lastGoodPath[source]);
    const holds = document === EMPTY ? 'It is left out' : 'Its last good content stays in force';
    return { document, problem: `The policy ${name} was refused (${reading.fault}). ${holds}. Correct it.` };
  };

  /** With an administrator set up, what counts is what was approved, whatever stands in the file. */
  const sealedLayer = (reading: Reading): Layer => {
    const approved = facts.get(APPROVED);
    const parsed = approved === null ? null : parseDocument(approved);
    const document = parsed?.ok === true ? parsed.value : EMPTY;
    const isSame = 'text' in reading ? reading.text === approved : 'none' in reading && approved === null;
    return {
      document,
      problem: isSame
        ? null
        : `${localPath} was changed by hand and is not in force. An administrator can apply it: samehand policy apply ${localPath} --reason …`,
    };
  };

  /** A managed policy that does not fit the local one leaves the local one out: the machine's administrator decides. */
  const resolve = (): { readonly policy: Policy; readonly problem: string | null } => {
    const whole = policySchema.safeParse(settingsOf(layers.local.document));
    if (whole.success) return { policy: whole.data, problem: null };
    const alone = policySchema.safeParse(settingsFor(layers.managed.document, options));
    const reason = z.prettifyError(whole.error).replaceAll('\n', ' ');
    return {
      policy: alone.success ? alone.data : defaultPolicy(),
      problem: `The policies ${localPath} and ${managed.name} do not go together (${reason}). The local one is left out. Correct it.`,
    };
  };

  let problems: readonly string[] = [];
  const load = async (by: string, reason: string, patience: boolean): Promise<boolean> => {
    const [upper, local] = await Promise.all([readManaged(), readLocal()]);
    // Somebody may be writing it this very moment.
    if (patience && ('fault' in upper || 'fault' in local)) return false;
    const before = layers;
    layers = {
      managed: layerOf('managed', managed.name, upper),
      local: isSealed() ? sealedLayer(local) : layerOf('local', localPath, local),
    };
    const resolved = resolve();
    const changes = policyChanges(policy, resolved.policy);
    ({ policy } = resolved);
    const found = [layers.managed.problem, layers.local.problem, resolved.problem].filter((each) => each !== null);
    const hasNews = found.join('\n') !== problems.join('\n');
    problems = found;
    const isManaged = JSON.stringify(before.managed.document) !== JSON.stringify(layers.managed.document);
    if (changes.length > 0) {
      for (const listener of listeners) {
        listener({ policy, source: isManaged ? 'managed' : 'local', by, reason, changes });
      }
    }
    if (hasNews) for (const listener of problemListeners) listener(problems);
    return true;
  };

  /** One reading after the other. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const answer = queue.then(work);
    queue = answer.catch(() => undefined);
    return answer;
  };

  const look = async (): Promise<void> => {
    const now = [await managed.stamp(), fileStamp(localPath)].join('\n');
    if (now === stamps && brokenLooks === 0) return;
    brokenLooks = now === stamps ? brokenLooks + 1 : 1;
    stamps = now;
    if (await load('somebody who may write it', 'the source changed', brokenLooks < PATIENCE_LOOKS)) brokenLooks = 0;
  };
  const poll = (): void => {
    if (isClosed) return;
    cancel = schedule(() => {
      void inTurn(look).finally(poll);
    }, pollMs);
  };

  const documentFor = (text: string): Result<{ document: PolicyDocument; policy: Policy }> => {
    const document = parseDocument(text);
    if (!document.ok) return document;
    const whole = policySchema.safeParse(settingsOf(document.value));
    return whole.success
      ? ok({ document: document.value, policy: whole.data })
      : err('policy-invalid', `with the managed policy: ${z.prettifyError(whole.error).replaceAll('\n', ' ')}`);
  };

  const check = (text: string): PolicyCheck => {
    const found = documentFor(text);
    if (!found.ok) return { ok: false, problems: [found.message], changes: [] };
    return { ok: true, problems: [], changes: policyChanges(policy, found.value.policy) };
  };

  stamps = [await managed.stamp(), fileStamp(localPath)].join('\n');
  await load('', '', false);
  poll();

  return {
    policy: () => policy,
    view: () => {
      const sources: Record<string, PolicySource> = {};
      for (const path of pathsOf(settingsFor(layers.local.document, options))) sources[path] = 'local';
      for (const path of pathsOf(settingsFor(layers.managed.document, options))) sources[path] = 'managed';
      return { policy, sources, problems: [...problems], isSealed: isSealed() };
    },
    check,
    candidate: (text) => {
      const found = documentFor(text);
      return found.ok ? ok(found.value.policy) : err('policy-invalid', `This policy cannot be used: ${found.message}`);
    },
    apply: (text, reason, by) =>
      inTurn(async () => {
        const checked = check(text);
        if (!checked.ok) return err('policy-invalid', `Nothing was changed: ${checked.problems.join(' ')}`);
        try {
          facts.set(APPROVED, text);
          replacePrivateFile(localPath, text);
        } catch (cause) {
          const why = cause instanceof Error ? cause.message : String(cause);
          return err('storage-unavailable', `The policy could not be written: ${why}.`);
        }
        await load(by, reason, false);
        stamps = [await managed.stamp(), fileStamp(localPath)].join('\n');
        return ok(checked);
      }),
    seal: () =>
      inTurn(async () => {
        const file = await readPolicyFile(localPath, false);
        facts.set(APPROVED, 'text' in file && parseDocument(file.text).ok ? file.text : null);
        await load('administrator', 'the local policy was sealed', false);
      }),
    settled: () => queue.then(() => undefined),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onProblem: (listener) => {
      problemListeners.add(listener);
      return () => void problemListeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      cancel();
    },
  };
};
