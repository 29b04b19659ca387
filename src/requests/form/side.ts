/** Whether file `f` came from whoever asks: from people of the case's company, or for staff who ask for themselves from that person. */
export const FROM_OWN_SIDE = `EXISTS (SELECT FROM "case" c WHERE c.id = f.case_id AND (
    (c.company_id IS NULL AND c.started_by = f.uploaded_by)
    OR EXISTS (SELECT FROM company_member m WHERE m.company_id = c.company_id AND m.account_id = f.uploaded_by)))`;
