import { allHold } from '../forms/condition.ts';
import type { FormValues } from '../forms/values.ts';
import type { RequestKindBody } from './kind.ts';

/** The way of a request, chosen once, when it is handed in: the first of the kind's ways whose conditions hold of the form, or else its route. */
export function chooseWay({ ways, route }: RequestKindBody, values: FormValues): RequestKindBody['route'] {
  return ways.find(({ when }) => allHold(when, values))?.route ?? route;
}
