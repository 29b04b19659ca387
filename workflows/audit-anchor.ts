import { audit } from './activity-proxies.ts';

/** Started every day by a Schedule, after midnight in China. */
export async function auditAnchor(): Promise<{ day: string }> {
  return audit.writeAuditAnchor();
}
