/** A thread for one job: deriving a key from a passphrase blocks its thread for a second and takes 256 MiB. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './archive-job.ts';
import { doJob } from './do-job.ts';

const port = parentPort;
if (port === null) throw new Error('the archive worker must be started as a worker thread');

const done = await doJob(workerData as Job);
const database = done.ok ? done.content?.database.buffer : undefined;
port.postMessage(done, database instanceof ArrayBuffer ? [database] : []);
