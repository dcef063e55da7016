/** What every command needs of the process it runs in, gathered once at the edge. */
import { ownAddress } from '../../control/address.ts';
import { connectToAgent, type ControlClient } from '../../control/control-client.ts';
import { samehandHome } from '../../shared/home.ts';
import { createOutput, type Output } from './output.ts';

export interface Context {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Columns of the terminal, null when the output goes elsewhere. */
  readonly columns: number | null;
}

export const processContext = (): Context => ({
  home: samehandHome(process.env),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : null,
});

export const outputOf = (context: Context, json: boolean | undefined): Output =>
  createOutput(json === true, context.stdout);

/** Runs `work` with a connection to the agent of the data folder and closes it afterwards. */
export const withAgent = async <T>(context: Context, work: (client: ControlClient) => Promise<T>): Promise<T> => {
  const client = await connectToAgent(ownAddress(context.home).path);
  try {
    return await work(client);
  } finally {
    client.close();
  }
};
