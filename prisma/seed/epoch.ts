/** Since when the demonstration's rules and roles hold: earlier than anything that people do in it. */
export const SEED_EPOCH = new Date('2025-01-01T00:00:00+08:00');
