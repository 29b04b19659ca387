import { describe, expect, it } from '@jest/globals';
import { addressGuard } from '../../src/webhooks/addresses.ts';

const production = addressGuard({ mode: 'production', networks: [] });

describe('the guard of addresses', () => {
  it.each([
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '[::1]',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%lo',
    'ff02::1',
    'localhost',
    '',
  ])('lets nobody reach %s', (address) => {
    expect(production.mayReach(address)).toBe(false);
  });

  it.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '223.5.5.5', '2400:3200::1', '::ffff:223.5.5.5'])(
    'lets a webhook reach %s',
    (address) => {
      expect(production.mayReach(address)).toBe(true);
    },
  );

  it('opens the networks that the installation names, and no more', () => {
    const own = addressGuard({ mode: 'production', networks: ['10.20.0.0/16', 'fd00:20::/32'] });
    const reached = ['10.20.255.1', '10.21.0.1', 'fd00:20::1', 'fd00:21::1', '127.0.0.1'].map((address) =>
      own.mayReach(address),
    );
    expect(reached).toEqual([true, false, true, false, false]);
  });

  it('opens loopback, and nothing else, outside production', () => {
    const development = addressGuard({ mode: 'development', networks: [] });
    expect(['127.0.0.1', '::1', '10.0.0.1'].map((address) => development.mayReach(address))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
