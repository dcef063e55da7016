/** Started as a process: looks at a code and is killed after what came of it is stored, before it is answered. */
import { openAccess } from '../access/access-store.ts';
import { createMemorySecrets } from '../keys/memory-secrets.ts';
import { defaultPolicy } from '../../contract/policy.ts';
import { unwrap } from '../../contract/result.ts';
import { createStepUpService } from './step-up.ts';

const [path = '', key = '', secret = '', code = '', now = '', dieAt = ''] = process.argv.slice(2);
const store = unwrap(openAccess({ path, key: Buffer.from(key, 'hex') }));
const secrets = createMemorySecrets();
await secrets.write('authenticator', secret);
const { verifier } = await createStepUpService({
  facts: store.facts,
  secrets,
  mail: () => Promise.reject(new Error('nothing is mailed')),
  policy: defaultPolicy,
  account: '',
  now: () => Number(now),
  monotonicMs: () => 0,
  schedule: () => () => undefined,
  newId: () => '',
  randomBytes: (length) => new Uint8Array(length),
  audit: ({ kind }) => {
    if (kind === dieAt) process.kill(process.pid, 'SIGKILL');
  },
  onPrompt: () => undefined,
});
const { outcome } = await verifier.verify(code, null);
process.stdout.write(outcome);
