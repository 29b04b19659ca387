import { describe, expect, it } from '@jest/globals';
import { lanAddresses } from '../../../scripts/start/https/addresses.ts';
import { readSettings } from '../../../scripts/start/settings.ts';

describe('the settings of npm start', () => {
  it('serve this machine only, over plain HTTP', () => {
    expect(readSettings({}, [])).toMatchObject({ publicUrl: 'http://127.0.0.1:8080', https: undefined });
  });

  it('with --https serve every address of this machine, and name one of its network to people', () => {
    const { publicUrl, https } = readSettings({ PORT: '9000' }, ['--https']);
    const [first = '127.0.0.1'] = lanAddresses();
    expect(publicUrl).toBe(`https://${first}:9000`);
    expect(https?.names).toEqual([...new Set(['localhost', '127.0.0.1', ...lanAddresses()])]);
  });

  it('with --https keep a public address and have the certificate name it', () => {
    const { publicUrl, https } = readSettings({ PUBLIC_URL: 'https://qudao.local:8080' }, ['--reset', '--https']);
    expect(publicUrl).toBe('https://qudao.local:8080');
    expect(https?.names).toContain('qudao.local');
  });
});
