// Our mock, as its users run it: its own process, everything stored in PostgreSQL, everything checked.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import pg from 'pg';

const root = join(import.meta.dirname, '../..');
const LOGIN = '/XrdAdapter/RestService/forward/mapi/login';
const CALL = '/XrdAdapter/RestService/forward/mapi/g';
const ACCOUNT = '000.00.00.H60';
const LOOKED_UP = '000.00.12.H60-210914-0007';

/** A PostgreSQL of its own, with the settings of `npm start`: fsync on. */
export async function startServer(data) {
  const { startPostgres } = await import(join(root, 'dist/libs/local-servers/src/index.js'));
  return startPostgres({ dataDir: data, databases: ['postgres'] });
}

/** A mock on a database of this name, which is made. */
export async function startPortal(server, database) {
  await inDatabase(server.urlOf('postgres'), (db) =>
    db.query(`CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0`),
  );
  const password = randomBytes(12).toString('hex');
  const { PATH, HOME } = process.env;
  const child = fork(join(root, 'dist/apps/dvcqg-mock/src/main.js'), {
    cwd: root,
    env: {
      PATH,
      HOME,
      MOCK_DATABASE_URL: server.urlOf(database),
      MOCK_PORT: '0',
      MOCK_ACCOUNT: ACCOUNT,
      MOCK_PASSWORD: password,
      MOCK_ADMIN_TOKEN: randomBytes(32).toString('hex'),
      MOCK_SESSION_TTL_S: '86400',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`The mock ended with ${code}`)));
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const post = async (path, body) => (await fetch(url + path, { method: 'POST', body })).text();
  const login = JSON.stringify({ username: ACCOUNT, password });
  return {
    name: 'dvcqg-mock',
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    note: 'with validation, stored state and journal; PostgreSQL counted',
    url,
    databaseUrl: server.urlOf(database),
    roots: [child.pid, server.pid],
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
    logIn: async () => JSON.parse(await post(LOGIN, login)).session,
    /** The two exchanges, as every server is to speak them. */
    async prepareExchanges() {
      const reply = await post(LOGIN, login);
      const { session } = JSON.parse(reply);
      const call = { session, madonvi: ACCOUNT };
      await post(
        CALL,
        JSON.stringify({ ...call, service: 'DongBoHoSoMC', isUpdating: 'False', data: [dossier(LOOKED_UP)] }),
      );
      const body = JSON.stringify({ ...call, service: 'TraCuuHoSo', MaHoSo: LOOKED_UP });
      const found = await post(CALL, body);
      if (!found.includes(LOOKED_UP)) throw new Error(`TraCuuHoSo: ${found}`);
      return { login: { path: LOGIN, body: login, reply }, lookup: { path: CALL, body, reply: found } };
    },
  };
}

/** Body of a call that creates these dossiers. */
export function syncBody(session, codes) {
  const data = codes.map(dossier);
  return JSON.stringify({ session, madonvi: ACCOUNT, service: 'DongBoHoSoMC', isUpdating: 'False', data });
}

export const SYNC_PATH = CALL;

export async function inDatabase(url, use) {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  return use(db).finally(() => db.end());
}

/** A dossier of ordinary size, invented; procedure and field are in config/catalogue. */
export function dossier(MaHoSo) {
  const [first] = readFileSync(join(root, 'config/catalogue/procedures.csv'), 'utf8').split('\n').slice(1);
  const [MaTTHC] = first.split(',', 1);
  const [MaLinhVuc] = /G\d\d-[A-Z]{2}\d+/.exec(first);
  return {
    MaHoSo,
    MaTTHC,
    TenTTHC: 'Cấp giấy chứng nhận mẫu',
    MaLinhVuc,
    TenLinhVuc: 'Lĩnh vực mẫu',
    ChuHoSo: 'Phạm Minh Mẫu',
    LoaiDoiTuong: '1',
    MaDoiTuong: '',
    ThongTinKhac: '',
    Email: 'mau@vidu.example',
    Fax: '0977000101',
    SoDienThoai: '0977000101',
    TrichYeuHoSo: 'Đề nghị cấp giấy chứng nhận mẫu',
    NgayTiepNhan: '20210914080500',
    NgayHenTra: '20210921170000',
    TrangThaiHoSo: '4',
    NgayTra: '',
    ThongTinTra: '',
    HinhThuc: '0',
    NgayKetThucXuLy: '',
    DonViXuLy: 'Sở Ví dụ',
    GhiChu: 'Hồ sơ đủ thành phần',
    TaiLieuNop: [
      {
        TepDinhKemId: '970011',
        TenTepDinhKem: 'Đơn đề nghị mẫu.pdf',
        IsDeleted: 'False',
        MaThanhPhanHoSo: '',
        DuongDanTaiTepTin: 'https://motcua.h60.example/documents/97/201/don-mau.pdf',
      },
    ],
    DanhSachLePhi: [
      { TenPhiLePhi: 'Lệ phí cấp giấy', MaPhiLePhi: '2', HinhThucThu: '1', Gia: '245000', LoaiPhiLePhi: '1' },
    ],
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: [],
    DanhSachGiayToKetQua: [],
  };
}
