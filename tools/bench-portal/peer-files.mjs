// What each peer is given to read. `login` and `lookup` are {path, body, reply}, as our mock spoke them.
import { randomUUID } from 'node:crypto';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The fields of a request that tell it from others. */
const telling = ({ body }) =>
  Object.entries(JSON.parse(body)).filter(([name]) => ['username', 'password', 'service', 'MaHoSo'].includes(name));

export function mockoonFiles({ login, lookup, port }) {
  const route = (exchange) => ({
    uuid: randomUUID(),
    type: 'http',
    documentation: '',
    method: 'post',
    endpoint: exchange.path.slice(1),
    responses: [
      response(exchange.reply, 200, telling(exchange)),
      { ...response('{"error_code":1}', 400, []), default: true },
    ],
    responseMode: null,
    streamingMode: null,
    streamingInterval: 0,
  });
  const response = (body, statusCode, fields) => ({
    uuid: randomUUID(),
    body,
    latency: 0,
    statusCode,
    label: '',
    headers: [{ key: 'content-type', value: JSON_TYPE }],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: fields.map(([modifier, value]) => ({ target: 'body', modifier, value, invert: false, operator: 'equals' })),
    rulesOperator: 'AND',
    disableTemplating: true,
    fallbackTo404: false,
    default: false,
    crudKey: 'id',
    callbacks: [],
  });
  const routes = [route(login), route(lookup)];
  const environment = {
    uuid: randomUUID(),
    lastMigration: 33,
    name: 'bench',
    endpointPrefix: '',
    latency: 0,
    port,
    hostname: '127.0.0.1',
    folders: [],
    routes,
    rootChildren: routes.map(({ uuid }) => ({ type: 'route', uuid })),
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  };
  return { 'mockoon.json': JSON.stringify(environment) };
}

export function mountebankFiles({ login, lookup, port }) {
  const stub = (exchange) => ({
    predicates: [{ equals: { method: 'POST', path: exchange.path, body: Object.fromEntries(telling(exchange)) } }],
    responses: [{ is: { statusCode: 200, headers: { 'Content-Type': JSON_TYPE }, body: exchange.reply } }],
  });
  const imposter = { port, host: '127.0.0.1', protocol: 'http', stubs: [stub(login), stub(lookup)] };
  return { 'mountebank.json': JSON.stringify({ imposters: [imposter] }) };
}

export function prismFiles({ login, lookup }) {
  const operation = (exchange) => ({
    post: {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: Object.keys(JSON.parse(exchange.body)),
              properties: Object.fromEntries(
                telling(exchange).map(([name, value]) => [name, { type: 'string', enum: [value] }]),
              ),
            },
          },
        },
      },
      responses: {
        200: { description: '', content: { 'application/json': { example: JSON.parse(exchange.reply) } } },
      },
    },
  });
  const document = {
    openapi: '3.0.3',
    info: { title: 'bench', version: '1' },
    paths: { [login.path]: operation(login), [lookup.path]: operation(lookup) },
  };
  return { 'prism.json': JSON.stringify(document) };
}

export function wiremockFiles({ login, lookup }) {
  const mapping = (exchange) => ({
    request: {
      method: 'POST',
      urlPath: exchange.path,
      bodyPatterns: telling(exchange).map(([name, value]) => ({
        matchesJsonPath: { expression: `$.${name}`, equalTo: value },
      })),
    },
    response: { status: 200, headers: { 'Content-Type': JSON_TYPE }, body: exchange.reply },
  });
  return {
    'mappings/login.json': JSON.stringify(mapping(login)),
    'mappings/lookup.json': JSON.stringify(mapping(lookup)),
  };
}

/** It stores what is posted to it; so that it reads instead, a post is turned into a get. */
export function jsonServerFiles({ login, lookup }) {
  const turned = JSON.stringify({ [login.path]: '/login', [lookup.path]: '/lookup' });
  return {
    'db.json': JSON.stringify({ login: JSON.parse(login.reply), lookup: JSON.parse(lookup.reply) }),
    'post-reads.cjs': `const turned = ${turned};
module.exports = (request, reply, next) => {
  request.url = turned[request.url] ?? request.url;
  request.method = 'GET';
  next();
};
`,
  };
}
