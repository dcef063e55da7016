/** Verifies the machine's own log: by the agent while it runs, else directly. */
import { existsSync } from 'node:fs';
import type { AuditVerification } from '../../../../contract/audit-reading.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { openAccess } from '../../../access/access-store.ts';
import { readAnchor } from '../../../audit/anchor.ts';
import { startAuditReading } from '../../../audit/reading-client.ts';
import { accessKey, auditKey } from '../../../keys/derive.ts';
import { existingMasterKey } from '../../../keys/existing-key.ts';
import { readInstallation, type Installation } from '../../../keys/installation.ts';
import { createSecrets } from '../../../keys/secrets.ts';
import { sessionKeychain } from '../../../keys/session-keychain.ts';
import { homePaths } from '../../../shared/home.ts';
import type { Context } from '../context.ts';
import { withAudit } from '../with-audit.ts';
import { compareKept } from './compare-kept.ts';
import { keptKeyOf, type KeptKey } from './kept-key.ts';

type OnProgress = (done: number, total: number) => void;

const JOB = 'audit-verify';

/** @throws CodedError `agent-not-running`, and what the agent refuses. */
const verifyByAgent = (context: Context, kept: KeptKey | null, onProgress: OnProgress): Promise<AuditVerification> =>
  withAudit(context, async ({ client, ask }) => {
    client.on('progress', ({ job, done, total }) => {
      if (job === JOB) onProgress(done, total);
    });
    unwrap(await client.call('watch', {}));
    const found = await ask('audit.verify', { job: JOB });
    if (kept === null) return found;
    const { keys } = keptKeyOf(unwrap(await client.call('audit.key', {})));
    return compareKept(found, kept, {
      keys,
      linkAt: async (seq) => {
        try {
          return (await ask('audit.record', { seq })).link;
        } catch (cause) {
          if (cause instanceof CodedError && cause.code === 'not-found') return null;
          throw cause;
        }
      },
    });
  });

/** What the keychain knows of the log; null where there is no keychain, or nothing was put there yet. */
const anchorOf = async ({ home, env }: Context, installation: Installation, master: Uint8Array) => {
  const access = unwrap(openAccess({ path: homePaths(home).access, key: accessKey(master) }));
  try {
    const keychain = sessionKeychain(env, process.platform);
    const { id: installationId, keySource } = installation;
    return await readAnchor(createSecrets({ keychain, installationId, keySource, facts: access.facts }));
  } finally {
    access.close();
  }
};

/** Without an agent: with the key of this installation, as the user whose it is. Changes nothing. */
const verifyDirectly = async (
  context: Context,
  kept: KeptKey | null,
  onProgress: OnProgress,
): Promise<AuditVerification> => {
  const { home, env } = context;
  const path = homePaths(home).audit;
  const installation = unwrap(readInstallation(home));
  if (installation === null || !existsSync(path)) {
    throw new CodedError('not-found', `There is no audit log in ${home}. The first start of the agent makes it.`);
  }
  const { key } = unwrap(await existingMasterKey(home, sessionKeychain(env, process.platform)));
  const reading = startAuditReading({ path, key: auditKey(key) });
  try {
    const found = await reading.verify(onProgress, await anchorOf(context, installation, key));
    if (kept === null) return found;
    return await compareKept(found, kept, {
      keys: found.root === null ? [] : [found.root],
      linkAt: async (seq) => (await reading.record(seq))?.link ?? null,
    });
  } finally {
    await reading.close();
  }
};

/** `kept`: what an auditor has noted of it. */
export const verifyOwnLog = async (
  context: Context,
  kept: KeptKey | null,
  onProgress: OnProgress,
): Promise<AuditVerification> => {
  try {
    return await verifyByAgent(context, kept, onProgress);
  } catch (cause) {
    if (!(cause instanceof CodedError && cause.code === 'agent-not-running')) throw cause;
    return verifyDirectly(context, kept, onProgress);
  }
};
