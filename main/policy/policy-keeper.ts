/**
 * The policy in force: the managed source over the local file over the defaults, checked as a whole, and again whenever
 * one of them changes. A source that breaks never stops the agent, which would leave the workstation unwatched.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { PolicyChange, PolicyCheck, PolicyView } from '../../contract/policy-view.ts';
import { defaultPolicy, type Policy, type PolicySource } from '../../contract/policy.ts';
import { err, ok, unwrap, type Result } from '../../contract/result.ts';
import type { Fact, Facts } from '../access/facts.ts';
import { replacePrivateFile } from '../keys/private-file.ts';
import type { Schedule } from '../shared/schedule.ts';
import { fileStamp } from './bounded-file.ts';
import { policyChanges } from './difference.ts';
import { parseDocument, pathsOf, settingsFor, type PolicyDocument, type Subject } from './document.ts';
import { lastGoodAt } from './last-good.ts';
import { layerOf, NO_LAYER, policyAlone, policyUnder, type Layer } from './layer.ts';
import type { ManagedSource } from './managed.ts';
import { readLocal, readManaged, watchSource } from './watched-source.ts';

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
  /** To be called when an administrator was set up, changed or removed. What is in force when there comes to be one is approved. */
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
  /** Whether an administrator has set a passphrase on this workstation. */
  readonly isSealed: () => boolean;
  readonly schedule: Schedule;
  readonly pollMs?: number;
  /** Nothing is written, and what administrators did is not known. */
  readonly isLookingOnly?: boolean;
}

/** A changed policy is to be in force within a second; and nothing is to wake the machine more often than it must. */
const POLL_MS = 800;

const APPROVED: Fact<string> = { name: 'policy.approved', schema: z.string() };

export const policyPath = (home: string): string => join(home, 'policy.json');

const BY_HAND = { by: 'somebody who may write it', reason: 'the source changed' };
const SEALING = { by: 'administrator', reason: 'an administrator was set up, changed or removed' };

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const openPolicyKeeper = async (options: PolicyKeeperOptions): Promise<PolicyKeeper> => {
  const { home, managed, facts, schedule, pollMs = POLL_MS, isLookingOnly = false } = options;
  const localPath = policyPath(home);
  const howToApply = `An administrator can apply it: samehand policy apply ${localPath} --reason …`;
  const lastGood = {
    managed: lastGoodAt(join(home, 'policy.managed.last-good.json'), isLookingOnly),
    local: lastGoodAt(join(home, 'policy.last-good.json'), isLookingOnly),
  };
  const sources = {
    managed: watchSource(managed.stamp, () => readManaged(managed)),
    local: watchSource(
      () => fileStamp(localPath),
      () => readLocal(localPath),
    ),
  };
  const listeners = new Set<(change: PolicyChanged) => void>();
  const problemListeners = new Set<(problems: readonly string[]) => void>();
  let layers: Readonly<Record<'managed' | 'local', Layer>> = { managed: NO_LAYER, local: NO_LAYER };
  let policy = defaultPolicy();
  let problems: readonly string[] = [];
  let isSealed = false;
  let isSealedByManaged = false;
  let isLoaded = false;
  let isClosed = false;
  let cancel = (): void => undefined;

  const under = (upper: Layer, document: PolicyDocument): Result<Policy, 'policy-invalid'> =>
    policyUnder({ name: managed.name, document: upper.document }, document, options);

  const namesAdministrator = ({ document }: Layer): boolean => {
    const alone = policyAlone(document, options);
    return alone.ok && alone.value.roles.administrator !== null;
  };

  /** An administrator has a passphrase, here or in the managed policy. Where that cannot be read, as if so. */
  const isToBeSealed = (isManaged: boolean): boolean => {
    try {
      return (isManaged && !isLookingOnly) || options.isSealed();
    } catch {
      return true;
    }
  };

  /** What is in force, and not what stands in the file this moment: nobody has looked at that. Null: done. */
  const approve = (text: string | null): string | null => {
    try {
      facts.set(APPROVED, text);
      return null;
    } catch (cause) {
      return messageOf(cause);
    }
  };

  const fittingDocument = (upper: Layer, text: string): Result<PolicyDocument, 'policy-invalid'> => {
    const document = parseDocument(text);
    if (!document.ok) return document;
    const fitting = under(upper, document.value);
    return fitting.ok ? document : fitting;
  };

  const keptLayer = (upper: Layer, fault: string): Layer => ({
    ...(under(upper, layers.local.document).ok ? layers.local : NO_LAYER),
    problem: `The approved local policy cannot be read or stored (${fault}). ${howToApply}`,
  });

  /** What counts is what was approved, whatever stands in the file. */
  const sealedLayer = (upper: Layer): Layer => {
    let approved: string | null;
    try {
      approved = facts.get(APPROVED);
    } catch (cause) {
      return keptLayer(upper, messageOf(cause));
    }
    const reading = sources.local.reading();
    const isSame = 'text' in reading ? reading.text === approved : 'none' in reading && approved === null;
    const problem = isSame ? null : `${localPath} was changed by hand and is not in force. ${howToApply}`;
    if (approved === null) return { ...NO_LAYER, problem };
    const document = fittingDocument(upper, approved);
    if (document.ok) return { document: document.value, text: approved, problem };
    return {
      ...NO_LAYER,
      problem: `The approved local policy was refused (${document.message}). It is left out. Correct ${localPath}. ${howToApply}`,
    };
  };

  const load = async ({ by, reason }: Pick<PolicyChanged, 'by' | 'reason'>): Promise<void> => {
    const upper = await layerOf(managed.name, sources.managed.reading(), lastGood.managed, (document) =>
      policyAlone(document, options),
    );
    isSealedByManaged = namesAdministrator(upper);
    const isToSeal = isToBeSealed(isSealedByManaged);
    const fault = isToSeal && !isSealed && isLoaded ? approve(layers.local.text) : null;
    const local =
      fault !== null
        ? keptLayer(upper, fault)
        : isToSeal
          ? sealedLayer(upper)
          : await layerOf(localPath, sources.local.reading(), lastGood.local, (document) => under(upper, document));
    if (isClosed) return;
    const isManaged = JSON.stringify(layers.managed.document) !== JSON.stringify(upper.document);
    layers = { managed: upper, local };
    // Where it could not be approved, it is tried again.
    isSealed = isToSeal && fault === null;
    isLoaded = true;
    const before = { policy, problems };
    // Layers are made of documents that fit.
    policy = unwrap(under(upper, local.document));
    problems = [upper.problem, local.problem].filter((each) => each !== null);
    const changes = policyChanges(before.policy, policy);
    if (changes.length > 0) {
      const source = isManaged ? 'managed' : 'local';
      for (const listener of listeners) listener({ policy, source, by, reason, changes });
    }
    if (problems.join('\n') !== before.problems.join('\n')) {
      for (const listener of problemListeners) listener(problems);
    }
  };

  const look = async (origin: Pick<PolicyChanged, 'by' | 'reason'>): Promise<void> => {
    const news = await Promise.all([sources.managed.look(), sources.local.look()]);
    if (isClosed) return;
    if (news.includes(true) || isToBeSealed(isSealedByManaged) !== isSealed) await load(origin);
  };

  /** One reading after the other. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const answer = queue.then(work);
    queue = answer.catch(() => undefined);
    return answer;
  };

  const poll = (): void => {
    if (isClosed) return;
    cancel = schedule(() => {
      void inTurn(() => look(BY_HAND)).finally(poll);
    }, pollMs);
  };

  const candidate = (text: string): Result<Policy, 'policy-invalid'> => {
    const document = parseDocument(text);
    return document.ok ? under(layers.managed, document.value) : document;
  };

  const check = (text: string): PolicyCheck => {
    const found = candidate(text);
    return found.ok
      ? { ok: true, problems: [], changes: policyChanges(policy, found.value) }
      : { ok: false, problems: [found.message], changes: [] };
  };

  await look(BY_HAND);
  poll();

  return {
    policy: () => policy,
    view: () => {
      const sourceOf: Record<string, PolicySource> = {};
      for (const path of pathsOf(settingsFor(layers.local.document, options))) sourceOf[path] = 'local';
      for (const path of pathsOf(settingsFor(layers.managed.document, options))) sourceOf[path] = 'managed';
      return { policy, sources: sourceOf, local: layers.local.text ?? '', problems: [...problems], isSealed };
    },
    check,
    candidate: (text) => {
      const found = candidate(text);
      return found.ok ? found : err('policy-invalid', `This policy cannot be used: ${found.message}`);
    },
    apply: (text, reason, by) =>
      inTurn(async () => {
        // What others changed meanwhile is not ascribed to whoever applies.
        await look(BY_HAND);
        const checked = check(text);
        if (!checked.ok) return err('policy-invalid', `Nothing was changed: ${checked.problems.join(' ')}`);
        try {
          facts.transaction(() => {
            facts.set(APPROVED, text);
            replacePrivateFile(localPath, text);
          });
        } catch (cause) {
          return err('storage-unavailable', `The policy could not be written: ${messageOf(cause)}.`);
        }
        await look({ by, reason });
        return ok(checked);
      }),
    seal: () => inTurn(() => load(SEALING)),
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
