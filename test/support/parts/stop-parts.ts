import { findParts } from './start-parts.ts';
import { arePartsKept, leaveUsers } from './users.ts';

/** Takes this run's claim back and stops the parts, unless another run uses them or somebody asked to keep them. */
export async function stopUnusedParts(): Promise<void> {
  const othersUseThem = leaveUsers();
  if (othersUseThem || arePartsKept()) return;
  const { temporal, postgres } = await findParts();
  await temporal?.stop();
  await postgres?.stop();
}
