import { describe, expect, it } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import { withFile } from '../../../../test/support/plan-files.js';
import { checkPlanFile } from './check-plan-file.js';
import { readXml, type XmlEvent } from './xml-events.js';

/** A zip of deflated entries, as small as one can be. */
function zip(entries: Readonly<Record<string, Buffer>>): Buffer {
  const locals: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content, { level: 9 });
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const list = Buffer.alloc(46);
    list.writeUInt32LE(0x02014b50, 0);
    list.writeUInt16LE(8, 10);
    list.writeUInt32LE(packed.length, 20);
    list.writeUInt16LE(name.length, 28);
    list.writeUInt32LE(at, 42);
    listed.push(list, Buffer.from(name));
    locals.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(Buffer.concat(listed).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...listed, end]);
}

const WORKBOOK = {
  'xl/workbook.xml': Buffer.from('<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'),
  'xl/_rels/workbook.xml.rels': Buffer.from(
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
};

async function reasonOf(entries: Readonly<Record<string, Buffer>>): Promise<string | undefined> {
  return withFile(zip(entries), async (path) => {
    const { faults } = await checkPlanFile(path, { agencies: [], period: null });
    return faults[0]?.reason;
  });
}

async function eventsOf(pieces: readonly Buffer[]): Promise<XmlEvent[]> {
  async function* stream(): AsyncGenerator<Buffer> {
    yield* await Promise.resolve(pieces);
  }
  const all: XmlEvent[] = [];
  for await (const events of readXml(stream())) all.push(...events);
  return all;
}

describe('a spreadsheet that was made to do harm', () => {
  it('unpacks to no more than 400 MB', async () => {
    const bomb = Buffer.alloc(450_000_000, '<row></row> ');

    expect(await reasonOf({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': bomb })).toBe('FILE_TOO_BIG');
  });

  it.each([
    ['a text without end', Buffer.alloc(3_000_000, 'a')],
    ['a tag without end', Buffer.from(`<worksheet><row r="${'1'.repeat(2_000_000)}`)],
    ['no tags', Buffer.from('<<<>>>&&&')],
    ['half a file', Buffer.from('<worksheet><sheetData><row r="1"><c r="A1"')],
  ])('is refused where a sheet is %s', async (_, sheet) => {
    expect(await reasonOf({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': sheet })).toBe('FILE_UNREADABLE');
  });

  it('is refused where it is another kind of zip', async () => {
    expect(await reasonOf({ 'word/document.xml': Buffer.from('<document/>') })).toBe('FILE_UNREADABLE');
  });
});

describe('XML in pieces', () => {
  const text =
    '<?xml version="1.0"?><si a="x>y" b=\'&quot;\'><!-- <t> --><x:t>Đăng ký &amp; cấp &#x1EBF;</x:t><e/><![CDATA[a<b]]></si>';

  it('gives the same events wherever it is cut, also inside a character', async () => {
    const bytes = Buffer.from(text);
    const joined = (events: XmlEvent[]): string =>
      events.map((event) => (event.kind === 'text' ? event.text : `[${event.kind} ${event.name}]`)).join('');
    const whole = joined(await eventsOf([bytes]));

    expect(whole).toBe('[open si][open t]Đăng ký & cấp ế[close t][open e][close e]a<b[close si]');
    for (let cut = 1; cut < bytes.length; cut++)
      expect(joined(await eventsOf([bytes.subarray(0, cut), bytes.subarray(cut)]))).toBe(whole);
  });
});
