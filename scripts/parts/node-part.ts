import fs from 'node:fs';
import path from 'node:path';
import { saysDiskFull } from './machine/disk.ts';
import { launch } from './machine/launch.ts';
import { logSize, readLogFrom, rotateLog } from './machine/log-file.ts';
import { stopProcess } from './machine/processes.ts';
import { readLivingProcess, removeRunFile, writeRunFile, type RunRecord } from './machine/run-file.ts';
import type { RunningPart } from './machine/running-part.ts';
import { StartError } from './machine/start-error.ts';
import { waitUntil } from './machine/wait.ts';

export interface NodePartOptions {
  /** As people call it, such as `the worker`. */
  name: string;
  /** Compiled entry file. */
  script: string;
  env: Readonly<Record<string, string>>;
  /** Notes the process for a later start. */
  runFile: string;
  logFile: string;
  /** True when the process does its work; asked until it says so or the process has ended. */
  isReady: (pid: number) => Promise<boolean>;
}

/** Starts a Node program of the product and waits until it works. A process that an earlier launcher left is ended first. */
export async function startNodePart(options: NodePartOptions): Promise<RunningPart> {
  await endLeftOver(options.runFile);
  fs.mkdirSync(path.dirname(options.runFile), { recursive: true });
  rotateLog(options.logFile);
  const logStart = logSize(options.logFile);
  const { pid, identity, exited, howEnded } = await launch({
    command: process.execPath,
    args: ['--enable-source-maps', options.script],
    env: { ...process.env, ...options.env },
    logFile: options.logFile,
  });
  const record = { pid, identity: identity ?? '', settings: {} };
  writeRunFile(options.runFile, record);
  const isUp = await waitUntil(async () => howEnded() !== undefined || (await options.isReady(pid)), {
    timeout: 120_000,
  });
  const end = howEnded();
  if (isUp && end === undefined) return runningNodePart(options.runFile, record, exited);
  await stopNodePart(options.runFile, record);
  throw startFailure(options, end ?? 'it was not ready after two minutes', readLogFrom(options.logFile, logStart));
}

/** Ends the process of an earlier launcher that was killed; only ever that very process. */
export async function endLeftOver(runFile: string): Promise<boolean> {
  const record = readLivingProcess(runFile);
  if (record === undefined) return false;
  await stopNodePart(runFile, record);
  return true;
}

function runningNodePart(runFile: string, record: RunRecord, exited: Promise<string>): RunningPart {
  return {
    pid: record.pid,
    isAdopted: false,
    untilExit: () => exited,
    stop: () => stopNodePart(runFile, record),
  };
}

async function stopNodePart(runFile: string, { pid, identity }: RunRecord): Promise<void> {
  await stopProcess(pid, identity, { signal: 'SIGTERM', patience: 15_000, then: 'SIGKILL' });
  removeRunFile(runFile);
}

function startFailure(options: NodePartOptions, how: string, log: string): StartError {
  if (saysDiskFull(log)) return new StartError(`The disk is full: ${options.name} could not start.`);
  const reason = log.split('\n').find((line) => /Error/.test(line)) ?? log.trim().split('\n').at(-1) ?? '';
  return new StartError(`Could not start ${options.name} (${how}): ${reason.trim()} (more in ${options.logFile}).`);
}
