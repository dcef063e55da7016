import { it } from 'vitest';
import { openScreens } from '/work/main/tests/support/screens.ts';
import { writeFileSync } from 'node:fs';
it('opens', async () => {
  const s = await openScreens({ learned: 4, hands: { person: 4, sitting: { keystrokes: 2000, pointerActions: 200 }, speed: 20 } });
  const verdicts: unknown[] = []; const off = s.live.agent.subscribe((n, b) => { if (n !== 'status') verdicts.push([n, b]); });
  try {
    await new Promise((r) => setTimeout(r, 8000));
    const h = s.live.handlers as any; const out: any = {};
    for (const n of ['status','profile.show','profile.versions','policy.show']) out[n] = (await h[n]({})).value;
    out.verdicts = verdicts.slice(0, 30); out.n = verdicts.length;
    writeFileSync('/tmp/b5/dump-employee.json', JSON.stringify(out, null, 1));
  } finally { off(); await s.close(); }
}, 60000);
