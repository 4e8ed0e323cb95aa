import type { Json, JsonObject } from '#domain/json.ts';
import type { Protocol } from './decode.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** `id` is the request id that AWS's support asks for; both protocols carry it. */
export function encodeAnswer(protocol: Protocol, op: string, answer: JsonObject, id: string): Reply {
  if (protocol === 'json') return jsonReply(200, answer, id);
  const result = `<${op}Result>${xml(answer)}</${op}Result>`;
  return xmlReply(
    200,
    `<${op}Response xmlns="${namespace}">${result}<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${op}Response>`,
    id,
  );
}

export interface AwsError {
  readonly name: string;
  readonly message: string;
  /** 500 for what AWS got wrong, else 400. */
  readonly status: number;
}

export function encodeError(protocol: Protocol, { name, message, status }: AwsError, id: string): Reply {
  if (protocol === 'json') return jsonReply(status, { __type: name, message }, id);
  const type = status < 500 ? 'Sender' : 'Receiver';
  const error = xml({ Error: { Type: type, Code: name, Message: message }, RequestId: id });
  const code = name === 'AccessDenied' ? 403 : status;
  return xmlReply(code, `<ErrorResponse xmlns="${namespace}">${error}</ErrorResponse>`, id);
}

const jsonReply = (status: number, body: JsonObject, id: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': id },
  body: JSON.stringify(body),
});

const xmlReply = (status: number, body: string, id: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id },
  body,
});

function xml(value: Json): string {
  if (Array.isArray(value)) return value.map((each: Json) => `<member>${xml(each)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([key, each]) => `<${key}>${xml(each)}</${key}>`)
    .join('');
}

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
