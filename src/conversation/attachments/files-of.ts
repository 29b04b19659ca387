/** SQL: the files added to what somebody said, as a list of `AttachmentItem`. */
export const filesOf = (column: 'comment_id' | 'decision_id' | 'operation_id', id: string): string =>
  `coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mime', f.mime) ORDER BY f.id)
    FROM attachment x JOIN stored_file f ON f.id = x.file_id WHERE x.${column} = ${id}), '[]')`;

export interface AttachmentItem {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
}
