/** `samehand watch`: verdicts and decisions as they come, until interrupted or the agent stops. */
import type { Command } from 'commander';
import type { PushBody } from '../../../../contract/ipc.ts';
import { CodedError, unwrap } from '../../../../contract/result.ts';
import { describeEvidence } from '../../../report/describe-evidence.ts';
import { withAgent, type Context } from '../context.ts';

const ABSTAINED = {
  learning: 'learning, no opinion yet',
  'too-little-evidence': 'too little to go by',
  paused: 'paused',
  locked: 'locked',
} as const;

const verdictLine = ({ modality, trust, llr, evidence, abstained, actions }: PushBody<'verdict'>): string => {
  const why = describeEvidence(evidence);
  const opinion =
    abstained === null && llr !== null
      ? `${llr >= 0 ? 'speaks for you' : 'speaks against you'}${why.length === 0 ? '' : `: ${why.join(', ')}`}`
      : ABSTAINED[abstained ?? 'learning'];
  return `trust ${trust.toFixed(0).padStart(3)}  ${modality.padEnd(8)}  after ${String(actions)} actions: ${opinion}`;
};

const decisionLine = ({ action, reason, withheld }: PushBody<'decision'>): string =>
  `decision: ${action} (${reason}${withheld === null ? '' : `; would have been ${withheld}`})`;

export const addWatch = (program: Command, context: Context): void => {
  program
    .command('watch')
    .description('print verdicts and decisions as they come, until interrupted')
    .option('--json', 'print one JSON object a line')
    .action(async ({ json }: { json?: boolean }) => {
      const print = (type: string, body: object, line: string): void => {
        context.stdout(json === true ? `${JSON.stringify({ type, ...body })}\n` : `${line}\n`);
      };
      await withAgent(context, async (client) => {
        client.on('verdict', (verdict) => {
          print('verdict', verdict, verdictLine(verdict));
        });
        client.on('decision', (decision) => {
          if (decision.reason !== 'trusted' && decision.reason !== 'learning')
            print('decision', decision, decisionLine(decision));
        });
        unwrap(await client.call('watch', {}));
        if (json !== true) context.stderr('Watching. Verdicts appear as you type and point. Stop with Ctrl+C.\n');
        await client.closed;
        throw new CodedError('agent-not-running', 'The agent has stopped.');
      });
    });
};
