/** Form codes by which a route says that a stage is about the contract. */
export const CONTRACT_DRAFT = 'CONTRACT_DRAFT';
export const SIGNATURE = 'SIGNATURE';
