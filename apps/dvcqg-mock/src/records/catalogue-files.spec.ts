import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadCatalogueError, readCatalogueFiles } from './catalogue-files.js';

const FILES = {
  'agencies.csv':
    '\ufeffma_co_quan,ten_co_quan,cap,hieu_luc_tu,hieu_luc_den,sap_nhap_vao\n000.00.12.H97,Sở Ví dụ,Cấp tỉnh,2010-01-01,2025-06-30,000.00.13.H97\n',
  'fields.csv': 'ma_linh_vuc,ten_linh_vuc,ma_nganh\nG09-LD91,Lĩnh vực mẫu,000.00.00.G09\n',
  'procedures.csv':
    'ma_tthc,ten_tthc,ma_linh_vuc,ma_co_quan_cong_bo,cap_thuc_hien,thoi_han_ngay_lam_viec,co_phi\n9.900101,"Cấp, đổi",G09-LD91,000.00.00.G09,Cấp tỉnh;Cấp xã,,co\n',
};
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  for (const [file, text] of Object.entries(FILES)) writeFileSync(join(folder, file), text);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the catalogue files', () => {
  it('are read whole, with or without a byte order mark', () => {
    expect(readCatalogueFiles(folder)).toEqual({
      agencies: [
        {
          code: '000.00.12.H97',
          name: 'Sở Ví dụ',
          tier: 'Cấp tỉnh',
          validFrom: '2010-01-01',
          validTo: '2025-06-30',
          mergedInto: '000.00.13.H97',
        },
      ],
      fields: [{ code: 'G09-LD91', name: 'Lĩnh vực mẫu', branchCode: '000.00.00.G09' }],
      procedures: [
        {
          code: '9.900101',
          name: 'Cấp, đổi',
          fieldCode: 'G09-LD91',
          issuerCode: '000.00.00.G09',
          tiers: ['Cấp tỉnh', 'Cấp xã'],
          timeLimitDays: null,
          hasFee: true,
          isPublic: true,
        },
      ],
    });
  });

  it.each([
    ['Cấp tỉnh;Cấp xã', 'Cấp thôn', 'row 2, column cap_thuc_hien: "Cấp thôn"'],
    [',,co', ',mười,co', 'row 2, column thoi_han_ngay_lam_viec: "mười"'],
    [',,co', ',,có lẽ', 'row 2, column co_phi: "có lẽ"'],
    ['9.900101', '', 'row 2, column ma_tthc: ""'],
    ['"Cấp, đổi"', '"Cấp', 'Cannot read'],
  ])('are refused with file, row and column for %s made %s', (from, to, message) => {
    writeFileSync(join(folder, 'procedures.csv'), FILES['procedures.csv'].replace(from, to));

    expect(() => readCatalogueFiles(folder)).toThrow(BadCatalogueError);
    expect(() => readCatalogueFiles(folder)).toThrow(message);
  });

  it('are asked for by name when the folder is wrong', () => {
    expect(() => readCatalogueFiles(join(folder, 'nowhere'))).toThrow(/nowhere.*MOCK_CATALOGUE_DIR/);
  });
});
