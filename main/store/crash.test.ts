import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unwrap } from '../../contract/result.ts';
import { openBehaviourStore } from './behaviour-store.ts';
import { FEATURES, KEY } from './sample-rows.fixture.ts';

/** Rows that are known to be written when the writer is killed. */
const ENOUGH = 2_000;

it('keeps every committed row of a writer that is killed in the middle of writing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samehand-crash-'));
  const path = join(folder, 'behaviour.db');
  const script = `
    import { writeSync } from 'node:fs';
    import { openBehaviourStore } from '${new URL('behaviour-store.ts', import.meta.url).href}';
    import { FEATURES, KEY, sampleSession, sampleWindow } from '${new URL('sample-rows.fixture.ts', import.meta.url).href}';
    const { value: store } = openBehaviourStore({ path: ${JSON.stringify(path)}, key: KEY, features: FEATURES });
    store.saveSession(sampleSession({ lastActivityAt: 1_500 }));
    for (;;) {
      const id = store.addWindow(sampleWindow());
      if (store.state().waiting === 0) writeSync(1, id + '\\n');
    }`;
  const writer = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    writer.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let output = '';
  let committed = 0;
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    // The last line may be cut.
    committed = Number(output.split('\n').at(-2) ?? 0);
    if (committed >= ENOUGH) writer.kill('SIGKILL');
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');

  const store = unwrap(openBehaviourStore({ path, key: KEY, features: FEATURES }));
  const { windows, session } = unwrap(
    store.transaction((all) => ({ windows: all.windows.count('user-1'), session: all.sessions.list('user-1', 1)[0] })),
  );
  expect(committed).toBeGreaterThanOrEqual(ENOUGH);
  expect(windows).toBeGreaterThanOrEqual(committed);
  expect(windows % 64).toBe(0);
  expect(session?.endedAt).toBe(1_500);
  store.close();
});
