import { parseDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { durationSchema } from '../times.ts';
import { webInput } from '../web/input.ts';

export default defineCheck({
  meta: {
    id: 'websocket.opens',
    version: 1,
    summary: 'Holds once a websocket can be opened and sends as many messages as expected.',
    docs: 'docs/actions/websocket.opens.md',
  },
  input: Type.Object(
    {
      url: Type.String({ description: 'Address, beginning with ws:// or wss://; its host is listed in stepward.yml.' }),
      messages: Type.Integer({ default: 1, minimum: 0, maximum: 100, description: 'How many must come.' }),
      wait: durationSchema('How long they may take.', { default: '5s' }),
      headers: webInput.headers,
    },
    { additionalProperties: false },
  ),
  outputs: {
    opened: { schema: Type.Boolean(), known: 'verify' },
    messages: { schema: Type.Integer(), known: 'verify' },
  },

  async read({ url, messages: wanted, wait, headers = {} }, read): Promise<CheckRead> {
    const seen = await read.web.open(url, { headers, messages: wanted, timeout: parseDuration(wait) });
    const { opened, messages, failed } = seen;
    const said = opened ? `opened, ${messages} of ${wanted} messages came` : 'did not open';
    return {
      state: opened && messages >= wanted ? 'ok' : 'pending',
      progress: [`${url} ${said}`, ...(failed === undefined ? [] : [failed])].join(' · '),
      evidence: { url, ...seen },
      outputs: { opened, messages },
    };
  },
});
