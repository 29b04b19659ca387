import { describe, expect, it } from '@jest/globals';
import { channelTypes } from '../../../prisma/seed-data/channel-types.ts';
import { ChannelTypeBody, checkChannelType } from '../../../src/domain/registry/channel-type.ts';

const service = { code: 'TOP_UP', name: { zh: '缴费', en: 'Top-up' } };
const type: ChannelTypeBody = {
  code: 'KIOSK',
  parent: 'SOCIAL',
  name: { zh: '自助终端', en: 'Kiosk' },
  description: { zh: '自助终端', en: 'A kiosk' },
  ownership: 'SOCIAL',
  openForApplication: true,
  subjectKinds: ['ENTERPRISE'],
  services: [service],
};

describe('a channel type', () => {
  it.each(channelTypes.map((seeded) => ({ seeded, code: seeded.code })))(
    '$code of the seed is sound',
    ({ seeded, code }) => {
      expect(checkChannelType(code, ChannelTypeBody.parse(seeded))).toEqual([]);
    },
  );

  it('has the key it says, is not its own parent, and lists a service once', () => {
    const faults = checkChannelType('STAND', { ...type, parent: 'KIOSK', services: [service, service] });
    expect(faults.map(({ code }) => code)).toEqual(['KEY_DIFFERS', 'OWN_PARENT', 'DUPLICATE_SERVICE']);
  });

  it('can be applied for by somebody, and only where a partner runs it', () => {
    const faults = checkChannelType('KIOSK', { ...type, ownership: 'OWN', subjectKinds: [] });
    expect(faults.map(({ code }) => code)).toEqual(['OWN_NOT_APPLIED_FOR', 'SUBJECT_MISSING']);
  });
});
