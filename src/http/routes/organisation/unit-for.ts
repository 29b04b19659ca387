import type { Actor } from '../../../domain/access/actor.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import type { UnitView } from '../../../organisation/units/read-units.ts';

/** Applicants choose a unit by name; who works in it is not for them. */
export function unitFor(actor: Actor): (unit: UnitView) => UnitView {
  const staff = permissionsOf(actor).has('READ_ORGANISATION');
  return (unit) => (staff ? unit : { ...unit, headId: null, headName: null });
}
