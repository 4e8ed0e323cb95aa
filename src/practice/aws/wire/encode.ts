import type { Json, JsonObject } from '#domain/json.ts';
import type { Protocol } from './decode.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is told of a request in its answer. */
export interface Asked {
  readonly protocol: Protocol;
  readonly op: string;
  /** The request id that AWS's support asks for. */
  readonly id: string;
}

export function encodeAnswer({ protocol, op, id }: Asked, answer: JsonObject): Reply {
  if (protocol === 'json' || protocol === 'json10') return jsonReply(protocol, 200, answer, id);
  if (protocol === 'ec2')
    return xmlReply(200, `<${op}Response><requestId>${id}</requestId>${xml(answer, 'item')}</${op}Response>`, id);
  const result = `<${op}Result>${xml(answer, 'member')}</${op}Result>`;
  return xmlReply(
    200,
    `<${op}Response>${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${op}Response>`,
    id,
  );
}

export interface AwsError {
  readonly name: string;
  readonly message: string;
  /** What it has besides; only the JSON protocols tell of it. */
  readonly members: JsonObject;
  /** 500 for what AWS got wrong, else 400. */
  readonly status: number;
}

export function encodeError({ protocol, id }: Asked, { name, message, members, status }: AwsError): Reply {
  if (protocol === 'json' || protocol === 'json10')
    return jsonReply(protocol, status, { __type: name, message, ...members }, id);
  const type = status < 500 ? 'Sender' : 'Receiver';
  const code = name === 'AccessDenied' || name === 'UnauthorizedOperation' ? 403 : status;
  const error = xml({ Type: type, Code: name, Message: message }, 'member');
  if (protocol === 'ec2')
    return xmlReply(
      code,
      `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`,
      id,
    );
  return xmlReply(code, `<ErrorResponse><Error>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`, id);
}

function jsonReply(protocol: 'json' | 'json10', status: number, body: JsonObject, id: string): Reply {
  const type = `application/x-amz-json-1.${protocol === 'json' ? 1 : 0}`;
  return { status, headers: { 'content-type': type, 'x-amzn-requestid': id }, body: JSON.stringify(body) };
}

const xmlReply = (status: number, body: string, id: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id },
  body,
});

/** @param each name of the element around every member of a list: `member`, with EC2 `item` */
function xml(value: Json, each: 'member' | 'item'): string {
  if (Array.isArray(value)) return value.map((one: Json) => `<${each}>${xml(one, each)}</${each}>`).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([key, one]) => `<${key}>${xml(one, each)}</${key}>`)
    .join('');
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
