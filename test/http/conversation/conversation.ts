import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { actorOf, givenCase, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface CommentShape {
  readonly id: string;
  readonly kind: string;
  readonly audience: string;
  readonly side: string;
  readonly author: Person | null;
  readonly parentId: string | null;
  readonly asked: Person | null;
  readonly mentions: readonly Person[];
  readonly body: string | null;
  readonly answeredAt: string | null;
  readonly withdrawnAt: string | null;
}

/** Company 0001 applies in county 0101; the county's leader has the one task of the review. */
export async function openOffice(): Promise<
  TestApi & { given: () => Promise<OfficeCase>; idOf: (login: string) => Promise<string> }
> {
  const api = await startApi({ environment: ENGINE_AWAY });
  const routeId = await publishRoute(api.db, { MATERIAL_REVIEW: { stages: [wish('check')] } });
  return {
    ...api,
    async given() {
      const one = await givenCase(api.db, routeId);
      await one.open('MATERIAL_REVIEW');
      return one;
    },
    idOf: async (login) => (await actorOf(api.db, login)).id,
  };
}

export async function write(caller: Caller, one: { readonly id: string }, body: object): Promise<string> {
  return commentIn(await caller.post(`/cases/${one.id}/comments`, body));
}

export async function ask(caller: Caller, one: { readonly id: string }, body: object): Promise<string> {
  return commentIn(await caller.post(`/cases/${one.id}/questions`, body));
}

function commentIn({ status, body }: Answer): string {
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return String(body['commentId']);
}

export async function commentsFor(caller: Caller, one: { readonly id: string }): Promise<readonly CommentShape[]> {
  return (await caller.get<{ items: CommentShape[] }>(`/cases/${one.id}/comments`)).body.items;
}
