/** Where the stories play. */
export const COUNTY = 'county-0101';

/** Log-ins of the demonstration's staff who meet an application of that county. */
export const CAST = {
  countyReviewer: `channel-reviewer.${COUNTY}`,
  countyLeader: `leader.${COUNTY}`,
  cityRiskOfficer: 'risk-officer.city-01',
  cityLeader: 'leader.city-01',
  provinceLeader: 'leader.province',
  provinceRiskOfficer: 'risk-officer.province',
  contractOfficer: 'contract-officer.province',
  administrator: 'administrator.province',
  secondAdministrator: 'administrator-2.province',
  complianceOfficer: 'compliance-officer.province',
  secondComplianceOfficer: 'compliance-officer-2.province',
} as const;
