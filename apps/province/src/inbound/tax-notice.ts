import { Readable } from 'node:stream';
import { BadXmlError, readXml } from '../plan/xml-events.js';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const DOSSIER_TAG = 'MA_HSO';
const MAX_CODE = 200;

/** The dossier that a notice of the tax office names: base64 of an XML file in UTF-8 with one `MA_HSO`. */
export async function readNoticeDossier(base64: string): Promise<{ code: string } | { problem: string }> {
  const text = base64.replace(/\s/g, '');
  if (text === '') return { problem: 'empty' };
  if (!BASE64.test(text) || text.length % 4 === 1) return { problem: 'not base64' };
  try {
    const code = await readDossierTag(Buffer.from(text, 'base64'));
    return code === '' ? { problem: `no ${DOSSIER_TAG}` } : { code };
  } catch (error) {
    if (error instanceof BadXmlError) return { problem: `not the XML of a notice: ${error.message}` };
    throw error;
  }
}

/** The first such tag, wherever it stands. */
async function readDossierTag(xml: Buffer): Promise<string> {
  assertUtf8(xml);
  let inside = false;
  let code = '';
  for await (const events of readXml(Readable.from([xml]))) {
    for (const event of events) {
      if (event.kind === 'text') code += inside ? event.text : '';
      else if (event.name === DOSSIER_TAG && event.kind === 'open') inside = true;
      else if (event.name === DOSSIER_TAG) return code.trim();
      if (code.length > MAX_CODE) throw new BadXmlError(`${DOSSIER_TAG} is too long`);
    }
  }
  return '';
}

function assertUtf8(xml: Buffer): void {
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(xml.subarray(0, 200).toString('latin1'));
  const isUtf8 = declared === null || /^utf-?8$/i.test(declared[1] ?? '');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(xml);
  } catch {
    throw new BadXmlError('not UTF-8');
  }
  if (!isUtf8) throw new BadXmlError('not UTF-8');
}
