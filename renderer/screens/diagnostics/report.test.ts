import { expect, it } from 'vitest';
import type { Finding } from '../../../contract/diagnosis.ts';
import type { Status } from '../../../contract/ipc.ts';
import { diagnosisReport } from './report.ts';

const finding: Finding = {
  name: 'data folder',
  state: 'fail',
  message: '/home/kim/.local/share/samehand can be read by others.',
  remedy: 'Run chmod 700 /home/kim/.local/share/samehand',
  fix: 'secure-folder',
};
const enrolment = {
  established: true,
  windows: 120,
  windowsNeeded: 100,
  progress: 1,
  falseLocksPerDay: 0.1,
  withinBudget: true,
};
const status = {
  version: '0.1.0',
  state: 'degraded',
  mode: 'enforce',
  sensor: { state: 'restarting', reason: 'kim unplugged it', pid: 1, restarts: 2, dropped: 3 },
  coverage: { keyboard: true, pointer: false, gaps: 1, lostBatches: 2, lostEvents: 9, blindMs: 4_600 },
  store: { state: 'ok', message: '/home/kim is full', keySource: 'keychain' },
  enrolment: { keyboard: enrolment, pointer: enrolment },
  warnings: ['kim, look at this'],
} as Status;

it('says what helps, and names no person, folder or address', () => {
  const report = diagnosisReport({
    findings: [finding],
    status,
    channels: [
      {
        channel: 'email',
        enabled: true,
        waiting: 4,
        dropped: 0,
        problem: 'mail.example.com refused kim@example.com',
        nextAttemptAt: null,
        lastDeliveredAt: null,
      },
    ],
    at: '2026-11-21T08:00:00.000Z',
    userAgent: 'Chromium 150',
  });
  expect(report).not.toMatch(/kim|home|example/);
  expect(report.split('\n')).toEqual(
    expect.arrayContaining([
      'version: 0.1.0',
      'sensor: restarting, restarts 2, dropped 3',
      'lost: 9 events in 2 batches, blind 5 s',
      'check data folder: fail (can be fixed: secure-folder)',
      'notifications email: failing, waiting 4, dropped 0',
    ]),
  );
});

it('is there without a status too', () => {
  expect(diagnosisReport({ findings: [], status: null, channels: [], at: '', userAgent: '' })).toContain('diagnostics');
});
