import { z } from 'zod';
import { bilingualSchema } from '../../../domain/text.ts';
import { STAGE_MODES } from '../../../domain/routes/route.ts';

const Person = z.object({ id: z.uuid(), name: z.string() });
const Instant = z.iso.datetime();

const Deciders = z.object({
  /** `unless`: stages they must not decide before, because the two are kept apart. */
  people: z.array(Person.extend({ unless: z.array(z.string()) })),
  pools: z.array(
    z.object({
      kind: z.string(),
      role: z.string().nullable(),
      place: z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
    }),
  ),
  excluded: z.array(Person.extend({ reasonCode: z.string(), stage: z.string().nullable() })),
  standIn: z.string().nullable(),
  automatic: z.object({ outcome: z.string(), reasonCode: z.string() }).nullable(),
});

const Stage = z.object({
  key: z.string(),
  kind: z.enum(['APPROVAL', 'SUPPLEMENT']),
  title: bilingualSchema,
  state: z.enum(['DONE', 'KEPT', 'CURRENT', 'PAUSED', 'TO_COME', 'NOT_NEEDED', 'NOT_REACHED']),
  /** To be decided although it was decided before. */
  again: z.boolean(),
  mode: z.enum(STAGE_MODES),
  openedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: z.string().nullable(),
  dueAt: Instant.nullable(),
  latestAt: Instant.nullable(),
  decided: z.array(
    z.object({
      at: Instant,
      outcome: z.string(),
      by: Person.nullable(),
      onBehalfOf: Person.nullable(),
      bySystem: z.boolean(),
      reasonCode: z.string().nullable(),
    }),
  ),
  deciders: Deciders.nullable(),
});

/** A way through the phases of a process: done, current, to come. */
export const WaySchema = z.object({
  latestAt: Instant.nullable(),
  phases: z.array(
    z.object({
      name: z.string(),
      title: bilingualSchema.nullable(),
      seq: z.int().nullable(),
      state: z.enum(['DONE', 'CURRENT', 'TO_COME', 'NOT_NEEDED', 'NOT_REACHED']),
      /** People are asked only when the system cannot settle it alone. */
      conditional: z.boolean(),
      outcome: z.string().nullable(),
      openedAt: Instant.nullable(),
      overAt: Instant.nullable(),
      stages: z.array(Stage),
    }),
  ),
});
