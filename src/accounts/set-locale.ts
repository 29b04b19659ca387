import type { Act } from '../acts/act.ts';
import { unitOfAccount } from '../organisation/unit-of-account.ts';

export async function setLocale(act: Act, accountId: string, locale: string): Promise<{ locale: string }> {
  await act.tx.run('UPDATE account SET locale = $2, version = version + 1 WHERE id = $1', [accountId, locale]);
  const unitId = await unitOfAccount(act.tx, accountId);
  act.audit({ action: 'LOCALE_SET', unitId, subject: `account:${accountId}`, after: { locale } });
  return { locale };
}
