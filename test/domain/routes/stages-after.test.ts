import { describe, expect, it } from '@jest/globals';
import { stagesAfter, stagesBefore } from '../../../src/domain/routes/stages-after.ts';

describe('what comes after a stage', () => {
  const links = [
    { key: 'd', after: [] },
    { key: 'c', after: ['b'] },
    { key: 'b', after: ['a'] },
    { key: 'a', after: [] },
  ];

  it('is found through others, in whatever order they stand', () => {
    expect(stagesAfter(links, 'a')).toEqual(new Set(['b', 'c']));
    expect(stagesAfter(links, 'd')).toEqual(new Set());
    expect(stagesBefore(links, 'c')).toEqual(new Set(['a', 'b']));
  });
});
