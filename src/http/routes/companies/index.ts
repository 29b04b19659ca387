import type { Route } from '../../route.ts';
import { addMemberRoute } from './add-member.ts';
import { foundCompanyRoute } from './found-company.ts';
import { inviteMemberAgainRoute } from './invite-member-again.ts';
import { listMembersRoute } from './list-members.ts';
import { readOwnCompanyRoute } from './read-own-company.ts';
import { removeMemberRoute } from './remove-member.ts';
import { setMemberRolesRoute } from './set-member-roles.ts';

/** An applicant's company and who acts for it. */
export const COMPANY_ROUTES: readonly Route[] = [
  foundCompanyRoute,
  readOwnCompanyRoute,
  listMembersRoute,
  addMemberRoute,
  inviteMemberAgainRoute,
  setMemberRolesRoute,
  removeMemberRoute,
];
