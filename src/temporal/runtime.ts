import { DefaultLogger, Runtime } from '@temporalio/worker';

let isInstalled = false;

/** The SDK's core exists once per process; its own chatter is of no use below WARN. Signals stay with the role that owns the process. */
export function installRuntime(logLevel: string): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({ logger: new DefaultLogger(logLevel === 'silent' ? 'ERROR' : 'WARN'), shutdownSignals: [] });
}
