import type { StageRule } from '../routes/route.ts';
import type { ContractTemplate } from './template.ts';

export type ContractSide = ContractTemplate['signOrder'][number];

/** The side a signature stage stands for: the company's own people sign for the partner, staff for the operator. */
export function signingSide({ approvers }: Pick<StageRule, 'approvers'>): ContractSide {
  return approvers.some(({ kind }) => kind === 'COMPANY') ? 'PARTNER' : 'OPERATOR';
}

/** Whose turn it is (CTR-01); undefined once everybody has signed. */
export function nextToSign(
  { signOrder }: Pick<ContractTemplate, 'signOrder'>,
  signed: readonly ContractSide[],
): ContractSide | undefined {
  return signOrder.find((side) => !signed.includes(side));
}
