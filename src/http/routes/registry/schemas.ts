import { z } from 'zod';

export const CompanyParams = z.object({ companyId: z.uuid() });
export const ChannelParams = z.object({ channelId: z.uuid() });

export const SubjectKind = z.enum(['ENTERPRISE', 'INDIVIDUAL_BUSINESS']);
export const PartnerState = z.enum(['NONE', 'APPLICANT', 'PARTNER', 'ENDED']);
export const ChannelState = z.enum(['PREPARING', 'ACTIVE', 'SUSPENDED', 'CLOSED']);

/** NUL cannot be stored, so nothing has it. */
const Sought = z.string().refine((text) => !text.includes('\0'), 'CHARACTER');

/** The order of registry lists: pinyin of the name, then id. */
export const NameKey = z.tuple([Sought, z.uuid()]);

/** What a search takes beside the page. */
export const SEARCH_QUERY = {
  text: Sought.max(200).optional().meta({
    description: 'Words that all have to fit: parts of the name, of its pinyin or initials, codes, a case number.',
  }),
  type: z.string().max(40).regex(/^\w+$/).optional().meta({ description: 'Channel type, with the types below it.' }),
  unitId: z.uuid().optional().meta({ description: 'Unit, with the units below it.' }),
} as const;
