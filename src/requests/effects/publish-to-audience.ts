import { publish } from '../../publications/publish.ts';
import { listIn, textIn, type Perform } from './effect.ts';

/** The rule or notice goes out under the name of who asked for it; those concerned are told after the case is closed (NTF-04, NTF-05). */
export const publishToAudience: Perform<'PUBLISH_TO_AUDIENCE'> = async (act, request, effect) => {
  const { values } = request;
  const publicationId = await publish(act, {
    caseId: request.caseId,
    code: textIn(values, effect.code) ?? null,
    title: textIn(values, effect.title) ?? '',
    body: textIn(values, effect.body) ?? '',
    fileIds: listIn(values, effect.files),
    acknowledge: effect.acknowledge !== undefined && values[effect.acknowledge] === true,
    publishedBy: request.startedBy,
    unitId: request.unitId,
    audience: {
      unitIds: listIn(values, effect.units),
      channelTypes: listIn(values, effect.channelTypes),
      roles: listIn(values, effect.roles),
    },
  });
  return { result: 'DONE', subjectId: publicationId };
};
